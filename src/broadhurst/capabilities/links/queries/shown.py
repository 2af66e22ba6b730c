"""The links on the page of an OCG."""

from typing import Any

from broadhurst.capabilities.links.queries.links import links_of, picture_of, seen_from
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.rules.registering import objections_to_work_on
from broadhurst.foundation.access.actor import Actor


def on_ocg(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """Return the links of an OCG and of its people, and a picture of the OCGs."""
    rows = seen_from(ocg, links_of(ocg))
    parts = current_leadership(ocg).parts_of(actor)
    return {
        "links_of_ocgs": [row for row in rows if row.link.person is None],
        "links_of_people": [row for row in rows if row.link.person is not None],
        "picture": picture_of(ocg, rows),
        "may_link": not objections_to_work_on(ocg, parts),
    }
