"""The list of operations, for the page, the API and the terminal."""

from typing import Any

from django.db.models import Q

from broadhurst.capabilities.operations.queries import operations
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import london_day
from broadhurst.foundation.lists.cells import Cell, Link, Tag
from broadhurst.foundation.lists.declared import Column, Filter, List, Tab, everything


def _name(operation: Any) -> Cell:
    link = Link(operation.name, record_address("operations:operation", operation.ref))
    return (link, Tag("Withdrawn", "grey")) if operation.withdrawn_at else link


def _organisations(operation: Any) -> Cell:
    return ", ".join(part.agency.name for part in operation.participations.all())


OPERATIONS = List(
    key="operations",
    label="Operations",
    noun="operation",
    page="operations:operations",
    rows=lambda _actor: operations(),
    columns=(
        Column("name", "Name", _name, sort="name", fixed=True),
        Column("description", "Description", lambda operation: operation.description),
        Column("organisations", "Organisations", _organisations),
        Column(
            "opened",
            "Opened",
            lambda operation: london_day(operation.opened_at),
            sort="opened_at",
            shown=False,
        ),
    ),
    sort="name",
    nothing=(
        "No operations yet",
        "An OCG coordinator or an inspectorate liaison officer opens one.",
    ),
    opens_on="current",
    tabs=(
        Tab("current", "Current", lambda _actor: Q(withdrawn_at=None)),
        Tab("all", "All", everything),
    ),
    filters=(Filter("q", "Name", lambda rows, words: rows.filter(name__icontains=words)),),
    marking="OFFICIAL",
)
