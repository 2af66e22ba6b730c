"""The database refuses an acceptance that leaves a risk or a part of the OCG behind."""

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.deconfliction.queries.checks import latest_check
from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.register.models import Ownership
from broadhurst.capabilities.transfers.models import Risk, Transfer
from broadhurst.capabilities.transfers.writes import move as moving
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.database.deferred import check_deferred_constraints
from tests.people import Cast
from tests.transfers.making import assessed, moved, opened, planned, prepared, ready, referred


def accepted_alone(cast: Cast, transfer: Transfer) -> None:
    """Set the transfer to accepted in the database, and move nothing."""
    with as_actor(cast.hal), transaction.atomic():
        Transfer.objects.filter(pk=transfer.pk).update(
            stage="accepted", accepted_by=cast.hal.officer, accepted_at=transfer.opened_at,
            new_sio=cast.rita.officer, new_lro=cast.gail.officer,
            rests_on=latest_check(transfer.ocg),
        )  # fmt: skip
        check_deferred_constraints()


def test_a_risk_without_a_name_stops_it(cast: Cast) -> None:
    ocg = assessed(cast)
    referred(cast, ocg)
    transfer = opened(cast, ocg)
    prepared(cast, transfer)
    with pytest.raises(IntegrityError, match="Each open risk is acknowledged first"):
        accepted_alone(cast, transfer)


def test_terms_that_the_giver_did_not_agree_to_stop_it(cast: Cast) -> None:
    ocg = assessed(cast)
    referred(cast, ocg)
    transfer = ready(cast, ocg)
    with as_actor(cast.hal):
        Risk.objects.filter(transfer=transfer).update(terms_by=cast.hal.officer)
    with pytest.raises(IntegrityError, match="Each open risk is acknowledged first"):
        accepted_alone(cast, transfer)


def test_it_is_not_accepted_while_the_giver_owns(cast: Cast) -> None:
    transfer = ready(cast)
    with pytest.raises(IntegrityError, match="move together"):
        accepted_alone(cast, transfer)
    with as_actor(cast.gail):
        assert Transfer.objects.get().stage == "open"
        assert Ownership.objects.get(until_at=None).unit == cast.gail.unit


def nothing(*_args: object, **_given: object) -> None:
    """Leave out a step of the move."""


@pytest.mark.parametrize("step", ["hand_over", "begin_leads"])
def test_no_step_of_the_move_is_left_out(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """A later change of the code that forgets a step is refused, and nothing moves."""
    ocg = assessed(cast)
    planned(cast, ocg)
    transfer = ready(cast, ocg)
    monkeypatch.setattr(moving, step, nothing)
    with pytest.raises(IntegrityError, match="move together"):
        moved(cast, transfer)
    with as_actor(cast.gail):
        assert Transfer.objects.get().stage == "open"
        assert Plan.objects.get().owner_unit == cast.gail.unit
