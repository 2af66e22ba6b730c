"""Teams: one booking at a time, absences, extensions, terms of reference and what comes after."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.tasking.commands.agree_terms import agree_terms
from broadhurst.capabilities.tasking.commands.allocate import allocate
from broadhurst.capabilities.tasking.commands.bring_back import bring_back
from broadhurst.capabilities.tasking.commands.deliver import deliver
from broadhurst.capabilities.tasking.commands.extend import extend
from broadhurst.capabilities.tasking.commands.mark_away import mark_away
from broadhurst.capabilities.tasking.commands.open_capability import open_capability
from broadhurst.capabilities.tasking.commands.put_in_place import put_in_place
from broadhurst.capabilities.tasking.commands.write_terms import write_terms
from broadhurst.capabilities.tasking.models import Allocation, Bid, Booking
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import SINCE
from tests.tasking.stage import FROM, TODAY, UNTIL, Stage, as_seen_by

WEEK = timedelta(days=7)


def allocated(stage: Stage) -> Bid:
    made = stage.supported(stage.ocg())
    allocate(actor=stage.cast.cass, bid=made, from_on=FROM, until_on=UNTIL)
    return made


def test_the_database_refuses_a_team_twice_at_a_time(stage: Stage) -> None:
    allocated(stage)
    with pytest.raises(IntegrityError, match="team_taken_once"), transaction.atomic():
        Booking.objects.create(
            capability=stage.surveillance, team=1, from_at=NOW + 2 * WEEK, until_at=NOW + 9 * WEEK
        )


def test_a_team_that_is_away_is_not_allocated(stage: Stage) -> None:
    cass, code = stage.cast.cass, stage.surveillance.code
    with pytest.raises(Refused, match="Only the manager"):
        mark_away(
            actor=stage.cast.gail, capability=stage.surveillance, team=1, from_on=FROM,
            until_on=UNTIL, because="Mine.",
        )  # fmt: skip
    answer = Machine(cass).post(
        f"/capabilities/{code}/mark-away", team=1, from_on=str(FROM), until_on=str(UNTIL),
        because="Training",
    )  # fmt: skip
    assert answer.status_code == 200, answer.content
    made = stage.supported(stage.ocg())
    with pytest.raises(Refused, match="Its one team is taken"):
        allocate(actor=cass, bid=made, from_on=FROM, until_on=UNTIL)
    with pytest.raises(Refused, match="from 1 to 1"):
        mark_away(
            actor=cass, capability=stage.surveillance, team=2, from_on=UNTIL, until_on=UNTIL,
            because="Training",
        )  # fmt: skip
    page = browser(stage.cast.gail).get(f"/capabilities/{code}/").content.decode()
    assert "Training" in page
    assert "Not available" in page
    assert "1 row, from 1 Feb 2021 to 24 May 2021." in page  # all the days, not only those taken
    assert "Mark team as not available" not in page
    said = terminal(cass, "tasking", "bring-back", code, "--team", "1")
    assert said.exit_code == 0, said.output
    with pytest.raises(Refused, match="available already"):
        bring_back(actor=cass, capability=stage.surveillance, team=1)
    allocate(actor=cass, bid=made, from_on=FROM, until_on=UNTIL)


def test_a_booking_is_extended_while_the_team_is_free(stage: Stage) -> None:
    cass, made = stage.cast.cass, allocated(stage)
    mark_away(
        actor=cass, capability=stage.surveillance, team=1, from_on=UNTIL + 2 * WEEK,
        until_on=UNTIL + 3 * WEEK, because="Training",
    )  # fmt: skip
    with pytest.raises(Refused, match="The team is taken"):
        extend(actor=cass, bid=made, until_on=UNTIL + 2 * WEEK, because="More to see.")
    with pytest.raises(Refused, match="after the last day"):
        extend(actor=cass, bid=made, until_on=UNTIL, because="More to see.")
    with pytest.raises(Refused, match="manager of the capability"):
        extend(actor=stage.cast.gail, bid=made, until_on=UNTIL + WEEK, because="More to see.")
    answer = Machine(cass).post(
        f"/bids/{made.ref}/extend", until_on=str(UNTIL + WEEK), because="More to see."
    )
    assert answer.status_code == 200, answer.content
    assert answer.json()["until_at"] == "2021-03-29T23:00:00Z"


def test_the_sio_agrees_the_terms_again_after_each_change(stage: Stage) -> None:
    cass, gail, made = stage.cast.cass, stage.cast.gail, allocated(stage)
    with pytest.raises(Refused, match="has not written"):
        agree_terms(actor=gail, bid=made)
    write_terms(actor=cass, bid=made, terms="A week of surveillance, with a report.")
    with pytest.raises(Refused, match="Only the SIO"):
        agree_terms(actor=cass, bid=made)
    page = browser(gail).get(f"/bids/{made.ref}/").content.decode()
    assert "Agree terms of reference" in page
    said = terminal(gail, "tasking", "agree-terms", made.ref)
    assert said.exit_code == 0, said.output
    with pytest.raises(Refused, match="already been agreed"):
        agree_terms(actor=gail, bid=made)
    write_terms(actor=cass, bid=made, terms="Two weeks.")
    with as_actor(cass):
        assert Allocation.objects.get().agreed_at is None


def test_a_product_comes_with_a_recommendation_that_moves_nothing(stage: Stage) -> None:
    cass, made = stage.cast.cass, allocated(stage)
    put_in_place(actor=cass, bid=made)
    with pytest.raises(Refused, match="reason for this recommendation"):
        deliver(actor=cass, bid=made, product="A report.", onward="regional")
    deliver(
        actor=cass, bid=made, product="A report.", onward="regional",
        onward_because="It works in three forces.",
    )  # fmt: skip
    page = browser(stage.cast.gail).get(f"/bids/{made.ref}/").content.decode()
    assert "A regional owner should take it over. It works in three forces." in page
    team = Machine(stage.cast.gail).get(f"/bids/{made.ref}").json()["allocation"]
    assert (team["product"], team["onward"]) == ("A report.", "regional")
    assert team["onward_because"] == "It works in three forces."
    assert as_seen_by(stage.cast.gail, made).ocg is not None


def test_a_manager_lists_a_capability_of_their_own_unit(stage: Stage) -> None:
    cass = stage.cast.cass
    answer = browser(cass).post(
        "/capabilities/open-capability/",
        {
            "code": "drones", "name": "Drones", "provider": cass.unit.key, "capacity": "2",
            "lead_time_days": "3",
        },
    )  # fmt: skip
    assert answer["Location"] == "/capabilities/drones/"
    with pytest.raises(Refused, match="Only an administrator"):
        open_capability(
            actor=stage.cast.gail, code="boats", name="Boats", provider=cass.unit, capacity=1
        )
    assert TODAY < FROM


def test_a_force_lends_a_team_of_its_own_and_keeps_sio_and_plan(stage: Stage) -> None:
    """The letter: specialists come from within the force or from the ROCU."""
    cast = stage.cast
    unit = open_unit(
        actor=cast.system, agency=cast.gail.agency, key="n-surveillance", name="Surveillance",
        kind="capability", duty_contact="01632 960 111", from_on=SINCE,
    )  # fmt: skip
    posting = post(
        actor=cast.system, officer=cast.ned.officer, unit=unit, title="Manager",
        roles=["capability_manager"], from_on=SINCE,
    )  # fmt: skip
    own = open_capability(
        actor=cast.system, code="own", name="Surveillance of the force", provider=unit,
        capacity=1,
    )  # fmt: skip
    ocg = stage.ocg()
    made = stage.supported(ocg, capability=own)
    allocate(actor=actor_in(posting), bid=made, from_on=FROM, until_on=UNTIL)
    with as_actor(cast.gail):
        assert Allocation.objects.get().booking.capability.provider.agency == cast.gail.agency
        now = current_leadership(ocg)
        assert (now.owner, now.lead("sio").officer) == (cast.gail.unit, cast.gail.officer)
