"""A figure that two officers record at the same moment is recorded once."""

from broadhurst.capabilities.operations.models import Outcome
from tests.at_once import at_once, refusals
from tests.operations.published import an_operation, an_outcome
from tests.people import Cast


def test_one_figure_a_day(committed: Cast) -> None:
    operation = an_operation(committed)
    outcomes = at_once(*[lambda: an_outcome(committed, operation)] * 2)
    assert len(refusals(outcomes)) == 1
    assert Outcome.objects.count() == 1
