"""The list of requests for OCGs, for the page, the API and the terminal."""

from typing import Any

from django.db.models import Q

from broadhurst.capabilities.transfers.models import TransferRequest
from broadhurst.capabilities.transfers.queries.asked import transfer_requests
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import first_capital, london_day
from broadhurst.foundation.lists.cells import Cell, Due, Link, Reference, Tag
from broadhurst.foundation.lists.declared import Column, Filter, List, Rows, Tab, everything

COLOURS = {"asked": "blue", "agreed": "green", "declined": "red", "withdrawn": "grey"}
ASKED = Q(stage=TransferRequest.Stage.ASKED)


def _rows(_actor: Actor) -> Rows:
    return transfer_requests()


def _about(request: Any) -> Cell:
    link = Link(first_capital(request.about), record_address("transfers:request", request.ref))
    return (link, Reference(request.ref))


def _stage(request: Any) -> Cell:
    tag = Tag(request.get_stage_display(), COLOURS[request.stage])
    return (tag, Due(request.answer_due_on)) if request.stage == "asked" else tag


def _reason(request: Any) -> Cell:
    return str(request.get_decline_reason_display())


REQUESTS = List(
    key="transfer-requests",
    label="Requests for OCGs",
    noun="request",
    page="transfers:requests",
    rows=_rows,
    columns=(
        Column("about", "OCG", _about, sort="about", fixed=True),
        Column(
            "requester", "Asked by", lambda request: request.requester.name, sort="requester__name"
        ),
        Column("owner", "Owner", lambda request: request.owner.name, sort="owner__name"),
        Column("asked", "Asked on", lambda request: london_day(request.asked_at), sort="asked_at"),
        Column("stage", "Status", _stage, sort="stage"),
        Column("reason", "Reason for declining", _reason),
    ),
    sort="-asked",
    nothing=(
        "No requests yet",
        "Requests that you can see appear here. A unit asks for an OCG of another organisation "
        "from the OCG’s handover page or from a hit.",
    ),
    tabs=(
        Tab("to_answer", "For my unit to answer", lambda actor: ASKED & Q(owner=actor.unit)),
        Tab("asked", "Asked by my unit", lambda actor: Q(requester=actor.unit)),
        Tab("overdue", "Overdue", lambda _actor: ASKED & Q(answer_due_on__lt=clock.today())),
        Tab("all", "All", everything),
    ),
    filters=(
        Filter(
            "stage",
            "Status",
            lambda rows, stage: rows.filter(stage=stage),
            choices=lambda: TransferRequest.Stage.choices,
        ),
    ),
)
