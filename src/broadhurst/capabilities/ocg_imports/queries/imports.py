"""Imports of OCGs, and the columns that a unit chose before."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from broadhurst.capabilities.imports.queries.columns import remembered_columns
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.sheets.columns import fields_with, guess, guess_each
from broadhurst.capabilities.ocg_imports.sheets.side_by_side import Sheet
from broadhurst.capabilities.register.queries.assessing import scheme_in_force
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Posting, Unit


def ocg_imports() -> QuerySet[OcgImport]:
    """Return imports of OCGs with all that a page shows of them."""
    return OcgImport.objects.select_related("dossier", "unit", "sent_by", "posting")


def criteria() -> dict[str, str]:
    """Return the label of each criterion of the scoring scheme in force, by its key."""
    return {
        criterion["key"]: criterion["label"]
        for criterion in scheme_in_force(clock.today()).criteria
    }


def labels() -> dict[str, str]:
    """Return the label of each field that a column can hold."""
    return fields_with(criteria())


def columns_of(unit: Unit, headings: list[str], sheets: Sequence[Sheet] = ()) -> list[str]:
    """Return the columns that the unit last chose for these headings, or else a guess."""
    if known := remembered_columns(OcgImport, unit, headings):
        return known
    return guess_each(headings, criteria(), sheets) if sheets else guess(headings, criteria())


def posting_of(ref: str) -> Posting | None:
    """Return the posting of the officer who started an import, for the worker that runs it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ocg_imports_posting(%s)", [ref])
        [posting] = cursor.fetchone()
    postings = Posting.objects.select_related("officer", "unit__agency", "unit__district")
    return postings.filter(pk=posting).first() if posting else None
