"""Imports, their rows as they are read, and the columns that a unit chose before."""

from collections.abc import Iterator

from django.db.models import QuerySet

from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.columns import remembered_columns
from broadhurst.capabilities.imports.sheets.columns import guess
from broadhurst.capabilities.imports.sheets.rows import YES_NO, PeopleReader, PersonRow
from broadhurst.capabilities.register.models import Membership
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Unit


def imports() -> QuerySet[Import]:
    """Return imports with all that a page shows of them."""
    return Import.objects.select_related("dossier", "ocg__dossier", "unit", "sent_by")


def columns_of(unit: Unit, headings: list[str]) -> list[str]:
    """Return the columns that the unit last chose for these headings, or else a guess."""
    return remembered_columns(Import, unit, headings) or guess(headings)


def rows_of(upload: Import) -> Iterator[PersonRow]:
    """Yield the rows as people and identifiers, with what is wrong in them."""
    words = {
        "category": _words(Membership.Category.choices),
        "part": _words(Membership.Part.choices),
        "exploited": YES_NO,
    }
    reader = PeopleReader(
        headings=upload.headings,
        columns=upload.columns,
        words=words,
        otherwise={"category": upload.category, "part": upload.part},
        today=clock.today(),
    )
    return reader.read([(number, cells) for number, cells in upload.cells])


def _words(choices: list[tuple[str, str]]) -> dict[str, str]:
    """Return the values of choices by value and by label, in small letters."""
    return {
        written.lower(): str(value) for value, label in choices for written in (value, str(label))
    }
