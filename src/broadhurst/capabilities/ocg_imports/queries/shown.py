"""An import as its page and the API show it: what happens to each row, and how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.planned import PlannedOcg
from broadhurst.capabilities.ocg_imports.sheets.tracker import TrackerRow, in_order
from broadhurst.foundation.govuk.words import count, in_sentence, joined


@dataclass(frozen=True)
class ShownRow:
    """A row: its OCG, its people, what will be added, and what is wrong.

    `to` is the OCG of the register that the row adds to. `likely` are sentences on OCGs of the
    register that look the same.
    """

    number: int
    sheet: str
    place: str
    ocg: str
    to: str
    outcome: str
    people: list[str]
    adds: str
    problems: list[tuple[str, str]]
    likely: list[str]


def shown_rows(plans: Sequence[PlannedOcg]) -> list[ShownRow]:
    """Return the rows in their order, with what an import does with each."""
    rows = [(plan, row) for plan in plans for row in plan.source.rows]
    return [_shown(plan, row) for plan, row in sorted(rows, key=lambda pair: in_order(pair[1]))]


def _shown(plan: PlannedOcg, row: TrackerRow) -> ShownRow:
    people = [person for person in plan.people if person.row is row]
    things = [identifier for identifier in plan.identifiers if identifier.row is row]
    actions = sum(action.row is row for action in plan.actions)
    new = sum(not planned.is_there for planned in things)
    is_first = row is plan.source.rows[0]
    if row.problems:
        outcome = "Correct this row"
    elif plan.existing:
        outcome = f"Adds to {plan.existing.name}, which is on the register. Its own details stay"
    elif not is_first:
        outcome = f"Adds to the OCG of {in_sentence(plan.source.rows[0].place)}"
    else:
        outcome = "New OCG" if plan.leads else "New OCG, reported: it has no SIO and LRO"
    adds = [
        count(sum(person.existing is None for person in people), "new person", "new people"),
        count(new, "new identifier"),
        count(actions, "new action"),
        f"{len(things) - new} already there" if len(things) > new else "",
    ]
    return ShownRow(
        number=row.number,
        sheet=row.sheet.title,
        place=row.place,
        ocg=plan.name or "No OCG",
        to=plan.existing.ref if plan.existing else "",
        outcome=outcome,
        people=[
            f"{person.name}, who is on this OCG already" if person.existing else person.name
            for person in people
        ],
        adds=joined([part for part in adds if part and not part.startswith("0 ")]),
        problems=[(problem.column, problem.text) for problem in row.problems_in_sheet],
        likely=[duplicate.sentence for duplicate in plan.likely] if is_first else [],
    )


def totals(upload: OcgImport) -> dict[str, int]:
    """Return how much an import added, and how many of its OCGs were checked."""
    added: list[dict[str, Any]] = upload.added
    return {
        "ocgs": sum(row["is_new"] for row in added),
        "others": sum(not row["is_new"] for row in added),
        "people": sum(row["people"] for row in added),
        "identifiers": sum(row["identifiers"] for row in added),
        "to_check": len(added),
        "checked": min(upload.checked, len(added)),
    }
