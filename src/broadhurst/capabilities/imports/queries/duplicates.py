"""People of an OCG who look like those in the rows of a spreadsheet."""

from collections.abc import Iterable
from datetime import date

from broadhurst.capabilities.imports.sheets.rows import PersonRow
from broadhurst.capabilities.members.writes.enter import other_names
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.duplicates import likely_people
from broadhurst.capabilities.register.rules.duplicates import Likely


def likely_in(ocg: Ocg, rows: Iterable[PersonRow]) -> dict[int, list[Likely]]:
    """Return the likely duplicates of each row that has any. The rows have no problems."""
    duplicates = {}
    for row in rows:
        person = row.person
        if not person:
            continue
        names = [person["name"], *other_names(person.get("aliases", ""))]
        born = person.get("born_on")
        likely = likely_people(
            ocg,
            names,
            born_on=date.fromisoformat(born) if born else None,
            sex=person.get("sex", ""),
        )
        if likely:
            duplicates[row.number] = likely
    return duplicates
