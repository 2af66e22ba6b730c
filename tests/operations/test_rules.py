"""The rules of operations, without a database."""

from datetime import date
from types import SimpleNamespace as Thing

import pytest

from broadhurst.capabilities.operations import rules

TODAY = date(2021, 3, 1)


@pytest.mark.parametrize(
    ("roles", "count"),
    [({"coordinator"}, 0), ({"inspectorate_liaison"}, 0), ({"investigator"}, 1), (set(), 1)],
)
def test_those_who_answer_for_what_is_published_record_it(roles: set[str], count: int) -> None:
    assert len(rules.objections_to_record(roles)) == count


def test_an_operation_is_opened_once() -> None:
    objections = rules.objections_to_open({"coordinator"}, name="Operation Teasel", is_known=True)
    assert objections == ["“Operation Teasel” is already open."]


def test_every_objection_to_a_snapshot_comes_at_once() -> None:
    earlier = [Thing(unit="count", as_of=date(2021, 4, 1))]
    objections = rules.objections_to_outcome(
        set(), value=-1, unit="pence", as_of=date(2021, 4, 1), series=earlier, today=TODAY
    )
    assert len(objections) == 5


def test_a_later_figure_may_be_smaller_because_figures_are_corrected() -> None:
    earlier = [Thing(unit="count", as_of=date(2021, 1, 1), value=100)]
    assert not rules.objections_to_outcome(
        {"coordinator"}, value=90, unit="count", as_of=TODAY, series=earlier, today=TODAY
    )


@pytest.mark.parametrize(
    ("measure", "stage"), [("arrests", "arrested"), ("charges", "charged"), ("cash", "seized")]
)
def test_a_measure_is_first_counted_at_its_usual_stage(measure: str, stage: str) -> None:
    assert rules.usual_stage(measure) == stage


def test_what_is_missing_is_named() -> None:
    assert rules.objections_to_missing([]) == []
    assert "gmp, nca" in rules.objections_to_missing(["nca", "gmp"])[0]
