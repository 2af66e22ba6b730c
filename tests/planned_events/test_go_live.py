"""An event starts, is completed or cancelled.

An open hit stops it without an override.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.commands.expire import expire
from broadhurst.capabilities.deconfliction.commands.record_outcome import record_outcome
from broadhurst.capabilities.deconfliction.models import Event, HitSide
from broadhurst.capabilities.planned_events.commands.cancel import cancel_event
from broadhurst.capabilities.planned_events.commands.complete import complete_event
from broadhurst.capabilities.planned_events.commands.go_live import go_live
from broadhurst.capabilities.planned_events.queries.events import events_in_conflict
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.deconfliction.targets import spoke_about
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.planned_events.events import (
    HOUR,
    TOMORROW,
    an_event,
    planned,
    side_on,
    told,
    two_events,
)

HALF = timedelta(minutes=30)


def test_an_event_goes_live_in_its_window_and_is_completed(cast: Cast) -> None:
    event = an_event(cast.gail)
    with pytest.raises(Refused, match="event has not begun"):
        go_live(actor=cast.gail, event=event)
    with pytest.raises(Refused, match="must be live"):
        complete_event(actor=cast.gail, event=event)
    with clock.set_to(TOMORROW - HALF):
        assert go_live(actor=cast.len, event=event).state == "live"
        with pytest.raises(Refused, match="It must be planned"):
            go_live(actor=cast.gail, event=event)
        assert complete_event(actor=cast.gail, event=event).state == "done"
        with pytest.raises(Refused, match="is done"):
            cancel_event(actor=cast.gail, event=event, reason="No.")
        with as_actor(cast.gail):
            told = [words(one) for one in audit.Event.objects.filter(subject=event.ref)]
    assert told[:2] == [
        f"Gail Fernsby completed event {event.ref}.",
        f"Len Oakapple’s event {event.ref} went live.",
    ]


def test_an_open_hit_stops_it_without_a_named_override_and_reason(cast: Cast) -> None:
    event, _theirs = two_events(cast.gail, cast.olive)
    hit = side_on(cast.gail, event).ref
    lens = cast.len.officer
    with clock.set_to(TOMORROW):
        with pytest.raises(Refused, match=f"open hit \\({hit}\\)"):
            go_live(actor=cast.gail, event=event)
        with pytest.raises(Refused, match="both who gave the override and the reason"):
            go_live(actor=cast.gail, event=event, override_by=lens)
        with pytest.raises(Refused, match="both who gave the override and the reason"):
            go_live(actor=cast.gail, event=event, override_reason="We must.")
        with pytest.raises(Refused, match="cannot override a hit yourself"):
            go_live(
                actor=cast.gail, event=event, override_by=cast.gail.officer, override_reason="I."
            )
        live = go_live(
            actor=cast.gail, event=event, override_by=lens, override_reason="Life is at risk."
        )
        assert (live.override_by, live.state) == (lens, "live")
        with as_actor(cast.len):
            told = words(audit.Event.objects.get(verb="event.went_live"))
    assert told.endswith(f"{hit} is open. Len Oakapple overrode this. Reason: Life is at risk.")


def test_only_those_who_can_give_an_override_are_offered(cast: Cast) -> None:
    event, _theirs = two_events(cast.gail, cast.olive)
    at = f"/deconfliction/events/{event.ref}/go-live/"
    asked = browser(cast.gail).get(at).content.decode()
    for officer in (cast.len, cast.mo, cast.tess):
        assert f'value="{officer.officer.username}"' in asked
    for officer in (cast.sid, cast.gail):
        assert f'value="{officer.officer.username}"' not in asked


def test_a_settled_hit_stops_nothing(cast: Cast) -> None:
    event, _theirs = two_events(cast.gail, cast.olive)
    side = spoke_about(cast.gail, side_on(cast.gail, event))
    record_outcome(actor=cast.gail, hit=side, outcome="proceed_both", reason="Agreed.")
    with clock.set_to(TOMORROW):
        with pytest.raises(Refused, match="nothing to override"):
            go_live(
                actor=cast.gail, event=event, override_by=cast.len.officer, override_reason="So."
            )
        assert go_live(actor=cast.gail, event=event).state == "live"


def test_cancelling_closes_ones_own_side_and_meets_no_other(cast: Cast) -> None:
    event, _theirs = two_events(cast.gail, cast.olive)
    with pytest.raises(Refused, match="Enter the reason"):
        cancel_event(actor=cast.gail, event=event, reason=" ")
    cancel_event(actor=cast.gail, event=event, reason="The source was wrong.")
    mine = side_on(cast.gail, event)
    assert (mine.outcome, mine.closed_by) == ("one_cancels", cast.gail.officer)
    with as_actor(cast.gail):
        told = words(audit.Event.objects.get(verb="event.cancelled"))
    assert mine.ref in told
    assert planned(cast.rita).hit_count == 1, "it meets Olive's alone"


def test_a_done_event_meets_no_other(cast: Cast) -> None:
    event = an_event(cast.gail)
    with clock.set_to(TOMORROW):
        go_live(actor=cast.gail, event=event)
        complete_event(actor=cast.gail, event=event)
        late = {"late_reason": "A call came in.", "starts_at": TOMORROW + HOUR}
        assert planned(cast.olive, **late).hit_count == 0


def test_an_event_expires_at_its_end_and_buffer_for_good(cast: Cast) -> None:
    event, _theirs = two_events(cast.gail, cast.olive)
    with clock.set_to(TOMORROW + 2 * HOUR + HALF - timedelta(microseconds=1)):
        assert browser(cast.gail).get(f"/deconfliction/events/{event.ref}/").status_code == 200
        assert expire(actor=cast.system) == 0
    with clock.set_to(TOMORROW + 2 * HOUR + HALF):
        assert browser(cast.gail).get(f"/deconfliction/events/{event.ref}/").status_code == 404
        assert expire(actor=cast.system) == 2
        with as_actor(cast.gail):
            side = HitSide.objects.select_related("hit").get()
            assert side.event is None
            assert not Event.objects.exists()
        assert browser(cast.gail).get(f"/deconfliction/hits/{side.ref}/").status_code == 200
        with as_actor(cast.system):
            told = words(audit.Event.objects.get(verb="entries.expired", detail__events="2"))
    assert told.endswith("deleted 0 expired deconfliction entries and 2 expired events.")


def test_every_door_goes_live_completes_and_cancels(cast: Cast) -> None:
    first, second, third = (an_event(cast.gail) for _ in range(3))
    with clock.set_to(TOMORROW):
        page = browser(cast.gail)
        for verb, event, state in (
            ("go-live", first, "live"), ("complete", first, "done"), ("cancel", second, "cancelled")
        ):  # fmt: skip
            address = f"/deconfliction/events/{event.ref}/{verb}/"
            assert page.get(address).status_code == 200
            assert page.post(address, {"reason": "Rain."}).status_code == 302
            assert page.post(address, {"reason": "Rain."}).status_code == 409
            with as_actor(cast.gail):
                assert Event.objects.get(pk=event.pk).state == state
        machine = Machine(cast.gail)
        assert machine.post(f"/events/{third.ref}/go-live").json()["state"] == "live"
        assert machine.post(f"/events/{third.ref}/complete").json()["state"] == "done"
        assert machine.post(f"/events/{third.ref}/cancel", reason="No.").status_code == 409
        fourth, fifth = (an_event(cast.gail, late_reason="Just now.") for _ in range(2))
        for words_, said in (
            (["go-live", fourth.ref], "is live"), (["complete-event", fourth.ref], "is done"),
            (["cancel-event", fifth.ref, "--reason", "Rain."], "is cancelled"),
        ):  # fmt: skip
            assert said in terminal(cast.gail, "deconfliction", *words_).output


@pytest.mark.parametrize("verb", ["go-live", "complete", "cancel"])
def test_another_units_event_is_not_there(cast: Cast, verb: str) -> None:
    event = an_event(cast.gail)
    address = f"/deconfliction/events/{event.ref}/{verb}/"
    for actor in (cast.olive, cast.cora):
        assert browser(actor).get(address).status_code == 404
        assert browser(actor).post(address, {"reason": "No."}).status_code == 404
        assert Machine(actor).post(f"/events/{event.ref}/{verb}").status_code == 404
    name = verb if verb == "go-live" else f"{verb}-event"
    assert "you cannot see it" in terminal(cast.olive, "deconfliction", name, event.ref).output
    assert browser(None).get(address).headers["Location"].startswith("/sign-in/")
    assert Machine(None).post(f"/events/{event.ref}/{verb}").status_code == 401


def test_a_council_officer_of_the_same_unit_may_not(cast: Cast) -> None:
    event = an_event(cast.gail)
    bystander = replace(cast.gail, roles=frozenset({"partner"}))
    with clock.set_to(TOMORROW), pytest.raises(Refused, match="Only an investigator"):
        go_live(actor=bystander, event=event)


def test_whoever_completes_an_event_is_shown_its_open_hits_and_then_it_is_in_no_conflict(
    cast: Cast,
) -> None:
    mine, _theirs = two_events(cast.gail, cast.olive)
    hit = side_on(cast.gail, mine)
    with clock.set_to(TOMORROW), as_actor(cast.gail):
        assert [one.ref for one in events_in_conflict()] == [mine.ref]
    with clock.set_to(TOMORROW):
        go_live(
            actor=cast.gail, event=mine, override_by=cast.len.officer, override_reason="Agreed."
        )
        page = browser(cast.gail).get(f"/deconfliction/events/{mine.ref}/complete/")
        assert hit.ref in page.content.decode()
        complete_event(actor=cast.gail, event=mine)
        with as_actor(cast.gail):
            assert not events_in_conflict().exists()


def test_of_an_event_that_is_done_the_other_side_is_told_and_not_stopped(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    lens = cast.len.officer
    with clock.set_to(TOMORROW):
        go_live(actor=cast.gail, event=mine, override_by=lens, override_reason="Agreed.")
        with pytest.raises(Refused, match="open hit"):
            go_live(actor=cast.olive, event=theirs)
        complete_event(actor=cast.gail, event=mine)
        side = side_on(cast.olive, theirs)
        assert told(cast.olive, "hit.event_over") == [
            f"The other side of hit {side.ref} has completed its event, so the hit no longer stops "
            "your event. Record what you agreed."
        ]
        page = browser(cast.olive).get(f"/deconfliction/hits/{side.ref}/").content.decode()
        assert "Ended or cancelled on" in page
        assert mine.ref not in page
        assert go_live(actor=cast.olive, event=theirs).state == "live"
        assert side_on(cast.olive, theirs).closed_at is None
