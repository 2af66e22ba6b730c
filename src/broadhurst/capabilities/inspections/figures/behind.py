"""The records behind a figure of an organisation: those the reader may open, and who has others."""

from collections.abc import Iterable, Mapping
from typing import Any

from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.inspections.models import Evidence
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.figure import OPEN, SEEN, Record, Scope


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
    """How many of the records behind a figure the reader may open, and whom to ask for the rest."""
    if figure["scope_key"] in (OPEN.key, SEEN.key):
        return ""
    count, behind, whom = len({one.ref for one in records}), figure["behind"], figure["scope"]
    said = str(count or "none")
    if behind is None:
        return (
            f"You can open {said} of the records behind it. How many there are is hidden. They are "
            f"held by {whom}: ask them."
        )
    if count >= behind:
        return ""
    noun = "record" if behind == 1 else "records"
    return f"You can open {said} of {behind} {noun}. The rest are held by {whom}: ask them."
