"""Operations and figures that were entered wrongly are corrected or withdrawn, with a reason."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.operations.commands.correct_outcome import correct_outcome
from broadhurst.capabilities.operations.commands.edit_operation import edit_operation
from broadhurst.capabilities.operations.commands.load_outcomes import load_outcomes
from broadhurst.capabilities.operations.commands.withdraw_operation import withdraw_operation
from broadhurst.capabilities.operations.commands.withdraw_outcome import withdraw_outcome
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.capabilities.operations.queries import outcome_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Region
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.doors import Machine, browser, terminal
from tests.operations.published import SOURCE, an_operation, an_outcome, real_bodies
from tests.people import Cast

DAY = date(2021, 1, 1)
FIGURE = {
    "measure": "arrests", "stage": "arrested", "unit": "count", "as_of": DAY, "source": SOURCE,
}  # fmt: skip


def test_a_corrected_figure_takes_the_place_of_the_wrong_one(cast: Cast) -> None:
    operation = an_operation(cast)
    wrong = an_outcome(cast, operation, value=1)
    right = correct_outcome(
        actor=cast.cora, outcome=wrong, value=11, because="A digit was missing.", **FIGURE
    )
    assert outcome_of(operation, "arrests", "arrested", DAY) == right
    page = browser(cast.olive).get(f"/operations/{operation.ref}/").content.decode()
    assert "Corrected. Before: Arrests: 1. Reason: A digit was missing." in page
    assert "Entered in error" in page
    assert "withdrawn by Cora Plumstead" in page
    with pytest.raises(Refused, match="This figure was withdrawn"):
        withdraw_outcome(actor=cast.cora, outcome=wrong, because="Again.")


def test_the_objections(cast: Cast) -> None:
    operation = an_operation(cast)
    wrong = an_outcome(cast, operation, value=1)
    other = an_outcome(cast, operation, as_of=date(2021, 2, 1))
    with pytest.raises(Refused, match="You have not changed anything"):
        correct_outcome(actor=cast.cora, outcome=wrong, value=1, because="x", **FIGURE)
    with pytest.raises(Refused, match="There is already a figure for 1 February 2021"):
        correct_outcome(
            actor=cast.cora, outcome=wrong, value=1, because="x",
            **FIGURE | {"as_of": other.as_of},
        )  # fmt: skip
    with pytest.raises(Refused, match="Withdraw its 2 figures first"):
        withdraw_operation(actor=cast.cora, operation=operation, because="x")
    with pytest.raises(Refused, match="Enter why the record is wrong"):
        withdraw_outcome(actor=cast.cora, outcome=wrong, because="")
    given = {"name": operation.name, "description": operation.description, "source": SOURCE,
             "agencies": [cast.gail.agency, cast.rita.agency], "because": "x"}  # fmt: skip
    with pytest.raises(Refused, match="You have not changed anything"):
        edit_operation(actor=cast.cora, operation=operation, **given)
    another = an_operation(cast, "Operation Burdock")
    with pytest.raises(Refused, match="“Operation Burdock” is already open"):
        edit_operation(actor=cast.cora, operation=operation, **given | {"name": another.name})


def test_only_those_who_record_figures_change_them(cast: Cast) -> None:
    operation = an_operation(cast)
    outcome = an_outcome(cast, operation)
    for act in (
        lambda: withdraw_outcome(actor=cast.gail, outcome=outcome, because="x"),
        lambda: withdraw_operation(actor=cast.gail, operation=operation, because="x"),
        lambda: correct_outcome(
            actor=cast.gail, outcome=outcome, value=9, because="x", **FIGURE
        ),
    ):  # fmt: skip
        with pytest.raises(Refused, match="Only an OCG coordinator or an inspectorate liaison"):
            act()
    page = browser(cast.gail).get(f"/operations/{operation.ref}/").content.decode()
    assert "Correct" not in page
    assert (
        Machine(cast.gail).post(f"/outcomes/{outcome.ref}/withdraw", because="x").status_code == 409
    )


def test_at_every_door(cast: Cast) -> None:
    operation = an_operation(cast)
    first, second = an_outcome(cast, operation), an_outcome(cast, operation, measure="charges",
                                                            stage="charged")  # fmt: skip
    page, machine = browser(cast.cora), Machine(cast.cora)
    shown = page.get(f"/operations/{operation.ref}/").content.decode()
    assert f"/outcomes/{first.ref}/correct/" in shown
    prefilled = page.get(f"/outcomes/{first.ref}/correct/").content.decode()
    assert SOURCE in prefilled
    corrected = machine.post(f"/outcomes/{first.ref}/correct", value=12, because="Misread.")
    assert (corrected.status_code, corrected.json()["value"]) == (201, 12)
    assert corrected.json()["corrects"] == first.ref
    gone = page.post(f"/outcomes/{corrected.json()['ref']}/withdraw/", {"because": "Not ours."})
    assert gone.status_code == 302
    said = terminal(cast.cora, "operations", "outcomes", operation.ref).output
    assert second.ref in said
    assert first.ref not in said
    done = terminal(cast.cora, "operations", "withdraw-outcome", second.ref, "--because", "No.")
    assert done.exit_code == 0, done.output
    edited = machine.post(
        f"/operations/{operation.ref}/edit", name="Operation Teazel", because="Its spelling."
    )
    assert edited.json()["name"] == "Operation Teazel"
    done = terminal(cast.cora, "operations", "withdraw-operation", operation.ref, "--because", "No")
    assert done.exit_code == 0, done.output
    detail = machine.get(f"/operations/{operation.ref}").json()
    assert (detail["withdrawn_because"], detail["outcomes"], len(detail["withdrawn"])) == (
        "No", [], 3,
    )  # fmt: skip
    assert "Operation Teazel" not in page.get("/operations/?tab=current").content.decode()
    assert "Withdrawn</strong>" in page.get("/operations/?tab=all").content.decode()
    assert "Operation Teazel" not in page.get("/operations/").content.decode(), (
        "it opens on Current"
    )
    with pytest.raises(Refused, match="This operation was withdrawn"):
        an_outcome(cast, Operation.objects.get())


def test_the_database_lets_only_the_withdrawal_change(cast: Cast) -> None:
    outcome = an_outcome(cast, an_operation(cast))
    with as_actor(cast.cora), pytest.raises(DatabaseError), transaction.atomic():
        Outcome.objects.filter(pk=outcome.pk).update(value=1)


def test_two_at_once_correct_a_figure_once(committed: Cast) -> None:
    wrong = an_outcome(committed, an_operation(committed))
    acts = [
        lambda: correct_outcome(
            actor=committed.cora, outcome=wrong, value=12, because="Misread.", **FIGURE
        )
    ] * 2  # fmt: skip
    assert len(refusals(at_once(*acts))) == 1
    assert Outcome.objects.filter(withdrawn_at=None).count() == 1


def test_the_south_west_says_what_its_source_says(cast: Cast) -> None:
    real_bodies(cast)
    with clock.set_to(clock.midnight(date(2022, 7, 1))):
        load_outcomes(actor=cast.cora)
    drugs = Outcome.objects.get(region__key="south-west", measure="drugs")
    assert drugs.quoted == "10 EncroChat phones and 23kg of cocaine and other drugs"
    assert not Outcome.objects.filter(region__key="south-west", measure="class_a").exists()
    page = browser(cast.olive).get(f"/operations/{drugs.operation.ref}/").content.decode()
    assert "It says: “10 EncroChat phones and 23kg of cocaine and other drugs”" in page
    assert "By region" in page
    withdraw_outcome(actor=cast.cora, outcome=drugs, because="A test.")
    assert load_outcomes(actor=cast.cora) == 0


def test_more_figures_take_no_more_queries(cast: Cast) -> None:
    operation = an_operation(cast)
    region = Region.objects.create(key="northern", name="Northern")
    page = browser(cast.cora)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page.get(f"/operations/{operation.ref}/")
        return len(captured)

    counted: list[int] = []
    for number in (1, 2):
        an_outcome(cast, operation, as_of=date(2020, 1, number))
        wrong = an_outcome(cast, operation, as_of=date(2020, 2, number), region=region)
        correct_outcome(
            actor=cast.cora, outcome=wrong, value=12, because="Misread.", region=region,
            **FIGURE | {"as_of": date(2020, 3, number)},
        )  # fmt: skip
        counted.append(queries())
    assert counted[0] == counted[1]
