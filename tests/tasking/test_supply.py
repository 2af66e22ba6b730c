"""From decision to product: allocate, put_in_place, deliver, evaluate, withdraw."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.commands.allocate import allocate
from broadhurst.capabilities.tasking.commands.deliver import deliver
from broadhurst.capabilities.tasking.commands.evaluate import evaluate
from broadhurst.capabilities.tasking.commands.put_in_place import put_in_place
from broadhurst.capabilities.tasking.commands.withdraw import withdraw
from broadhurst.capabilities.tasking.models import Bid, Booking
from broadhurst.capabilities.tasking.queries.bids import measures_of
from broadhurst.capabilities.tasking.queries.boards import capabilities
from broadhurst.capabilities.tasking.queries.desks import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.tasking.stage import FROM, TODAY, UNTIL, Stage, as_seen_by

DAY = timedelta(days=1)


def in_place(stage: Stage) -> Bid:
    """Return a bid whose team is working: decided at once, in place after two days."""
    made = stage.supported()
    allocate(actor=stage.cast.cass, bid=made, from_on=TODAY, until_on=UNTIL)
    with clock.set_to(NOW + 2 * DAY):
        put_in_place(actor=stage.cast.cass, bid=made)
    return made


def evaluated(stage: Stage, *, reassess: bool) -> Bid:
    """Return a bid whose product was delivered and evaluated after five days."""
    made = in_place(stage)
    with clock.set_to(NOW + 5 * DAY):
        deliver(actor=stage.cast.cass, bid=made, product="Report PRD-1.")
        evaluate(
            actor=stage.cast.len, bid=made, evaluation="The store was found.", reassess=reassess
        )
    return made


def test_a_team_is_taken_and_the_force_keeps_owner_and_sio(stage: Stage) -> None:
    made = stage.supported()
    with as_actor(stage.cast.cass):
        assert [one.what for one in waiting_for(stage.cast.cass)] == ["Allocate a team to"]
    given = allocate(actor=stage.cast.cass, bid=made, from_on=TODAY, until_on=UNTIL)
    assert given.booking.until_at == clock.end_of(UNTIL)
    with as_actor(stage.cast.olive):
        assert capabilities(NOW).get().taken == 1
    assert as_seen_by(stage.cast.gail, made).stage == "allocated"


def test_days_that_have_passed_are_filled_in_as_many_from_today(stage: Stage) -> None:
    made = stage.supported(stage.ocg())
    href = f"/bids/{made.ref}/allocate/"
    with clock.set_to(NOW + timedelta(days=30)):
        form = browser(stage.cast.cass).get(href).context["form"]
        first, last = form["from_on"].initial, form["until_on"].initial
    assert (first, last - first) == (TODAY + timedelta(days=30), UNTIL - FROM)


def test_in_place_in_the_minute_in_which_it_was_allocated(stage: Stage) -> None:
    """Times that people type have no seconds."""
    made = stage.supported()
    with clock.set_to(NOW + timedelta(seconds=40)):
        given = allocate(actor=stage.cast.cass, bid=made, from_on=TODAY, until_on=UNTIL)
        there = put_in_place(actor=stage.cast.cass, bid=made, in_place_at=NOW)
    assert there.in_place_at == given.allocated_at


def test_no_more_teams_than_there_are_at_any_instant(stage: Stage) -> None:
    cass = stage.cast.cass
    first, second = stage.supported(stage.ocg()), stage.supported(stage.ocg())
    allocate(actor=cass, bid=first, from_on=FROM, until_on=UNTIL)
    with pytest.raises(Refused, match="Its one team is taken in those days"):
        allocate(actor=cass, bid=second, from_on=UNTIL, until_on=UNTIL + DAY)
    allocate(actor=cass, bid=second, from_on=UNTIL + DAY, until_on=UNTIL + 9 * DAY)


def test_an_allocation_lies_ahead_and_forward_and_is_the_managers(stage: Stage) -> None:
    made, cast = stage.supported(), stage.cast
    with pytest.raises(Refused) as refused:
        allocate(actor=cast.cass, bid=made, from_on=TODAY - DAY, until_on=TODAY - 2 * DAY)
    assert len(refused.value.objections) == 2
    with pytest.raises(Refused, match="manager of the capability given"):
        allocate(actor=cast.gail, bid=made, from_on=FROM, until_on=UNTIL)
    undecided = stage.bid(stage.ocg())
    with pytest.raises(Refused, match="you cannot do this now"):
        allocate(actor=cast.gail, bid=undecided, from_on=FROM, until_on=UNTIL)


def test_time_to_decision_and_to_in_place_is_shown(stage: Stage) -> None:
    made = stage.bid()
    assert measures_of(as_seen_by(stage.cast.gail, made)) == [("Bid to decision", "0 days so far")]
    found = as_seen_by(stage.cast.gail, in_place(stage))
    assert dict(measures_of(found)) == {
        "Bid to decision": "0 days",
        "Decision to in place": "2 days",
        "Bid to in place": "2 days",
    }
    page = browser(stage.cast.gail).get(f"/ocgs/{found.ocg.ref}/tasking/").content.decode()
    assert "Bid to in place: 2 days" in page


def test_in_place_is_recorded_once_it_is(stage: Stage) -> None:
    made, cass = stage.supported(), stage.cast.cass
    with pytest.raises(Refused, match="you cannot do this now"):
        put_in_place(actor=cass, bid=made)
    allocate(actor=cass, bid=made, from_on=TODAY, until_on=UNTIL)
    with pytest.raises(Refused, match="in the future"):
        put_in_place(actor=cass, bid=made, in_place_at=NOW + DAY)
    with pytest.raises(Refused, match="after the team was allocated"):
        put_in_place(actor=cass, bid=made, in_place_at=NOW - DAY)


def test_delivered_the_team_is_free_and_its_sight_ends(stage: Stage) -> None:
    made, cass = in_place(stage), stage.cast.cass
    with clock.set_to(NOW + 5 * DAY):
        with pytest.raises(Refused, match="Enter the text"):
            deliver(actor=cass, bid=made, product=" ")
        deliver(actor=cass, bid=made, product="Report PRD-1.")
        with as_actor(cass):
            assert not Ocg.objects.exists()
            assert capabilities(clock.now()).get().taken == 0
        assert as_seen_by(cass, made).stage == "delivered"
        with as_actor(stage.cast.gail):
            assert [one.what for one in waiting_for(stage.cast.gail)] == ["Evaluate the product of"]


def test_evaluated_the_bid_is_closed_and_the_threat_assessed_again(stage: Stage) -> None:
    made, cast = in_place(stage), stage.cast
    with clock.set_to(NOW + 5 * DAY):
        deliver(actor=cast.cass, bid=made, product="Report PRD-1.")
        with pytest.raises(Refused, match="Only the unit that bid"):
            evaluate(actor=cast.tess, bid=made, evaluation="Good.")
        evaluate(actor=cast.len, bid=made, evaluation="The store was found.", reassess=True)
        with as_actor(cast.tess):
            assert not Ocg.objects.exists()
        with as_actor(cast.gail):
            assert "Reassess" in [one.what for one in waiting_for(cast.gail)]


def test_withdrawn_with_a_reason_and_the_team_is_free(stage: Stage) -> None:
    made, cast = stage.supported(), stage.cast
    allocate(actor=cast.cass, bid=made, from_on=FROM, until_on=UNTIL)
    with pytest.raises(Refused, match="Enter the text"):
        withdraw(actor=cast.gail, bid=made, because="")
    withdraw(actor=cast.gail, bid=made, because="They were arrested elsewhere.")
    booking = Booking.objects.get()
    assert booking.from_at == booking.until_at == NOW
    for other in (cast.tess, cast.cass):
        with as_actor(other):
            assert not Ocg.objects.exists()
    with pytest.raises(Refused, match="you cannot do this now"):
        withdraw(actor=cast.gail, bid=made, because="Again.")


def test_what_is_in_place_is_not_withdrawn(stage: Stage) -> None:
    with pytest.raises(Refused, match="you cannot do this now"):
        withdraw(actor=stage.cast.gail, bid=in_place(stage), because="x")


def test_the_pages_from_allocation_to_evaluation(stage: Stage) -> None:
    made = stage.supported()
    cass, gail = browser(stage.cast.cass), browser(stage.cast.gail)
    days = {"from_on": TODAY.isoformat(), "until_on": UNTIL.isoformat()}
    assert cass.post(f"/bids/{made.ref}/allocate/", {}).status_code == 422
    assert cass.post(f"/bids/{made.ref}/allocate/", days).status_code == 302
    assert cass.post(f"/bids/{made.ref}/put-in-place/", {}).status_code == 302
    done = cass.post(f"/bids/{made.ref}/deliver/", {"product": "Report PRD-1."})
    assert done.status_code == 302
    assert cass.get(done.headers["Location"]).status_code == 200
    assert gail.post(f"/bids/{made.ref}/evaluate/", {"evaluation": "Good."}).status_code == 302
    assert "Evaluated" in gail.get(f"/bids/{made.ref}/").content.decode()
    other = stage.bid(stage.ocg())
    assert gail.get(f"/bids/{other.ref}/withdraw/").status_code == 200
    assert gail.post(f"/bids/{other.ref}/withdraw/", {"because": "No need."}).status_code == 302


def test_the_api_and_the_terminal_do_the_same(stage: Stage) -> None:
    one, two = stage.supported(stage.ocg()), stage.supported(stage.ocg())
    days = {"from_on": TODAY.isoformat(), "until_on": TODAY.isoformat()}
    cass, gail = stage.cast.cass, stage.cast.gail
    api = Machine(cass)
    assert api.post(f"/bids/{one.ref}/allocate", **days).status_code == 200
    assert api.post(f"/bids/{two.ref}/allocate", **days).status_code == 409
    assert api.post(f"/bids/{one.ref}/put-in-place").json()["stage"] == "in_place"
    assert api.post(f"/bids/{one.ref}/deliver", product="Report.").status_code == 200
    evaluated = Machine(gail).post(f"/bids/{one.ref}/evaluate", evaluation="Good.")
    assert evaluated.json()["stage"] == "evaluated"

    def run(who: object, verb: str, *words: str) -> str:
        done = terminal(who, "tasking", verb, two.ref, *words)  # type: ignore[arg-type]
        assert done.exit_code == 0, done.output
        return done.output

    words = [f"--{key.replace('_', '-')}={value}" for key, value in days.items()]
    assert "is allocated" in run(cass, "allocate", *words)
    assert "is in place" in run(cass, "put-in-place")
    assert "is delivered" in run(cass, "deliver", "--product", "Report.")
    assert "is evaluated" in run(gail, "evaluate", "--evaluation", "Good.")
    third = stage.bid(stage.ocg())
    assert terminal(gail, "tasking", "withdraw", third.ref, "--because", "x").exit_code == 0
    fourth = stage.bid(stage.ocg())
    assert Machine(gail).post(f"/bids/{fourth.ref}/withdraw", because="x").status_code == 200


def test_olive_and_nobody(stage: Stage) -> None:
    made = stage.supported()
    for verb in ("allocate", "put-in-place", "deliver", "evaluate", "withdraw"):
        assert browser(stage.cast.olive).get(f"/bids/{made.ref}/{verb}/").status_code == 404
        assert Machine(stage.cast.olive).post(f"/bids/{made.ref}/{verb}").status_code == 404
        assert terminal(stage.cast.olive, "tasking", verb, made.ref).exit_code == 1
        assert browser(None).get(f"/bids/{made.ref}/{verb}/").status_code == 302
        assert Machine(None).post(f"/bids/{made.ref}/{verb}").status_code == 401
