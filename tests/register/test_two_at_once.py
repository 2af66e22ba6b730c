"""Two officers act at the same moment, with real commits."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from broadhurst.capabilities.register.commands.assess import assess
from broadhurst.capabilities.register.commands.change_owner import change_owner
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Ocg, Ownership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.deconfliction.targets import far_ocg
from tests.people import Cast
from tests.register.test_assess import SCORES


def test_two_who_name_an_lro_at_once_leave_one(committed: Cast) -> None:
    ocg, ned = committed.ocg(), committed.ned.officer

    def named_by(actor: Actor) -> Callable[[], object]:
        return lambda: name_lead(actor=actor, ocg=ocg, role="lro", officer=ned, because="Both")

    outcomes = at_once(
        named_by(committed.gail), named_by(committed.len), at=NOW + timedelta(hours=1)
    )
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.gail):
        assert ocg.leads.filter(role="lro", until_at=None).count() == 1


def test_one_ocg_registered_by_many_at_once_is_one(committed: Cast) -> None:
    """A button pressed twice, or two officers at once, used to make two OCGs."""
    acts = [
        lambda: committed.ocg(name="Copper Heron"),
        lambda: committed.ocg(name="COPPER HERON "),
        *[lambda: committed.ocg(name="Copper Heron")] * 4,
    ]
    outcomes = at_once(*acts)
    with as_actor(committed.gail):
        one = Ocg.objects.get()
    said = refusals(outcomes)
    assert len(said) == 5
    assert all(f"{one.name}, {one.ref}" in refusal for refusal in said)


def test_a_space_typed_after_the_name_makes_no_second_ocg(cast: Cast) -> None:
    cast.ocg(name="COPPER HERON ")
    with pytest.raises(Refused, match="COPPER HERON, OCG"):
        cast.ocg(name="Copper Heron")


def test_one_national_reference_at_once_is_one_and_another_unit_learns_nothing(
    committed: Cast,
) -> None:
    outcomes = at_once(
        lambda: committed.ocg(name="Copper Teal", national_ref="NAT-7"),
        lambda: committed.ocg(name="Copper Wren", national_ref="nat-7"),
        lambda: far_ocg(committed, name="Copper Teal", national_ref="NAT-7"),
    )
    said = refusals(outcomes)
    assert len(said) == 1
    assert "national reference" in said[0]
    with as_actor(committed.olive):
        assert Ocg.objects.count() == 1


def test_two_assessments_sent_at_once_are_one(committed: Cast) -> None:
    ocg = committed.ocg()

    def sent_by(actor: Actor) -> Callable[[], object]:
        return lambda: assess(actor=actor, ocg=ocg, scores=SCORES, rationale="Seen weekly.")

    said = refusals(at_once(sent_by(committed.gail), sent_by(committed.len)))
    assert len(said) == 1
    assert "to a moderator" in said[0]


def test_change_owner_leaves_no_gap_and_no_overlap(cast: Cast) -> None:
    ocg = cast.ocg()
    with clock.set_to(NOW + timedelta(days=1)):
        change_owner(actor=cast.gail, ocg=ocg, to=cast.rita.unit, because="TRF-TEST")
    with as_actor(cast.rita):
        first, second = Ownership.objects.filter(ocg=ocg).order_by("from_at")
        assert first.until_at == second.from_at
        assert second.until_at is None


@pytest.mark.parametrize("wrong", ["two owners", "a gap", "no owner", "no LRO"])
def test_the_database_says_no_first(cast: Cast, wrong: str) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail), pytest.raises(IntegrityError):  # noqa: SIM117
        with transaction.atomic():
            spoil(ocg, wrong, cast.rita.unit)


def spoil(ocg: Ocg, wrong: str, other: Unit) -> None:
    """Write directly to the database, as a bug would."""
    span, hour = ocg.ownerships.get(), NOW + timedelta(hours=1)
    if wrong == "no LRO":
        ocg.leads.filter(role="lro").update(until_at=hour)
    elif wrong == "no owner":
        ocg.ownerships.update(until_at=hour)
    else:
        if wrong == "a gap":
            ocg.ownerships.update(until_at=hour)
        Ownership.objects.create(
            dossier=ocg.dossier, ocg=ocg, agency=other.agency, unit=other,
            from_at=span.from_at if wrong == "two owners" else hour + timedelta(hours=1),
            because="a mistake",
        )  # fmt: skip
    connections["default"].check_constraints()
