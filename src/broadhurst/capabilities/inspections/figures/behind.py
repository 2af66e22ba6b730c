"""The records behind an organisation's figure, and who holds the hidden ones."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.inspections.models import Evidence
from broadhurst.capabilities.inspections.queries.linked import linked
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.figure import OPEN, SEEN, Record, Scope
from broadhurst.foundation.govuk import words


def records_behind(evidence: Evidence) -> list[Record]:
    """Return the records that the evidence counts and that the reader can open now."""
    stored = evidence.figure
    if evidence.kind == Evidence.Kind.RECORD:
        return linked(evidence.records)
    if evidence.name not in FIGURES or stored["scope_key"] == OPEN.key:
        return [
            Record(row["ref"], row.get("text", ""), row["href"])
            for row in stored.get("records", ())
        ]
    return counted_again(evidence.name, stored, evidence.since, evidence.as_of)


def counted_again(
    name: str, stored: Mapping[str, Any], since: date | None, as_of: date
) -> list[Record]:
    """Return the records that an organisation's figure counts and that the reader can open."""
    keys = stored["agencies"]
    agencies = frozenset(Agency.objects.filter(key__in=keys).values_list("pk", flat=True))
    scope = Scope(stored["scope_key"], stored["scope"], agencies)
    return list(FIGURES[name](scope, since, as_of).records)


def records_of_published(figure: Mapping[str, Any]) -> list[Record]:
    """Return the records behind a published figure that the reader can open now."""
    if figure.get("name") not in FIGURES or not figure.get("agencies"):
        return []
    since = date.fromisoformat(figure["since"]) if figure["since"] else None
    as_of = date.fromisoformat(figure["as_of"])
    return counted_again(figure["name"], figure, since, as_of)


def who_opens_linked(evidence: Evidence, records: Sequence[Record]) -> str:
    """Say how many linked records the reader cannot open, and who to ask, or return ""."""
    hidden = len(evidence.records) - len(records)
    if not hidden:
        return ""
    return (
        f"You cannot open {words.count(hidden, 'record')} that this links to. "
        f"Ask {evidence.held_by.name}, {evidence.held_by.agency.name}."
    )


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
