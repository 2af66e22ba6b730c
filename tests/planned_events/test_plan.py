"""`plan_event` gives a receipt at once, and tells both sides of a conflict."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from broadhurst.capabilities.deconfliction.commands.expire import expire
from broadhurst.capabilities.deconfliction.models import Check, Event, HitSide
from broadhurst.capabilities.planned_events.commands.cancel import cancel_event
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.geography.sphere import area
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.planned_events.events import (
    HOUR,
    NEAR,
    TOMORROW,
    an_event,
    near_by,
    planned,
    side_on,
    two_events,
)


def test_a_first_event_is_accepted_without_a_conflict(cast: Cast) -> None:
    made = planned(cast.gail, ocg="")
    assert (made.hit_count, made.occasion, made.unit) == (0, "event", cast.gail.unit)
    with as_actor(cast.gail):
        event = Event.objects.get(ref=made.matter)
        assert (event.state, event.planned_by) == ("planned", cast.gail.officer)
        assert event.begins_at == TOMORROW - timedelta(minutes=30)
        told = [words(one) for one in audit.Event.objects.filter(subject=event.ref).order_by("id")]
    assert told == [
        f"Gail Fernsby planned event {event.ref}.",
        f"Gail Fernsby checked event {event.ref}: receipt {made.ref}, accepted without a conflict.",
    ]


def test_the_receipt_leads_to_the_event_until_that_is_over(cast: Cast) -> None:
    """Regression: it linked to all open hits, and offered to check another target."""
    alone, met = planned(cast.olive), planned(cast.gail)
    shown = receipt(cast.olive, alone)
    assert f'href="/deconfliction/events/{alone.matter}/">See the event</a>' in shown
    assert ">Accepted without a conflict</h1>" in shown
    shown = receipt(cast.gail, met)
    link = f'href="/deconfliction/events/{met.matter}/">See the event and who to contact</a>'
    assert (link in shown, ">Accepted with 1 conflict</h1>" in shown) == (True, True)
    assert "Check another target" not in shown
    with clock.set_to(TOMORROW + timedelta(days=1)):
        expire(actor=cast.system)
        assert "See the event" not in receipt(cast.gail, met)


def receipt(actor: Actor, made: Check) -> str:
    return browser(actor).get(f"/deconfliction/checks/{made.ref}/").content.decode()


def test_a_conflict_tells_both_sides_at_one_instant_and_no_more(cast: Cast) -> None:
    warrant, watch = two_events(cast.gail, cast.olive)
    mine, theirs = side_on(cast.gail, warrant), side_on(cast.olive, watch)
    assert mine.hit == theirs.hit
    assert mine.raised_at == theirs.raised_at == NOW
    assert mine.other_contact == cast.olive.unit.duty_contact
    assert mine.hit.words == "planned events at the same place and time"
    for actor, side in ((cast.gail, mine), (cast.olive, theirs)):
        with as_actor(actor):
            notice = audit.Event.objects.get(verb="hit.raised")
            said = words(notice)
            assert said == (
                f"Hit {side.ref}: {side.other_unit.agency} has planned an event at the same place "
                f"and time as one of yours. Acknowledge it, then contact {side.other_contact}."
            )
            for secret in ("Heron", "market", "Bronze", "Gail", "Olive", "warrant", "53.4"):
                assert secret not in said
            assert Event.objects.count() == 1, "nobody sees another unit's event"


# It begins when the first has ended, but each has a buffer of half an hour.
AFTERWARDS = {"starts_at": TOMORROW + 3 * HOUR, "ends_at": TOMORROW + 4 * HOUR}


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({"ground": near_by(290)}, 1),
        ({"ground": near_by(200)}, 0),
        (AFTERWARDS, 0),
        (AFTERWARDS | {"buffer_minutes": 31}, 1),
        ({"starts_at": TOMORROW - 3 * HOUR, "ends_at": TOMORROW - HOUR}, 0),
        ({"ground": area([(-2.25, 53.47), (-2.24, 53.47), (-2.24, 53.49), (-2.25, 53.49)])}, 1),
        ({"ground": area([(-2.30, 53.47), (-2.29, 53.47), (-2.29, 53.49), (-2.30, 53.49)])}, 0),
    ],
)  # fmt: skip
def test_place_and_time_both_decide(cast: Cast, changes: dict[str, object], hits: int) -> None:
    an_event(cast.gail)
    assert planned(cast.olive, **changes).hit_count == hits
    with as_actor(cast.gail):
        assert HitSide.objects.count() == hits


def test_two_events_of_one_unit_do_not_conflict(cast: Cast) -> None:
    an_event(cast.gail)
    assert planned(cast.gail).hit_count == 0


def test_each_of_two_events_that_are_met_is_a_hit(cast: Cast) -> None:
    an_event(cast.gail)
    an_event(cast.gail, ground=near_by())
    assert planned(cast.olive).hit_count == 2


def test_a_hit_is_due_before_the_event_starts(cast: Cast) -> None:
    soon = {"starts_at": NOW + 90 * timedelta(minutes=1), "ends_at": NOW + 4 * HOUR}
    mine = an_event(cast.gail, **soon, late_reason="The informant rang just now.")
    theirs = an_event(cast.olive, starts_at=NOW + 3 * HOUR, ends_at=NOW + 5 * HOUR)
    for actor, event in ((cast.gail, mine), (cast.olive, theirs)):
        assert side_on(actor, event).due_at <= event.starts_at - timedelta(minutes=30)


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ({"ends_at": TOMORROW}, "end after it starts"),
        ({"ends_at": TOMORROW + timedelta(days=32)}, "31 days"),
        ({"starts_at": NOW + timedelta(days=400), "ends_at": NOW + timedelta(days=401)}, "a year"),
        ({"starts_at": NOW - 4 * HOUR, "ends_at": NOW - 2 * HOUR}, "is over"),
        ({"starts_at": NOW + HOUR, "ends_at": NOW + 2 * HOUR}, "late check"),
        ({"starts_at": NOW - HOUR, "late_reason": " "}, "late check"),
        ({"cover_name": "TOP SECRET heron"}, "OFFICIAL"),
        ({"ocg": "OCG-ABCDEF"}, "cannot see an OCG"),
    ],
)
def test_what_is_wrong_is_said(cast: Cast, changes: dict[str, object], objection: str) -> None:
    with pytest.raises(Refused, match=objection):
        planned(cast.gail, **changes)


def test_a_late_check_says_why_and_it_is_kept(cast: Cast) -> None:
    event = an_event(
        cast.gail, starts_at=NOW - HOUR, ends_at=NOW + HOUR, late_reason="Life was at risk."
    )
    assert event.late_reason == "Life was at risk."
    with as_actor(cast.gail):
        kept = audit.Event.objects.get(verb="event.planned")
        assert words(kept).endswith(f"planned event {event.ref} late. Reason: Life was at risk.")


def test_an_event_of_an_ocg_is_of_one_that_the_actor_sees(cast: Cast) -> None:
    ocg = cast.ocg()
    assert an_event(cast.gail, ocg=ocg.ref.lower()).ocg_ref == ocg.ref
    with pytest.raises(Refused, match="cannot see an OCG"):
        planned(cast.olive, ocg=ocg.ref)


def test_a_council_officer_plans_none(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only an investigator"):
        planned(cast.connie)


def test_a_check_of_an_event_is_no_check_of_targets(cast: Cast) -> None:
    ocg = cast.ocg()
    planned(cast.gail, ocg=ocg.ref)
    with as_actor(cast.gail):
        assert Check.objects.get().ocg is None


ANSWERS = {
    "kind": "warrant", "cover_name": "Copper Heron", "place": "Behind the market hall",
    "point": "SJ 8382 9808", "starts_at": "2021-03-02T10:00", "ends_at": "2021-03-02T12:00",
    "contact": "Bronze, 0161 496 0001",
}  # fmt: skip


def test_every_door_does_the_same(cast: Cast) -> None:
    when = {
        "starts_at": TOMORROW.isoformat(), "ends_at": (TOMORROW + HOUR).isoformat(),
    }  # fmt: skip
    answers = ANSWERS | when
    page = browser(cast.gail)
    assert "Radius in metres" in page.get("/deconfliction/events/plan/").content.decode()
    answer = page.post("/deconfliction/events/plan/", answers, follow=True)
    said = answer.content.decode()
    assert "accepted without a conflict" in said
    assert "does not mean that nobody else" in said
    machine = Machine(cast.olive).post("/events", **answers, radius_m=500)
    assert machine.status_code == 201, machine.content
    assert machine.json()["hit_count"] == 1
    assert machine.json()["answer"] == "accepted with 1 conflict"
    options = [f"--{name.replace('_', '-')}={value}" for name, value in answers.items()]
    said = terminal(cast.rita, "deconfliction", "plan-event", *options).output
    assert "accepted with 2 conflicts" in said


def test_bad_answers_are_explained_beside_the_field(cast: Cast) -> None:
    page = browser(cast.gail)
    bad = page.post("/deconfliction/events/plan/", ANSWERS | {"point": "the market"})
    assert bad.status_code == 422
    assert "Enter one of these: a full postcode" in bad.content.decode()
    both = page.post("/deconfliction/events/plan/", ANSWERS | {"corners": "1,1\n1,2\n2,2"})
    assert "not both" in both.content.decode()
    neither = page.post("/deconfliction/events/plan/", ANSWERS | {"point": ""})
    assert "Enter where it is" in neither.content.decode()
    assert "Behind the market hall" in neither.content.decode(), "nothing typed is lost"


def test_nobody_is_asked_to_sign_in(cast: Cast) -> None:
    asked = browser(None).get("/deconfliction/events/plan/")
    assert asked.headers["Location"].startswith("/sign-in/")
    assert Machine(None).post("/events", **ANSWERS).status_code == 401


def test_the_database_holds_it_too(cast: Cast) -> None:
    """Other units' events, the buffered window and finished events cannot be changed."""
    event = an_event(cast.gail)
    with as_actor(cast.olive):
        assert not Event.objects.filter(pk=event.pk).update(cover_name="Slate Curlew")
    for broken in ({"begins_at": TOMORROW}, {"latitude": 91}, {"override_reason": "None asked."}):
        with as_actor(cast.gail), pytest.raises(DatabaseError), transaction.atomic():
            Event.objects.filter(pk=event.pk).update(**broken)
    with as_actor(cast.gail):
        Event.objects.filter(pk=event.pk).update(state="cancelled")
        with pytest.raises(DatabaseError, match="done or cancelled"), transaction.atomic():
            Event.objects.filter(pk=event.pk).update(state="planned")


def test_nobody_finds_events_near_but_the_matcher(cast: Cast) -> None:
    an_event(cast.gail)
    with as_actor(cast.olive), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM events_near(0, %s, %s, 9000, %s, %s)",
            [*NEAR, NOW, NOW + timedelta(days=9)],
        )
        assert cursor.fetchone()[0] == 0


def test_corners_out_of_order_are_told_beside_the_field(cast: Cast) -> None:
    crosswise = "53.58, -2.43\n53.59, -2.42\n53.59, -2.43\n53.58, -2.42"
    answer = Machine(cast.gail).post("/events", **(ANSWERS | {"point": "", "corners": crosswise}))
    assert answer.status_code == 422
    assert "in order" in answer.json()["errors"][0]["message"]


def test_the_page_of_an_event_whose_sides_cross_asks_for_its_corners_in_order(cast: Cast) -> None:
    around = [[-2.43, 53.58], [-2.42, 53.58], [-2.42, 53.59], [-2.43, 53.59]]
    crosswise = [around[0], around[2], around[3], around[1]]
    event = an_event(cast.gail, ground=area(crosswise), cover_name="Before it was asked")
    address, page = f"/deconfliction/events/{event.ref}/", browser(cast.gail)
    assert "The sides of this area cross" in page.get(address).content.decode()
    other = an_event(cast.gail, ground=area(around))
    assert "sides" not in page.get(f"/deconfliction/events/{other.ref}/").content.decode()
    cancel_event(actor=cast.gail, event=event, reason="Nobody is there")
    assert "sides" not in page.get(address).content.decode()


def test_a_day_without_a_time_is_no_start_of_an_event(cast: Cast) -> None:
    answer = Machine(cast.gail).post("/events", **(ANSWERS | {"starts_at": "2021-03-02"}))
    assert answer.status_code == 422
    assert "include a time" in answer.json()["errors"][0]["message"]
