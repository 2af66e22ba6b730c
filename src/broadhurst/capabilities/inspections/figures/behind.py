"""The records behind an organisation's figure, and who holds the hidden ones."""

from collections.abc import Iterable, Mapping
from typing import Any

from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.inspections.models import Evidence
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.figure import OPEN, SEEN, Record, Scope
from broadhurst.foundation.govuk import words


def records_behind(evidence: Evidence) -> list[Record]:
    """Return the records that the evidence counts and that the reader can open now."""
    stored = evidence.figure
    if evidence.name not in FIGURES or stored["scope_key"] == OPEN.key:
        return [
            Record(row["ref"], row.get("text", ""), row["href"])
            for row in stored.get("records", ())
        ]
    keys = stored["agencies"]
    agencies = frozenset(Agency.objects.filter(key__in=keys).values_list("pk", flat=True))
    scope = Scope(stored["scope_key"], stored["scope"], agencies)
    return list(FIGURES[evidence.name](scope, evidence.since, evidence.as_of).records)


def held_elsewhere(figure: Mapping[str, Any], records: Iterable[Record]) -> str:
    """Say how many records behind a figure the reader can open, and who to ask.

    Return "" if the reader can open them all, or if the figure is not counted for an
    organisation.
    """
    if figure["scope_key"] in (OPEN.key, SEEN.key):
        return ""
    count, behind = len({record.ref for record in records}), figure["behind"]
    if behind is None:
        first = f"The number of records of {figure['scope']} is hidden."
    elif count >= behind:
        return ""
    else:
        first = f"This figure counts {words.count(behind, 'record')} of {figure['scope']}."
    return f"{first} {_opened(count, behind)} Ask the organisation that holds a record to show it."


def _opened(count: int, behind: int | None) -> str:
    if count:
        return f"You can open {count} of them."
    return "You cannot open it." if behind == 1 else "You cannot open any of them."
