"""The list of bulk checks, for the page and the API."""

from typing import Any

from django.db.models import Q

from broadhurst.capabilities.bulk_checks.queries.checks import bulk_checks
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.lists.cells import Cell, Link, Reference, Tag
from broadhurst.foundation.lists.declared import Column, List, Tab, everything

STAGES = {
    "done": Tag("Done", "green"),
    "failed": Tag("Stopped by a fault", "red"),
    "cancelled": Tag("Cancelled", "grey"),
    "running": Tag("Under way", "blue"),
    "waiting": Tag("Waiting to begin", "blue"),
}
ENDED = ("done", "failed", "cancelled")


def _stage(bulk: Any) -> Cell:
    if bulk.cancelled_at and bulk.stage not in ENDED:
        return Tag("Being cancelled", "grey")
    return STAGES.get(bulk.stage, Tag("Not started", "yellow"))


def _name(bulk: Any) -> Cell:
    return Link(bulk.file_name, record_address("bulk_checks:bulk_check", bulk.ref))


def _sent(bulk: Any) -> Cell:
    return f"{moment(bulk.sent_at)}, {bulk.posting.officer.name}"


def _mine(actor: Actor) -> Q:
    return Q(posting__officer=actor.officer)


def _going_on(_actor: Actor) -> Q:
    return ~Q(stage__in=ENDED)


BULK_CHECKS = List(
    key="bulk-checks",
    label="Bulk checks",
    noun="bulk check",
    page="bulk_checks:bulk_checks",
    rows=lambda _actor: bulk_checks(),
    columns=(
        Column("file", "Spreadsheet", _name, sort="file_name", fixed=True),
        Column("ref", "Check", lambda bulk: Reference(bulk.ref), sort="ref", fixed=True),
        Column("for", "For", lambda bulk: bulk.about),
        Column("sent", "Sent", _sent, sort="sent_at"),
        Column("rows", "Rows", lambda bulk: bulk.rows_sent, sort="rows_sent", numeric=True),
        Column(
            "hits", "Rows with a hit", lambda bulk: bulk.rows_hit, sort="rows_hit", numeric=True
        ),
        Column("stage", "Status", _stage, sort="stage"),
    ),
    sort="-sent",
    nothing=(
        "No bulk checks yet",
        "CSV or Excel spreadsheets of targets that your unit sends appear here. Each row is "
        "checked against what every other unit has entered.",
    ),
    tabs=(
        Tab("mine", "Sent by me", _mine),
        Tab("open", "Not finished", _going_on),
        Tab("all", "All", everything),
    ),
)
