"""A bulk check queries in sets: ten rows with a hit cost no more than one."""

from collections.abc import Callable, Iterable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from tests.bulk_checks.tables import checked, run, started
from tests.deconfliction.fishing import asked
from tests.people import Cast

SURNAMES = (
    "Crickmere", "Thistlewick", "Oakapple", "Plumstead", "Quillfeather", "Brindlewood",
    "Loomworthy", "Underbough", "Hatherby", "Pewter", "Greywater", "Marrow",
)  # fmt: skip


def phones(numbers: Iterable[int]) -> str:
    return "Name,DOB,Phone\n" + "".join(f",,07700 9005{n:02}\n" for n in numbers)


def people(numbers: Iterable[int]) -> str:
    return "Name,DOB,Phone\n" + "".join(
        f"{SURNAMES[-n]}a {SURNAMES[n]},{n + 3:02}/03/19{60 + 2 * n},\n" for n in numbers
    )


def statements(cast: Cast, table: str) -> list[str]:
    """Return the statements of a run in which each row is a hit or is referred."""
    bulk = started(cast.gail, table)
    with CaptureQueriesContext(connection) as captured:
        done = run(bulk)
    assert done.rows_hit + done.rows_referred == done.rows_sent
    return [query["sql"][:60] for query in captured.captured_queries]


@pytest.mark.parametrize("table", [phones, people])
def test_rows_with_a_hit_cost_no_statements_of_their_own(
    cast: Cast, table: Callable[[Iterable[int]], str]
) -> None:
    checked(cast.olive, table(range(0, 6)))
    checked(cast.rita, table(range(6, 12)))
    one = statements(cast, table([0]))
    eleven = statements(cast, table(range(1, 12)))
    assert len(eleven) == len(one), "\n".join(eleven)
    with as_actor(cast.gail):
        assert HitSide.objects.count() == 12


def test_nor_do_those_of_which_desks_alone_are_told(cast: Cast) -> None:
    for number in range(12):
        asked(cast.dot, phone=[f"07700 9005{number:02}"], is_silent=True, because="A threat.")
    one = statements(cast, phones([0]))
    eleven = statements(cast, phones(range(1, 12)))
    assert len(eleven) == len(one), "\n".join(eleven)
    with as_actor(cast.gail):
        assert not HitSide.objects.exists()
    with as_actor(cast.dot):
        assert Event.objects.filter(verb="hit.referred").count() == 12
