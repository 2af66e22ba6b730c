"""A changed event is checked again, and an existing hit is not raised twice."""

from datetime import timedelta
from typing import Any

import pytest

from broadhurst.capabilities.deconfliction.commands.record_outcome import record_outcome
from broadhurst.capabilities.deconfliction.models import Check, Event, HitSide
from broadhurst.capabilities.planned_events.rules.events import UNCHANGED
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.doors.api import query_of
from broadhurst.foundation.doors.optimistic_lock import as_it_stands, form_version
from broadhurst.foundation.geography.sphere import disc
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.deconfliction.targets import spoke_about
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.planned_events.events import (
    ANSWERS,
    FAR_AWAY,
    HOUR,
    MARKET,
    TOMORROW,
    an_event,
    moved,
    near_by,
    side_on,
    two_events,
)


def test_a_change_into_a_conflict_tells_both(cast: Cast) -> None:
    mine = an_event(cast.gail)
    theirs = an_event(cast.olive, ground=FAR_AWAY)
    made = moved(cast.olive, theirs, ground=near_by())
    assert made.hit_count == 1
    assert side_on(cast.gail, mine).hit == side_on(cast.olive, theirs).hit


def test_what_stands_is_not_raised_twice(cast: Cast) -> None:
    mine, _theirs = two_events(cast.gail, cast.olive)
    assert moved(cast.gail, mine, ground=disc(*MARKET, 400)).hit_count == 1
    with as_actor(cast.gail):
        assert HitSide.objects.count() == 1


def test_a_change_out_of_a_conflict_leaves_the_hit_to_be_closed(cast: Cast) -> None:
    """Both units were notified, so they still record what they agreed."""
    mine, _theirs = two_events(cast.gail, cast.olive)
    assert moved(cast.gail, mine, ground=FAR_AWAY).hit_count == 1
    assert side_on(cast.gail, mine).closed_at is None


def test_what_was_settled_is_asked_again_after_a_change(cast: Cast) -> None:
    mine, theirs = two_events(cast.gail, cast.olive)
    for actor, event in ((cast.gail, mine), (cast.olive, theirs)):
        side = spoke_about(actor, side_on(actor, event))
        record_outcome(actor=actor, hit=side, outcome="proceed_both", reason="Agreed.")
    later = {"starts_at": TOMORROW + HOUR, "ends_at": TOMORROW + 3 * HOUR}
    assert moved(cast.gail, mine, ground=disc(*MARKET, 290), **later).hit_count == 1
    with as_actor(cast.olive):
        assert HitSide.objects.filter(closed_at=None).count() == 1


def test_a_late_change_says_why(cast: Cast) -> None:
    mine = an_event(cast.gail)
    with clock.set_to(TOMORROW + HOUR):
        with pytest.raises(Refused, match="late check"):
            moved(cast.gail, mine, ground=near_by())
        longer = {"ends_at": TOMORROW + 5 * HOUR, "late_reason": "It takes longer."}
        moved(cast.gail, mine, ground=near_by(), **longer)
    with as_actor(cast.gail):
        assert Event.objects.get().expires_at == TOMORROW + 5 * HOUR + timedelta(minutes=30)


def test_what_is_over_is_not_revived(cast: Cast) -> None:
    mine = an_event(cast.gail)
    with clock.set_to(TOMORROW + 3 * HOUR), pytest.raises(Refused, match="You can no longer see"):
        moved(cast.gail, mine, ground=near_by(), ends_at=TOMORROW + 9 * HOUR, late_reason="Late.")


def test_every_door_does_the_same_and_shows_what_stands(cast: Cast) -> None:
    mine = an_event(cast.gail)
    address = f"/deconfliction/events/{mine.ref}/change/"
    page = browser(cast.gail)
    shown = page.get(address).content.decode()
    assert "Copper Heron" in shown
    assert "53.4794, -2.2453" in shown
    answers = {
        "kind": "raid", "cover_name": "Slate Curlew", "place": "The market",
        "corners": "53.47, -2.25\n53.47, -2.24\n53.48, -2.24",
        "starts_at": TOMORROW.isoformat(), "ends_at": (TOMORROW + HOUR).isoformat(),
        "contact": "Bronze",
    }  # fmt: skip
    assert page.post(address, answers).status_code == 302
    assert "53.47, -2.25" in page.get(address).content.decode(), "the corners are shown again"
    with as_actor(cast.gail):
        assert Event.objects.get().polygon == [[-2.25, 53.47], [-2.24, 53.47], [-2.24, 53.48]]
    answers["contact"] = "Silver"
    machine = Machine(cast.gail).post(f"/events/{mine.ref}/change", **answers)
    assert machine.json()["answer"] == "accepted without a conflict"
    answers["contact"] = "Gold"
    options = [f"--{name.replace('_', '-')}={value}" for name, value in answers.items()]
    told = terminal(cast.gail, "deconfliction", "change-event", mine.ref, *options)
    assert "without a conflict" in told.output


def test_a_page_does_not_write_back_what_a_colleague_changed_since(cast: Cast) -> None:
    mine = an_event(cast.gail)
    address = f"/deconfliction/events/{mine.ref}/change/"
    page = browser(cast.gail)
    form = page.get(address).context["form"]
    stands = as_it_stands(form, {})
    # A browser sends the day and the time as separate parts.
    typed = query_of({**stands, "place": "The market", "starts_at": None, "ends_at": None})
    sent = {name: typed.getlist(name) for name in typed} | {"as_shown": form_version(form)}
    for name, at in (("starts_at", mine.starts_at), ("ends_at", mine.ends_at)):
        at = at.astimezone(clock.LONDON)
        sent |= {f"{name}_day": at.day, f"{name}_month": at.month, f"{name}_year": at.year,
                 f"{name}_time": f"{at:%H:%M}"}  # fmt: skip
    moved = terminal(cast.gail, "deconfliction", "change-event", mine.ref, "--radius-m=450")
    assert "without a conflict" in moved.output

    told = page.post(address, sent)
    assert told.status_code == 409
    [objection] = told.context["form"].non_field_errors()
    assert "from yours: “Place” is now “Behind the market hall”; “Radius" in objection
    assert "is now “450”. Change your answers" in objection, "and nothing else is another"
    with as_actor(cast.gail):
        assert Event.objects.get().radius_m == 450
    sent["as_shown"] = told.context["as_shown"]["value"]
    assert page.post(address, sent).status_code == 302


def test_at_the_terminal_what_is_left_out_stays(cast: Cast) -> None:
    """Regression: a change of the time asked for every answer, and cleared “armed”."""
    mine = an_event(
        cast.gail, is_armed=True, buffer_minutes=45,
        ends_at=TOMORROW + timedelta(hours=2, seconds=7),
    )  # fmt: skip

    def stands(*but: str) -> dict[str, Any]:
        with as_actor(cast.gail):
            row = Event.objects.values().get()
        return {name: value for name, value in row.items() if name not in but}

    def change(*options: str) -> None:
        ran = terminal(cast.gail, "deconfliction", "change-event", mine.ref, *options)
        assert ran.exit_code == 0, ran.output

    before = stands("place")
    change("--place", "Round the back")
    assert stands("place") == before
    assert stands()["place"] == "Round the back"

    where = ("latitude", "longitude", "radius_m", "polygon", "contact")
    before = stands(*where)
    change("--corners", "53.47, -2.25\n53.47, -2.24\n53.48, -2.24")
    drawn = stands()["polygon"]
    assert drawn == [[-2.25, 53.47], [-2.24, 53.47], [-2.24, 53.48]]
    change("--contact", "Gold, 0161 496 0001")
    assert stands()["polygon"] == drawn, "an area stays an area"
    change("--point", "53.4794, -2.2453")
    assert stands()["polygon"] is None
    assert stands(*where) == before

    by_the_meridian = {"latitude": 51.4779, "longitude": -0.00001}
    change("--point", "51.4779, -0.00001")
    change("--contact", "Silver, 0161 496 0002")
    assert by_the_meridian.items() <= stands().items()

    change("--no-is-armed", "--is-undercover")
    assert (stands()["is_armed"], stands()["is_undercover"]) == (False, True)


@pytest.mark.parametrize("radius", ["900", "0"])
def test_an_area_has_no_radius_to_change(cast: Cast, radius: str) -> None:
    mine = an_event(cast.gail)
    words = ("deconfliction", "change-event", mine.ref)
    drawn = terminal(cast.gail, *words, "--corners", "53.47, -2.25\n53.47, -2.24\n53.48, -2.24")
    assert drawn.exit_code == 0, drawn.output
    refused = terminal(cast.gail, *words, "--radius-m", radius)
    assert (refused.exit_code, "This event has an area." in refused.output) == (1, True)


def test_another_units_event_is_not_there(cast: Cast) -> None:
    mine = an_event(cast.gail)
    page = f"/deconfliction/events/{mine.ref}/change/"
    stood = {"as_shown": browser(cast.gail).get(page).context["as_shown"]["value"]}
    for actor in (cast.olive, cast.cora):
        assert browser(actor).get(page).status_code == 404
        assert browser(actor).post(page, stood).status_code == 404
        assert Machine(actor).post(f"/events/{mine.ref}/change").status_code == 404
    refused = terminal(cast.olive, "deconfliction", "change-event", mine.ref)
    assert "you cannot see it" in refused.output
    address = browser(None).get(f"/deconfliction/events/{mine.ref}/change/")
    assert address.headers["Location"].startswith("/sign-in/")


def test_an_area_of_fine_corners_that_is_sent_again_has_not_moved(cast: Cast) -> None:
    fine = "[[-2.24571234, 53.47931234], [-2.24491234, 53.47931234], [-2.24491234, 53.47991234]]"
    here = ANSWERS | {"point": "", "corners": fine}
    assert Machine(cast.gail).post("/events", **here).status_code == 201
    theirs = an_event(cast.olive)
    with as_actor(cast.gail):
        mine = Event.objects.get()
    form = browser(cast.gail).get(f"/deconfliction/events/{mine.ref}/change/").context["form"]
    shown = here | {"corners": form["corners"].value(), "contact": "Silver"}
    again = Machine(cast.gail).post(f"/events/{mine.ref}/change", **shown)
    assert again.status_code == 200, again.content
    side = side_on(cast.olive, theirs)
    assert side.hit_id
    assert side.other_changed_at is None


def test_who_changes_nothing_is_told_so_at_every_door_and_nothing_is_checked(
    cast: Cast,
) -> None:
    soon = {"starts_at": (NOW + HOUR).isoformat(), "ends_at": (NOW + 3 * HOUR).isoformat()}
    given = ANSWERS | soon | {"late_reason": "It came up just now."}
    assert Machine(cast.gail).post("/events", **given).status_code == 201
    with as_actor(cast.gail):
        mine = Event.objects.get()
        before = Event.objects.values().get()
    path, words = f"/events/{mine.ref}/change", ("deconfliction", "change-event", mine.ref)
    refused = browser(cast.gail).post(f"/deconfliction{path}/", given)
    answer = Machine(cast.gail).post(path, **given)
    assert (refused.status_code, answer.status_code) == (409, 409)
    assert "You have not changed anything" in refused.content.decode()
    assert [one["message"] for one in answer.json()["errors"]] == [UNCHANGED], "and nothing else"
    for reason in ((), ("--late-reason", "It came up an hour ago.")):
        ran = terminal(cast.gail, *words, *reason)
        assert (ran.exit_code, ran.output) == (1, f"{UNCHANGED}\n"), "why it is late is asked anew"
    with as_actor(cast.gail):
        assert Event.objects.values().get() == before
        assert Check.objects.count() == 1, "no receipt"
        assert not audit.Event.objects.filter(verb="event.changed").exists()
        assert audit.Event.objects.filter(verb="event.checked").count() == 1


def test_seconds_that_a_page_does_not_show_are_no_change_of_time(cast: Cast) -> None:
    """Regression: an event planned by a program has seconds.

    The other unit was told that it moved.
    """
    ends = TOMORROW + HOUR + timedelta(seconds=7)
    mine = an_event(cast.gail, starts_at=TOMORROW + timedelta(seconds=31), ends_at=ends)
    an_event(cast.olive)
    address, page = f"/deconfliction/events/{mine.ref}/change/", browser(cast.gail)
    shown = page.get(address).context["form"]
    sent = {name: shown[name].value() for name in ("kind", "cover_name", "place", "contact")}
    sent |= {"point": shown["point"].value(), "radius_m": 290, "buffer_minutes": 30}
    sent |= {"starts_at": TOMORROW.isoformat(), "ends_at": ends.replace(second=0).isoformat()}
    refused = page.post(address, sent)
    assert (refused.status_code, UNCHANGED in refused.content.decode()) == (409, True)
    assert page.post(address, sent | {"contact": "Silver"}).status_code == 302
    with as_actor(cast.gail):
        now = Event.objects.get()
    assert (now.starts_at, now.ends_at, now.contact) == (mine.starts_at, ends, "Silver")
    with as_actor(cast.olive):
        assert HitSide.objects.get().other_changed_at is None


def test_to_change_nothing_counts_for_no_limit(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadhurst.capabilities.planned_events.rules.limits.EVENTS_AN_HOUR", 2)
    mine = an_event(cast.gail)
    for _ in range(3):
        with pytest.raises(Refused, match="You have not changed anything"):
            moved(cast.gail, mine)
    assert moved(cast.gail, mine, ground=FAR_AWAY).hit_count == 0
