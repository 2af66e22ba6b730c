"""The list of texts that were sent, for the page, the API and the terminal."""

from typing import Any

from django.db.models import Q

from broadhurst.capabilities.inspectorate_register.models import Reading
from broadhurst.capabilities.inspectorate_register.queries.readings import readings
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.lists.cells import Cell, Link, Muted, Tag
from broadhurst.foundation.lists.declared import ALL, Column, List, Tab, everything

COLOURS = {"Saved": "green", "Discarded": "grey", "Not saved": "blue"}


def _under_way(_actor: Actor) -> Q:
    return Q(saved_at=None, discarded_at=None)


def _reference(reading: Reading) -> Cell:
    address = record_address("inspectorate_register:reading", reading.ref)
    return Link(reading.ref, address, is_reference=True)


def _added(reading: Any) -> Cell:
    if not reading.saved_at:
        return Muted("Nothing yet")
    findings, updates = reading.added["findings"], reading.added["updates"]
    return f"Findings: {findings}. Updates: {updates}."


READINGS = List(
    key="inspectorate-register",
    label="Entries of the inspectorate’s register",
    noun="text",
    page="inspectorate_register:readings",
    rows=lambda _actor: readings(),
    columns=(
        Column("ref", "Reference", _reference, sort="ref", fixed=True),
        Column("stage", "Status", lambda sending: Tag(sending.stage, COLOURS[sending.stage])),
        Column("sent", "Sent", lambda sending: sending.sent_at, sort="sent_at"),
        Column("by", "By", lambda sending: sending.sent_by.name, sort="sent_by__name"),
        Column("added", "Added", _added),
    ),
    sort="-sent",
    nothing=(
        "No texts yet",
        "Register entries that your unit sends appear here. Nothing is recorded until you save "
        "them.",
    ),
    tabs=(Tab("open", "Not saved", _under_way), Tab(ALL, "All", everything)),
    marking="OFFICIAL",
)
