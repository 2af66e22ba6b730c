"""Two officers act on several rows at the same moment."""

from threading import Barrier
from typing import Any

from django.db import transaction

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.ocgs import ocgs
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.dispatch import AT_THE_SAME_MOMENT
from broadhurst.foundation.lists.bulk import RowResult, run_each
from tests.at_once import at_once
from tests.people import Cast


class NoAnswers(CommandForm):
    pass


def test_two_acts_that_wait_for_each_other_refuse_one_row_and_do_the_rest(committed: Cast) -> None:
    """Two acts may lock the same OCGs in another order, through records that belong to them."""
    cast = committed
    first, second = sorted((cast.ocg(name="Slate Dunnock"), cast.ocg(name="Copper Twite")), key=pk)
    both_hold_one = Barrier(2, timeout=30)
    kept: list[str] = []

    def act(order: tuple[Ocg, Ocg], mark: str) -> list[RowResult]:
        locks = dict(zip((first.pk, second.pk), order, strict=True))

        def then(*, actor: Any, ocg: Ocg) -> None:
            with transaction.atomic():
                Ocg.objects.select_for_update().get(pk=locks[ocg.pk].pk)
                if ocg.pk == first.pk:
                    both_hold_one.wait()
            kept.append(f"{mark} {ocg.name}")

        with as_actor(cast.gail):
            return run_each(
                cast.gail, then, NoAnswers, rows=ocgs(), refs=[first.ref, second.ref],
                subject="ocg", answers={}, is_preview=False,
            )  # fmt: skip

    results = [
        result
        for of_one in at_once(lambda: act((first, second), "A"), lambda: act((second, first), "B"))
        for result in of_one
    ]
    refused = [result for result in results if not result.is_done]
    assert [result.objections for result in refused] == [(AT_THE_SAME_MOMENT,)]
    assert refused[0].ref == second.ref
    assert len(kept) == len(results) - 1 == 3


def pk(row: Ocg) -> int:
    return row.pk
