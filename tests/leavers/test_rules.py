"""Rules on giving the work of a leaving officer to others."""

from collections.abc import Collection, Mapping

from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.leavers.rules import propose

OFFICERS = st.integers(1, 6)


@given(
    st.lists(st.frozensets(OFFICERS, max_size=4), max_size=30),
    st.dictionaries(OFFICERS, st.integers(0, 9)),
)
def test_each_record_goes_to_the_officer_with_the_least_work_by_then(
    barred: list[frozenset[int]], loads: dict[int, int]
) -> None:
    needs = [(str(number), officers) for number, officers in enumerate(barred)]
    assert propose(needs, loads) == one_by_one(needs, loads)


def one_by_one(
    needs: Collection[tuple[str, Collection[int]]], loads: Mapping[int, int]
) -> dict[str, int]:
    """Look through all officers for each record."""
    work, proposed = dict(loads), {}
    for key, barred in needs:
        free = [officer for officer in work if officer not in barred]
        if free:
            proposed[key] = min(free, key=lambda officer: (work[officer], officer))
            work[proposed[key]] += 1
    return proposed
