"""Recording a published outcome."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from broadhurst.capabilities.operations.commands.record_outcome import record_outcome
from broadhurst.capabilities.operations.models import Outcome
from broadhurst.capabilities.operations.queries import outcome_of, series_of
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.operations.published import SOURCE, an_operation, an_outcome
from tests.people import Cast


def test_the_figure_of_a_day_is_the_latest_at_or_before_it_and_never_a_sum(cast: Cast) -> None:
    operation = an_operation(cast)
    an_outcome(cast, operation, value=30, as_of=date(2021, 2, 1))
    an_outcome(cast, operation, value=10, as_of=date(2021, 1, 1))
    days = (date(2020, 12, 31), date(2021, 1, 1), date(2021, 1, 31), date(2021, 2, 1))
    found = [outcome_of(operation, "arrests", "arrested", day) for day in days]
    assert [one.value if one else None for one in found] == [None, 10, 10, 30]


def test_a_stage_has_a_series_of_its_own(cast: Cast) -> None:
    operation = an_operation(cast)
    for stage, value in (("seized", 500_00), ("forfeited", 200_00)):
        an_outcome(cast, operation, measure="cash", stage=stage, unit="pence", value=value)
    whole, parts = series_of(operation)
    assert [(one.title, one.latest.in_words()) for one in whole] == [
        ("Cash forfeited", "£200"),
        ("Cash seized", "£500"),
    ]
    assert parts == []


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [("count", 2864, "over 2,864"), ("pence", 7_691_457_500, "over £76,914,575"),
     ("grams", 5_070_500, "over 5,070.5 kg"), ("pills", 28_000_000, "over 28,000,000 pills")],
)  # fmt: skip
def test_a_figure_in_words_keeps_how_its_source_hedges(unit: str, value: int, words: str) -> None:
    assert Outcome(value=value, unit=unit, qualifier="over").in_words() == words


def test_a_source_that_is_no_address_is_never_a_link() -> None:
    bad = Outcome(source="javascript:alert(1)")
    assert (bad.link, bad.publisher) == ("", "javascript:alert(1)")
    assert Outcome(source=SOURCE).publisher == "www.example.org"


def test_a_second_figure_of_the_day_and_another_unit_are_refused_at_once(cast: Cast) -> None:
    operation = an_operation(cast)
    an_outcome(cast, operation)
    with pytest.raises(Refused) as refused:
        an_outcome(cast, operation, unit="grams", value=3)
    assert len(refused.value.objections) == 2


def test_an_investigator_records_nothing(cast: Cast) -> None:
    with pytest.raises(Refused, match="OCG coordinator"):
        record_outcome(
            actor=cast.gail, operation=an_operation(cast), measure="arrests", stage="arrested",
            value=1, unit="count", as_of=date(2021, 1, 1), source=SOURCE,
        )  # fmt: skip


def test_the_database_keeps_one_figure_a_day_and_never_changes_it(cast: Cast) -> None:
    outcome = an_outcome(cast, an_operation(cast))
    with as_actor(cast.cora):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Outcome.objects.update(value=1)
        outcome.pk, outcome.ref = None, "OUT-ANOTHER"
        with pytest.raises(IntegrityError, match="one_figure_a_day"), transaction.atomic():
            outcome.save(force_insert=True)


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    operation = an_operation(cast)
    answers = {
        "measure": "firearms", "stage": "seized", "value": "115", "unit": "count",
        "as_of": "2021-01-01", "source": SOURCE, "qualifier": "over",
    }  # fmt: skip
    page, address = browser(cast.cora), f"/operations/{operation.ref}/record-outcome/"
    assert "Running total" in page.get(address).content.decode()
    wrong = page.post(address, answers | {"value": "many"})
    assert wrong.status_code == 422
    assert "many" in wrong.content.decode()
    assert page.post(address, answers).status_code == 302
    again = page.post(address, answers)
    assert again.status_code == 409
    assert "already a figure for 1 January 2021" in again.content.decode()
    answer = Machine(cast.cora).post(
        f"/operations/{operation.ref}/record-outcome", **(answers | {"as_of": "2021-01-02"})
    )
    assert (answer.status_code, answer.json()["value"]) == (201, 115)
    words = [f"--{k.replace('_', '-')}={v}" for k, v in (answers | {"as_of": "2021-01-03"}).items()]
    said = terminal(cast.cora, "operations", "record-outcome", operation.ref, *words)
    assert said.exit_code == 0, said.output
    shown = browser(cast.olive).get(f"/operations/{operation.ref}/").content.decode()
    assert shown.count("over 115") == 6
    assert "Record a published outcome" not in shown
    outcomes = Machine(cast.olive).get(f"/operations/{operation.ref}").json()["outcomes"]
    assert [one["as_of"] for one in outcomes] == ["2021-01-01", "2021-01-02", "2021-01-03"]


def test_an_operation_that_is_not_there_is_not_found(cast: Cast) -> None:
    assert browser(cast.cora).get("/operations/OPN-222222/").status_code == 404
    assert Machine(cast.cora).post("/operations/OPN-222222/record-outcome").status_code == 404
    assert terminal(cast.cora, "operations", "record-outcome", "OPN-222222").exit_code == 1


def test_nobody_is_asked_to_sign_in(cast: Cast) -> None:
    operation = an_operation(cast)
    assert Machine(None).post(f"/operations/{operation.ref}/record-outcome").status_code == 401
    asked = browser(None).get(f"/operations/{operation.ref}/")
    assert asked.headers["Location"].startswith("/sign-in/")
