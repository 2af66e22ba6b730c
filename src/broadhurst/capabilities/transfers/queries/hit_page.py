"""The part of the page of a hit that asks for its OCG, or shows the open request."""

from typing import Any

from broadhurst.capabilities.deconfliction.queries.hits import side_named
from broadhurst.capabilities.transfers.queries.asked import earlier_requests, own_sides
from broadhurst.capabilities.transfers.rules.asking import ASKED, objections_to_ask_now
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.database.ahead import Ask

PAGE = "deconfliction:hit"


def on_page(actor: Actor, page: str, ref: str) -> tuple[str, dict[str, Any]] | None:
    """Return the template and the context of the part, or None if the unit has no side of it.

    The layout of pages asks this for each page (`settings.PARTS_OF_RECORD_PAGES`).
    """
    side = own_sides(actor).filter(**side_named(ref)).first() if page == PAGE else None
    if side is None:
        return None
    earlier = earlier_requests(actor, hit_ref=side.hit.ref)
    return "transfers/_on_hit.html", {
        "hit": side,
        "open_request": next((request for request in earlier if request.stage in ASKED), None),
        "may_ask": not objections_to_ask_now(actor, side.other_unit, earlier=earlier),
    }


def asks_on_page(_actor: Actor, _page: str, _ref: str) -> list[Ask]:
    """Return an empty list, because the page of a hit sends no statements ahead."""
    return []
