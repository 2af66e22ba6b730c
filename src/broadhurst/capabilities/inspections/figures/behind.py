"""The records behind a figure of an organisation: those the reader may open, and who has others."""

from collections.abc import Iterable, Mapping
from typing import Any

from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.inspections.models import Evidence
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.figure import OPEN, SEEN, Record, Scope
from broadhurst.foundation.govuk import words


def records_behind(evidence: Evidence) -> list[Record]:
    """The records that count for a piece of evidence and that the reader may open now."""
    kept = evidence.figure
    if evidence.name not in FIGURES or kept["scope_key"] == OPEN.key:
        return [
            Record(one["ref"], one.get("text", ""), one["href"]) for one in kept.get("records", ())
        ]
    keys = kept["agencies"]
    agencies = frozenset(Agency.objects.filter(key__in=keys).values_list("pk", flat=True))
    scope = Scope(kept["scope_key"], kept["scope"], agencies)
    return list(FIGURES[evidence.name](scope, evidence.since, evidence.as_of).records)


def held_elsewhere(figure: Mapping[str, Any], records: Iterable[Record]) -> str:
    """How many of the records behind a figure the reader can open, and what to do about others."""
    if figure["scope_key"] in (OPEN.key, SEEN.key):
        return ""
    count, behind = len({one.ref for one in records}), figure["behind"]
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
