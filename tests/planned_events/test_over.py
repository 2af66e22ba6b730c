"""Once another unit's event is over, the hit with it says so everywhere."""

import re

import pytest

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.planned_events.commands.cancel import cancel_event
from broadhurst.capabilities.planned_events.commands.complete import complete_event
from broadhurst.capabilities.planned_events.commands.go_live import go_live
from broadhurst.capabilities.planned_events.queries.events import events
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.planned_events.events import (
    DAY,
    HOUR,
    TOMORROW,
    an_event,
    at,
    near_by,
    side_on,
    two_events,
)

LIST = "/deconfliction/events/"
OVER = "Ended or cancelled on 2 March 2021 at 9:00am"
CANCELLED = "Ended or cancelled on 1 March 2021 at 9:00am"


def page(actor: Actor, address: str) -> str:
    shown = browser(actor).get(address).content.decode()
    return shown[shown.index("<main") : shown.index("</main>")]


def completed(cast: Cast, event: Event) -> None:
    lens = cast.len.officer
    go_live(actor=cast.gail, event=event, override_by=lens, override_reason="Agreed.")
    complete_event(actor=cast.gail, event=event)


def test_the_hit_of_two_events_speaks_of_events(cast: Cast) -> None:
    mine, _ = two_events(cast.gail, cast.olive)
    ref = side_on(cast.gail, mine).hit.ref
    shown = " ".join(page(cast.gail, f"/deconfliction/hits/{ref}/").split())
    assert "Neither side can see the other’s event." in shown


def test_completed_the_other_page_says_so_and_that_the_hit_is_open(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    address = f"{LIST}{theirs.ref}/"
    for where in (address, LIST):
        before = page(cast.olive, where)
        assert ("In conflict" in before, "Over or" in before) == (True, False), where
    assert "Another unit has an event at this place" in page(cast.olive, address)
    with clock.set_to(TOMORROW):
        completed(cast, mine)
        for where in (address, LIST):
            after = page(cast.olive, where)
            assert OVER in after, where
            assert "conflict" not in after.replace("deconfliction", ""), where
            assert "Hit open" in after, where
        assert "Another unit had an event at this place" in page(cast.olive, address)
        ref = side_on(cast.olive, theirs).ref
        assert OVER in page(cast.olive, "/deconfliction/hits/")
        hit = page(cast.olive, f"/deconfliction/hits/{ref}/")
        assert "Another unit had an event" in hit
        assert OVER in hit
        for verb in ("events", "hits"):
            said = terminal(cast.olive, "deconfliction", verb).output
            assert f"their event: {OVER}" in said
        assert "1 open" in terminal(cast.olive, "deconfliction", "events").output


def test_cancelled_the_other_page_says_so_and_no_hit_is_open(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    cancel_event(actor=cast.gail, event=mine, reason="Rain.")
    for where in (f"{LIST}{theirs.ref}/", LIST):
        after = page(cast.olive, where)
        assert (CANCELLED in after, "Hit open" in after, "In conflict" in after) == (
            True, False, False,
        ), where  # fmt: skip
    said = terminal(cast.olive, "deconfliction", "events").output
    assert f"their event: {CANCELLED}" in said
    assert "open" not in said


def test_while_another_still_meets_it_the_list_says_in_conflict(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    an_event(cast.rita, ground=near_by())
    cancel_event(actor=cast.gail, event=mine, reason="Rain.")
    listed = page(cast.olive, LIST)
    assert ("In conflict" in listed, CANCELLED in listed) == (True, False)
    shown = page(cast.olive, f"{LIST}{theirs.ref}/")
    assert shown.count(CANCELLED) == 1, "of each hit its own"
    assert "Another unit has an event at this place" in shown


def test_ones_own_that_is_done_is_in_conflict_no_more(cast: Cast) -> None:
    mine, _theirs = two_events(cast.gail, cast.olive)
    with clock.set_to(TOMORROW):
        completed(cast, mine)
        shown = page(cast.gail, f"{LIST}{mine.ref}/")
    assert ("In conflict" in shown, "Hit open" in shown, "Over or no" in shown) == (
        False, True, False,
    )  # fmt: skip


def test_nobody_else_reads_of_either(cast: Cast) -> None:
    """Not even a desk that serves a side reads it. Events belong to their units."""
    mine, theirs = two_events(cast.gail, cast.olive)
    cancel_event(actor=cast.gail, event=mine, reason="Rain.")
    for other in (cast.rita, cast.dot, cast.roz, cast.connie):
        assert browser(other).get(f"{LIST}{theirs.ref}/").status_code == 404
        assert "Over or no longer" not in page(other, LIST)
        assert terminal(other, "deconfliction", "events").output == ""
    said = page(cast.gail, LIST) + terminal(cast.gail, "deconfliction", "events").output
    assert "Over or no longer" not in said, "whoever cancelled is told nothing of the other's"


def test_a_row_whose_hits_are_not_counted_says_so(cast: Cast) -> None:
    mine = an_event(cast.gail)
    with pytest.raises(LookupError, match=r"Load it with `queries\.events`"):
        _ = mine.of_theirs
    with as_actor(cast.gail):
        assert events().get(pk=mine.pk).of_theirs == ""


def test_tabs_filter_and_order_are_the_same_at_every_door(cast: Cast) -> None:
    met, _theirs = two_events(cast.gail, cast.olive)
    later = an_event(
        cast.gail, ground=at(55), kind="visit", starts_at=TOMORROW + HOUR, ends_at=TOMORROW + DAY
    )
    for query, refs in (
        ("", [met.ref, later.ref]),
        ("sort=-starts", [later.ref, met.ref]),
        ("tab=open_hit", [met.ref]),
        ("tab=mine&kind=visit", [later.ref]),
    ):
        shown = page(cast.gail, f"{LIST}list/?{query}")
        assert re.findall(r"bh-reference\">(EVT-\w+)<", shown) == refs, query
        listed = Machine(cast.gail).get(f"/events?{query}").json()["items"]
        assert [one["ref"] for one in listed] == refs
        asked = [f"--{part}" for part in query.split("&") if part]
        said = terminal(cast.gail, "deconfliction", "events", *asked).output
        assert [line.split()[0] for line in said.splitlines()] == refs
    for other in (cast.rita, cast.dot):
        assert met.ref not in page(other, f"{LIST}list/")
        assert Machine(other).get("/events").json()["items"] == []
    assert Machine(None).get("/events").status_code == 401
