"""Record when the two sides spoke, and the time it took."""

from dataclasses import replace
from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.commands.record_contact import record_contact
from broadhurst.capabilities.deconfliction.commands.record_outcome import record_outcome
from broadhurst.capabilities.deconfliction.figures import FIGURES, time_to_contact
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.hits import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.deconfliction.targets import a_hit, side_of
from tests.doors import Machine, browser, terminal, why_not_shown
from tests.people import Cast

LATER = NOW + timedelta(hours=6)
SPOKE = NOW + timedelta(hours=4, minutes=30)
THEN = {"contacted_at": "2021-03-01T13:30"}


def acknowledged(cast: Cast) -> HitSide:
    gails, _olives = a_hit(cast)
    return acknowledge(actor=cast.gail, hit=gails)


def test_each_side_records_its_own_and_the_time_is_measured(cast: Cast) -> None:
    gails = acknowledged(cast)
    with clock.set_to(LATER):
        side = record_contact(actor=cast.gail, hit=gails, contacted_at=SPOKE)
        assert (side.contacted_at, side.contacted_by) == (SPOKE, cast.gail.officer)
        with as_actor(cast.gail):
            figure = time_to_contact(SEEN, None, clock.today())
            assert (figure.value, figure.unit, len(figure.records)) == (4.5, "hours", 1)
            event = Event.objects.get(verb="hit.contact_recorded")
            assert "4.5 hours after" in words(event)
            [waits] = waiting_for(cast.gail)
            assert waits.what == "Record outcome of hit"
        with as_actor(cast.olive):
            assert time_to_contact(SEEN, None, clock.today()).value is None
    assert side_of(cast.olive).contacted_at is None


def test_the_median_of_what_a_desk_sees(cast: Cast) -> None:
    gails = acknowledged(cast)
    with clock.set_to(LATER):
        record_contact(actor=cast.gail, hit=gails, contacted_at=SPOKE)
        with as_actor(cast.dot):
            figure = time_to_contact(SEEN, None, clock.today())
        assert figure.value == 4.5
        assert browser(cast.dot).get(figure.records[0].href).status_code == 200
        with as_actor(cast.roz):
            assert time_to_contact(SEEN, None, clock.today()).value is None


@pytest.mark.parametrize(("minutes", "objection"), [(-1, "before the hit"), (361, "in the future")])
def test_it_lies_between_the_hit_and_now(cast: Cast, minutes: int, objection: str) -> None:
    gails = acknowledged(cast)
    with clock.set_to(LATER), pytest.raises(Refused, match=objection):
        record_contact(actor=cast.gail, hit=gails, contacted_at=NOW + timedelta(minutes=minutes))


def test_who_rings_within_the_minute_writes_that_minute(cast: Cast) -> None:
    """A typed time has no seconds. A minute earlier is refused."""
    told_at = NOW + timedelta(seconds=40)
    with clock.set_to(told_at):
        gails = acknowledged(cast)
        with pytest.raises(Refused, match="before the hit"):
            record_contact(actor=cast.gail, hit=gails, contacted_at=NOW - timedelta(minutes=1))
        with pytest.raises(Refused, match="before the hit"):
            record_contact(actor=cast.gail, hit=gails, contacted_at=NOW + timedelta(seconds=39))
        address = f"/deconfliction/hits/{gails.ref}/record-contact/"
        written = f"{NOW.astimezone(clock.LONDON):%Y-%m-%dT%H:%M}"
        assert browser(cast.gail).post(address, {"contacted_at": written}).status_code == 302
        assert side_of(cast.gail).contacted_at == told_at
    with clock.set_to(LATER), as_actor(cast.gail):
        assert time_to_contact(SEEN, None, clock.today()).value == 0


def test_once_and_after_it_was_acknowledged(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    with pytest.raises(Refused, match="Acknowledge the hit first"):
        record_contact(actor=cast.gail, hit=gails, contacted_at=NOW)
    acknowledge(actor=cast.gail, hit=gails)
    record_contact(actor=cast.gail, hit=gails, contacted_at=NOW)
    with pytest.raises(Refused, match="already"):
        record_contact(actor=cast.gail, hit=gails, contacted_at=NOW)


def test_every_door_does_the_same(cast: Cast) -> None:
    gails = acknowledged(cast)
    address = f"/deconfliction/hits/{gails.ref}/record-contact/"
    with clock.set_to(LATER):
        page = browser(cast.gail)
        assert page.get(address).status_code == 200
        assert page.post(address, {}).status_code == 422
        assert page.post(address, THEN).status_code == 302
        assert page.post(address, THEN).status_code == 409
        assert (
            "1 March 2021 at 1:30pm"
            in page.get(f"/deconfliction/hits/{gails.ref}/").content.decode()
        )
        olives = acknowledge(actor=cast.olive, hit=side_of(cast.olive))
        answer = Machine(cast.olive).post(
            f"/hits/{olives.ref}/record-contact", contacted_at="2021-03-01T10:00:00Z"
        )
        assert answer.json()["contacted_at"].startswith("2021-03-01T10:00")
        words = (
            "deconfliction",
            "record-contact",
            olives.ref,
            "--contacted-at",
            "2021-03-01T10:00Z",
        )
        assert "already" in terminal(cast.otto, *words).output


def test_a_hit_that_is_closed_still_takes_its_contact_but_does_not_press_for_it(cast: Cast) -> None:
    gails = acknowledged(cast)
    address = f"/deconfliction/hits/{gails.hit.ref}/"
    button = 'class="govuk-button{}" href="/deconfliction/hits/'
    shown = browser(cast.gail).get(address).content.decode()
    assert button.format("") in shown
    assert "see the other’s\n      entry" in shown
    record_outcome(actor=cast.gail, hit=gails, outcome="not_a_conflict", reason="Another person.")
    shown = browser(cast.gail).get(address).content.decode()
    assert "Record contact" in shown
    assert button.format(" govuk-button--secondary") in shown
    assert button.format("") not in shown


def test_the_terminal_records(cast: Cast) -> None:
    gails = acknowledged(cast)
    words = ("deconfliction", "record-contact", gails.ref, "--contacted-at", "2021-03-01T09:00Z")
    done = terminal(cast.gail, *words)
    assert done.exit_code == 0, done.output


def test_who_must_not(cast: Cast) -> None:
    gails = acknowledged(cast)
    address = f"/deconfliction/hits/{gails.ref}/record-contact/"
    for outsider in (cast.rita, cast.roz, cast.connie):
        assert browser(outsider).post(address, THEN).status_code == 404
        assert Machine(outsider).post(f"/hits/{gails.ref}/record-contact").status_code == 404
    asked = browser(None).get(address)
    assert asked.headers["Location"].startswith("/sign-in/")
    assert Machine(None).post(f"/hits/{gails.ref}/record-contact").status_code == 401


def test_an_officer_of_the_unit_without_a_role_is_refused_and_it_is_kept(cast: Cast) -> None:
    gails = acknowledged(cast)
    bystander = replace(cast.len, roles=frozenset({"partner"}))
    with pytest.raises(Refused, match="Only an investigator"):
        record_contact(actor=bystander, hit=gails, contacted_at=NOW)


def test_outcomes_are_counted_by_kind_with_their_records(cast: Cast) -> None:
    gails = acknowledged(cast)
    record_contact(actor=cast.gail, hit=gails, contacted_at=NOW)
    record_outcome(actor=cast.gail, hit=gails, outcome="joint", reason="Agreed.", verdict="same")
    counts = {figure.name: figure for figure in FIGURES}
    with clock.set_to(LATER), as_actor(cast.gail):
        joint = counts["hits_joint"](SEEN, None, clock.today())
        assert (joint.value, joint.records[0].ref) == (1, gails.ref)
        assert joint.name == "hits_joint"
        assert counts["hits_transfer"](SEEN, None, clock.today()).value == 0
        assert (
            counts["hits_joint"](SEEN, clock.today() + timedelta(days=1), clock.today()).value == 0
        )


def test_whoever_found_no_conflict_first_is_led_to_record_the_contact(cast: Cast) -> None:
    gails = acknowledged(cast)
    address = f"/deconfliction/hits/{gails.ref}/record-contact/"
    with clock.set_to(LATER):
        record_outcome(actor=cast.gail, hit=gails, outcome="not_a_conflict", reason="Ours is dead.")
        page = browser(cast.gail).get(f"/deconfliction/hits/{gails.ref}/").content.decode()
        assert address in page
        assert "record-outcome" not in page
        assert browser(cast.gail).post(address, THEN).status_code == 302
        page = browser(cast.gail).get(f"/deconfliction/hits/{gails.ref}/").content.decode()
        assert address not in page


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    address = f"/deconfliction/hits/{gails.ref}/record-contact/"
    assert "Acknowledge the hit first." in why_not_shown(cast.gail, address)
    acknowledge(actor=cast.gail, hit=gails)
    assert browser(cast.gail).get(address).status_code == 200
    with clock.set_to(LATER):
        record_contact(actor=cast.gail, hit=gails, contacted_at=SPOKE)
    assert "recorded the contact already" in why_not_shown(cast.gail, address)
