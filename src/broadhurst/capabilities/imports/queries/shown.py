"""The rows of an import as its readers see them before anything is added."""

from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.imports import rows_of
from broadhurst.capabilities.imports.sheets.rows import PersonRow
from broadhurst.capabilities.register.models import Membership
from broadhurst.foundation.govuk.words import day

CATEGORIES = {value: str(label) for value, label in Membership.Category.choices}
PARTS = {value: str(label) for value, label in Membership.Part.choices}


@dataclass(frozen=True)
class ShownRow:
    """A row in words, as far as it can be read. `identifiers` are in the form that is kept."""

    number: int
    name: str
    aliases: str
    born: str
    labels: str
    identifiers: list[str]


def shown_rows(upload: Import) -> list[ShownRow]:
    """Return the rows of an import in words, once its columns are confirmed."""
    return [_shown(row) for row in rows_of(upload)] if upload.mapped_at else []


def _shown(row: PersonRow) -> ShownRow:
    born, person = row.person.get("born_on", ""), row.person
    labels = (
        CATEGORIES.get(person.get("category", "")),
        PARTS.get(person.get("part", "")),
        "Exploited" if person.get("is_exploited") else "",
    )
    return ShownRow(
        number=row.number,
        name=person.get("name", "The group"),
        aliases=person.get("aliases", ""),
        born=day(date.fromisoformat(born)) if len(born) == len("1988-03-27") else born,
        labels=", ".join(filter(None, labels)),
        identifiers=[text for _, _, text in row.identifiers],
    )
