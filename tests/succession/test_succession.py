"""Organisations merge, split or are replaced, and their records move with their units."""

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.establishment.commands.appoint import appoint
from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.commands.open_post import open_post
from broadhurst.capabilities.leads.models import Training
from broadhurst.capabilities.leads.queries.training import is_trained
from broadhurst.capabilities.plans.queries.versions import live_plan
from broadhurst.capabilities.register.models import Lead, Ocg, Ownership
from broadhurst.capabilities.register.queries.leadership import current_leadership, history
from broadhurst.capabilities.succession import queries
from broadhurst.capabilities.succession.commands.carry_out import _carry, carry_out
from broadhurst.capabilities.succession.commands.plan_succession import plan_succession
from broadhurst.capabilities.succession.commands.rehearse import rehearse
from broadhurst.capabilities.succession.commands.withdraw_succession import withdraw_succession
from broadhurst.capabilities.succession.models import Succession, UnitMove
from broadhurst.capabilities.transfers.commands.accept import accept
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.moving import has_owned
from broadhurst.capabilities.transfers.queries.shown import owner_then
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.agencies.models import Agency, Appointment, Officer, Unit, in_force_on
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.deconfliction.targets import far_ocg
from tests.doors import Machine, browser, terminal
from tests.people import SINCE, Cast, load_cast
from tests.transfers.making import LATER, assessed, opened, planned, ready, referred

DAY = NOW.date()
LOOKING = "to see in a test what nobody alone may see"


def united(cast: Cast) -> Agency:
    return open_agency(
        actor=cast.system, key="united", name="United Shires Police", short_name="UNITED",
        kind="police_force", nation="ENG", from_on=SINCE,
    )  # fmt: skip


def agencies(*keys: str) -> list[Agency]:
    return [Agency.objects.get(key=key) for key in keys]


def merger(cast: Cast, **changes: Any) -> Succession:
    given: dict[str, Any] = {
        "kind": "whole", "predecessors": agencies("northshire", "eastshire"),
        "effective_on": DAY, "reason": "The Police (Made-up) Order.",
    }  # fmt: skip
    if "successor" not in changes:
        changes["successor"] = united(cast)
    return plan_succession(actor=cast.system, **(given | changes))


def merged(cast: Cast, **changes: Any) -> Succession:
    succession = merger(cast, **changes)
    rehearse(actor=cast.system, succession=succession)
    return carry_out(actor=cast.system, succession=succession)


def busy(cast: Cast) -> Ocg:
    ocg = assessed(cast)
    planned(cast, ocg)
    referred(cast, ocg)
    return ocg


def seen(cast: Cast) -> dict[str, set[str]]:
    """Return the OCGs that each person sees."""
    found = {}
    for field in fields(cast):
        actor = getattr(cast, field.name)
        if hasattr(actor, "principals"):
            with as_actor(actor):
                found[field.name] = set(Ocg.objects.values_list("ref", flat=True))
    return found


def test_everything_goes_to_the_successor_and_the_wall_stays_as_it_is(cast: Cast) -> None:
    ocg, far = busy(cast), far_ocg(cast)
    before = seen(cast)
    assert before["gail"] == {ocg.ref}
    assert before["olive"] == {far.ref}
    with elevated(LOOKING):
        grants = set(Grant.objects.values_list("pk", "principal", "until_at"))
    with clock.set_to(LATER):
        done = merged(cast, effective_on=LATER.date())
    later = load_cast()
    assert seen(later) == before
    with elevated(LOOKING):
        assert set(Grant.objects.values_list("pk", "principal", "until_at")) == grants
    assert later.gail.agency == later.olive.agency == done.successor
    assert done.moved["ocgs"] == 2
    with clock.set_to(LATER), as_actor(later.gail):
        leadership = current_leadership(ocg)
        assert (leadership.owner, leadership.owner.agency) == (later.gail.unit, done.successor)
        assert leadership.ownership.because == f"succession {done.ref}"
        assert Lead.objects.filter(ocg=ocg, until_at=None).count() == 2
        assert live_plan(ocg).owner_unit == later.gail.unit  # type: ignore[union-attr]


def test_history_keeps_the_old_names(cast: Cast) -> None:
    ocg = assessed(cast)
    with clock.set_to(LATER):
        merged(cast, effective_on=LATER.date())
        gail = load_cast().gail
        with as_actor(gail):
            old, new = history(ocg)
            assert (owner_then(old), owner_then(new)) == (
                "Challenger Bolton, Northshire Police", "Challenger Bolton",
            )  # fmt: skip
            assert (old.until_at, new.from_at) == (LATER, LATER)
            assert has_owned(gail.agency, ocg)
            verbs = set(Event.objects.filter(subject=ocg.ref).values_list("verb", flat=True))
            assert "ocg.succeeded" in verbs
    with as_actor(cast.system):
        move = UnitMove.objects.get(unit__key="n-bolton")
        assert (move.was.key, move.now.key) == ("northshire", "united")
    closed = Agency.objects.get(key="northshire")
    assert closed.until_on == LATER.date()


def test_chiefs_districts_and_the_policing_body_go_too(cast: Cast) -> None:
    force = Agency.objects.get(key="northshire")
    post = open_post(
        actor=cast.system, agency=force, title="Chief Constable", kind="force", from_on=SINCE
    )
    appoint(
        actor=cast.system, post=post, officer=cast.mo.officer, basis="substantive", from_on=SINCE
    )
    done = merged(cast)
    old, new = Appointment.objects.filter(officer=cast.mo.officer).order_by("from_on")
    assert (old.post.agency, old.until_on) == (force, DAY)
    assert (new.post.agency, new.from_on, new.until_on) == (done.successor, DAY, None)
    cast.bolton.refresh_from_db()
    assert cast.bolton.force == done.successor
    assert [tie.body.key for tie in done.successor.overseen_by.all()] == ["authority"]


@pytest.mark.parametrize("kind", ["whole", "part"])
def test_training_goes_with_the_officers_who_go(cast: Cast, kind: str) -> None:
    for actor in (cast.len, cast.mo):
        with as_actor(actor):
            Training.objects.create(
                ref=new_reference("TRN"), officer=actor.officer, agency=actor.agency, on=SINCE,
                course="Heathland leadership week", recorded_by=actor.officer, recorded_at=NOW,
            )  # fmt: skip
    units = [cast.len.unit] if kind == "part" else []
    done = merged(cast, kind=kind, predecessors=agencies("northshire"), units=units)
    with as_actor(load_cast().gail):
        assert is_trained(cast.len.officer)
    with as_actor(load_cast().mo):
        kept = done.successor if kind == "whole" else cast.mo.agency
        assert Training.objects.get(officer=cast.mo.officer).agency == kept


def test_an_open_transfer_goes_with_its_unit(cast: Cast) -> None:
    transfer = ready(cast)
    merged(cast)
    later = load_cast()
    with clock.set_to(LATER):
        accept(actor=later.hal, transfer=transfer, new_sio=later.rita.officer)
    with clock.set_to(LATER), as_actor(later.rita):
        assert Ownership.objects.get(ocg=transfer.ocg, until_at=None).unit == later.rita.unit


def test_a_transfer_between_the_two_stops_it(cast: Cast) -> None:
    opened(cast, assessed(cast), receiver=cast.olive.unit)
    succession = merger(cast)
    rehearsed = rehearse(actor=cast.system, succession=succession)
    assert rehearsed.rehearsed["stops"]["transfers_between"] == 1
    with pytest.raises(Refused, match="There are 1 open transfers between"):
        carry_out(actor=cast.system, succession=succession)
    with as_actor(cast.gail):
        assert Transfer.objects.get().stage == "open"
    assert Unit.objects.get(key="n-bolton").agency.key == "northshire"


def test_a_dry_run_counts_and_moves_nothing(cast: Cast) -> None:
    busy(cast)
    rehearsed = rehearse(actor=cast.system, succession=merger(cast))
    counts = rehearsed.rehearsed["counts"]
    wanted = {"ocgs": 1, "leads": 2, "plans": 1, "actions": 1, "referrals": 1}
    assert wanted.items() <= counts.items()
    assert counts["postings"] == 10
    assert Unit.objects.get(key="n-bolton").agency.key == "northshire"
    assert UnitMove.objects.count() == 0


def test_a_dry_run_comes_first_and_the_day_is_kept(cast: Cast) -> None:
    succession = merger(cast, effective_on=DAY + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        carry_out(actor=cast.system, succession=succession)
    assert len(refused.value.objections) == 2
    rehearse(actor=cast.system, succession=succession)
    page, offered = f"/administration/successions/{succession.ref}/", "Carry out succession"
    with pytest.raises(Refused, match="on 2 March 2021 or later"):
        carry_out(actor=cast.system, succession=succession)
    early = browser(cast.system).get(page).content.decode()
    assert "Carry out the succession on 2 March 2021 or later." in early
    assert offered not in early
    with clock.set_to(NOW + timedelta(days=3)):
        with pytest.raises(Refused, match="dry run first"):
            carry_out(actor=cast.system, succession=succession)
        assert offered not in browser(cast.system).get(page).content.decode()
        rehearse(actor=cast.system, succession=succession)
        assert offered in browser(cast.system).get(page).content.decode()


def test_a_split_moves_only_its_units_and_accounts(cast: Cast) -> None:
    ocg = assessed(cast)
    new = united(cast)
    units = list(Unit.objects.filter(key="n-bolton"))
    merged(cast, kind="part", predecessors=agencies("northshire"), units=units, successor=new)
    assert Unit.objects.get(key="n-bolton").agency == new
    assert Unit.objects.get(key="n-occu").agency.key == "northshire"
    assert Agency.objects.get(key="northshire").until_on is None
    gail, mo = (Officer.objects.get(pk=one.officer.pk) for one in (cast.gail, cast.mo))
    assert gail.agency in (None, new)
    assert mo.agency != new
    with as_actor(load_cast().gail):
        assert current_leadership(ocg).owner.agency == new


@pytest.mark.parametrize("who", ["gail", "olive", "rita", "pol"])
def test_nobody_but_an_administrator_of_the_service(cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    succession = merger(cast)
    for verb, given in (
        (rehearse, {}), (carry_out, {}), (withdraw_succession, {"reason": "x"}),
    ):  # fmt: skip
        with pytest.raises(Refused):
            verb(actor=actor, succession=succession, **given)
    assert browser(actor).get(f"/administration/successions/{succession.ref}/").status_code == 404
    with as_actor(actor):
        assert not Succession.objects.exists()
        for ask in (
            lambda: queries.counts_of(succession, [cast.gail.unit]),
            lambda: queries.stops_of(succession, [cast.gail.unit]),
            lambda: _carry(actor, succession, [cast.gail.unit], [cast.gail.agency]),
        ):
            with pytest.raises(DatabaseError, match="Only administrators"), transaction.atomic():
                ask()


def test_withdrawn_with_a_reason(cast: Cast) -> None:
    succession = merger(cast)
    with pytest.raises(Refused, match="planned already"):
        merger(cast, successor=succession.successor)
    withdraw_succession(actor=cast.system, succession=succession, reason="Parliament said no.")
    with pytest.raises(Refused, match="was withdrawn already"):
        carry_out(actor=cast.system, succession=succession)
    listed = terminal(cast.system, "succession", "list").output
    assert f"{succession.ref}  {succession.successor}" in listed
    assert listed.strip().endswith(f"{day(succession.effective_on)}  withdrawn")


def test_what_does_not_fit(cast: Cast) -> None:
    [rocu] = agencies("nrocu")
    north = agencies("northshire")[0]
    for changes in (
        {"successor": rocu},
        {"successor": north},
        {"effective_on": date(2021, 2, 1)},
        {"kind": "part", "predecessors": [north]},
        {"units": [cast.gail.unit]},
    ):
        with pytest.raises(Refused), transaction.atomic():
            merger(cast, **changes)


def test_two_administrators_at_once_carry_it_out_once(committed: Cast) -> None:
    succession = merger(committed)
    rehearse(actor=committed.system, succession=succession)

    def go() -> object:
        return carry_out(actor=committed.system, succession=succession)

    assert len(refusals(at_once(go, go, at=LATER))) == 1
    with clock.set_to(LATER), as_actor(committed.system):
        moves = UnitMove.objects.values_list("unit", flat=True)
        assert len(moves) == len(set(moves)) > 0


def test_at_each_door(cast: Cast) -> None:
    successor = united(cast)
    assessed(cast)
    page = browser(cast.system)
    answers = {
        "kind": "whole", "predecessors": ["northshire", "eastshire"], "successor": "united",
        "effective_on": "2021-03-01", "reason": "The Order.",
    }  # fmt: skip
    assert page.post("/administration/successions/plan/", answers).status_code == 302
    with as_actor(cast.system):
        succession = Succession.objects.get()
    href = f"/administration/successions/{succession.ref}/"
    assert "No dry run yet" in page.get(href).content.decode()
    told = Machine(cast.system).post(f"/successions/{succession.ref}/rehearse")
    assert (told.status_code, told.json()["counts"]["ocgs"]) == (200, 1)
    shown = page.get(href).content.decode()
    assert "Challenger Bolton" in shown
    assert "Copper Heron" not in shown
    done = terminal(cast.system, "succession", "carry-out", succession.ref)
    assert done.exit_code == 0, done.output
    assert "OCGs owned" in done.output
    assert Unit.objects.filter(in_force_on(DAY), agency=successor).count() == 6
    assert "Records that moved" in page.get(href).content.decode()
