"""Open data: the published figures as CSV and JSON, each with its scope, period and method."""

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.conf import settings
from django.urls import reverse

from broadhurst.capabilities.funding.queries.published import published_totals
from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.operations.figures import in_pounds_and_kg
from broadhurst.capabilities.operations.queries import OUTCOMES
from broadhurst.capabilities.public_site.writes.store_pages import Page
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.spreadsheet import harmless
from broadhurst.surfaces.public.rendered import rendered

LICENCE = {
    "name": "Open Government Licence v3.0",
    "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
COLUMNS = {
    "figure": "What is counted",
    "value": "The value, in the words of its source",
    "number": "The value as a number, if it is one",
    "unit": "The unit of the number",
    "scope": "The organisations or the area that it counts",
    "period": "The days that it covers",
    "method": "How it was counted",
    "source": "Where it was published",
    "publisher": "Who published it",
}
# The units of numbers: money is in pounds and weight in kilograms.
UNITS = {"count": "number", "pence": "pounds", "grams": "kg", "pills": "pills"}
Row = dict[str, Any]


@dataclass(frozen=True)
class Dataset:
    """A file of published figures. `name` is part of its addresses."""

    name: str
    title: str
    description: str
    rows: Callable[[], Iterable[Row]]

    def path(self, form: str) -> str:
        return reverse(f"public:{self.name}_{form}")

    def pages(self) -> Iterable[Page]:
        """Return the data set as CSV and as JSON."""
        rows = list(self.rows())
        yield Page(self.path("csv"), _as_csv(rows), TYPES["csv"], filename=f"{self.name}.csv")
        yield Page(self.path("json"), self._as_json(rows), TYPES["json"])

    def _as_json(self, rows: list[Row]) -> bytes:
        content: dict[str, Any] = {
            "title": self.title,
            "description": self.description,
            "licence": LICENCE,
            "columns": COLUMNS,
            "rows": rows,
        }
        return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _as_csv(rows: Iterable[Row]) -> bytes:
    """Return rows as UTF-8 with a byte order mark, so that Excel reads them."""
    text = StringIO()
    out = csv.writer(text)
    out.writerow([*COLUMNS, "licence"])
    for row in rows:
        out.writerow([*map(_cell, (row[name] for name in COLUMNS)), LICENCE["name"]])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    """Return a cell: a text that cannot run as a formula, or a number as it is."""
    if isinstance(value, int | float):
        return str(value)
    return harmless("" if value is None else str(value))


def _in_responses() -> Iterable[Row]:
    rows = Publication.objects.filter(replaced_by=None, url="").select_related("body")
    for publication in rows.only("ref", "figures", "body__name"):
        for figure in publication.figures:
            yield {
                "figure": figure["title"],
                "value": str(figure["in_words"]),
                "number": figure["value"],
                "unit": figure["unit"],
                "scope": figure.get("scope") or figure["held_by"],
                "period": figure["period"],
                "method": figure["method"],
                "source": settings.PUBLIC_URL
                + reverse("public:publication", args=[publication.ref]),
                "publisher": publication.body.name,
            }


def _of_operations() -> Iterable[Row]:
    """Return the outcomes whose source anyone can open."""
    rows = OUTCOMES.filter(withdrawn_at=None, operation__withdrawn_at=None)
    for row in rows.order_by("operation__name", "as_of", "pk"):
        if row.link:
            yield {
                "figure": f"{row.operation.name}: {row.get_measure_display()}, {row.stage}",
                "value": row.in_words(),
                "number": in_pounds_and_kg(row),
                "unit": UNITS[row.unit],
                "scope": row.region.name if row.region else "United Kingdom",
                "period": f"Up to {day(row.as_of)}",
                "method": "A running total, as its source published it. Do not add rows up.",
                "source": row.link,
                "publisher": row.publisher,
            }


def _in_pounds(pence: int) -> int | float:
    """Return an amount without decimals if it has no pence."""
    pounds, rest = divmod(pence, 100)
    return pence / 100 if rest else pounds


def _of_funding() -> Iterable[Row]:
    for total in published_totals():
        yield {
            "figure": total.label,
            "value": total.in_words(),
            "number": _in_pounds(total.amount),
            "unit": UNITS["pence"],
            "scope": "Regional organised crime units in England and Wales",
            "period": total.year,
            "method": f"{total.note} As its source counts it. Do not add rows up.".strip(),
            "source": total.source,
            "publisher": total.publisher,
        }


RESPONSE_FIGURES = Dataset(
    "response-figures",
    "Figures in published responses",
    "Each figure that a published response to an inspection gives.",
    _in_responses,
)
OPERATION_OUTCOMES = Dataset(
    "operation-outcomes",
    "Outcomes of named operations",
    "Arrests, seizures and other outcomes that were published about named operations.",
    _of_operations,
)
ROCU_FUNDING = Dataset(
    "rocu-funding",
    "Published funding of regional organised crime units",
    "The totals that ministers and the Home Office published for each financial year.",
    _of_funding,
)
DATASETS = (RESPONSE_FIGURES, OPERATION_OUTCOMES, ROCU_FUNDING)


def page() -> Page:
    """Return the page that describes the data sets."""
    files = [(dataset, dataset.path("csv"), dataset.path("json")) for dataset in DATASETS]
    context = {"datasets": files, "columns": COLUMNS.items(), "licence": LICENCE}
    return rendered("data", reverse("public:data"), context)
