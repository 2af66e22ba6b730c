"""Show requests for OCGs on the OCG's page and among tasks."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import Leadership
from broadhurst.capabilities.transfers.models import TransferRequest
from broadhurst.capabilities.transfers.rules.asking import objections_to_ask_at_all
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

AT_MOST = 50
ANSWER, CHASE = "Answer request for", "Chase the late answer to the request for"

MAY_ANSWER = """
EXISTS (SELECT FROM transfers_transferrequest WHERE stage = 'asked')
"""


def asked_on_ocg(ocg: Ocg, actor: Actor, leadership: Leadership) -> dict[str, Any]:
    """Return the requests for an OCG, and whether the reader's unit may ask for it."""
    rows = TransferRequest.objects.filter(ocg=ocg).select_related("requester", "owner")
    requests = list(rows[:AT_MOST])
    waits = any(
        request.stage == TransferRequest.Stage.ASKED
        and request.requester.agency_id == actor.agency.pk
        for request in requests
    )
    return {
        "requests": requests,
        "may_ask": ocg.state == Ocg.State.ACTIVE
        and not waits
        and not objections_to_ask_at_all(actor, leadership.owner),
    }


def requests_waiting(actor: Actor) -> list[Waiting]:
    """Return the requests that an officer answers, and the late ones that they supervise.

    The owning unit and the SIO answer. The SRO and those who keep the owner's register supervise:
    a late answer is their task.
    """
    tasks = [
        _task(transfer_request, ANSWER)
        for transfer_request in _asked(actor.officer.pk, actor.unit.pk)
    ]
    return [*tasks, *_late(actor)]


def _slim() -> QuerySet[TransferRequest]:
    rows = TransferRequest.objects.filter(stage=TransferRequest.Stage.ASKED).select_related("ocg")
    return rows.order_by("answer_due_on")


@prepared_query
def _asked(officer: int, unit: int) -> QuerySet[TransferRequest]:
    return _slim().filter(Q(owner=unit) | Q(ocg__in=_led(officer, "sio")))[:AT_MOST]


def _late(actor: Actor) -> Iterator[Waiting]:
    for transfer_request in _late_for(*_supervises(actor)):
        yield _task(transfer_request, CHASE)


def _supervises(actor: Actor) -> tuple[int, int, int, date]:
    # An organisation that cannot be stands for that of an actor who does not keep its register.
    agency = actor.agency.pk if "coordinator" in actor.roles else 0
    return actor.officer.pk, actor.unit.pk, agency, clock.today()


@prepared_query
def _late_for(officer: int, unit: int, agency: int, today: date) -> QuerySet[TransferRequest]:
    supervised = Q(ocg__in=_led(officer, "sro")) | Q(owner__agency=agency)
    late = _slim().filter(supervised, answer_due_on__lt=today)
    return late.exclude(owner=unit)[:AT_MOST]


def _led(officer: int, role: str) -> QuerySet[Lead, Any]:
    return Lead.objects.filter(officer=officer, role=role, until_at=None).values("ocg")


def _task(transfer_request: TransferRequest, label: str) -> Waiting:
    href = record_address("transfers:request", transfer_request.ref)
    due = transfer_request.answer_due_on
    return Waiting(
        label, transfer_request.about, href, due, "transfers", transfer_request.ref, for_unit=True
    )


SOURCE = TaskSource(
    MAY_ANSWER,
    requests_waiting,
    lambda actor: [
        _asked.ask(actor.officer.pk, actor.unit.pk),
        _late_for.ask(*_supervises(actor)),
    ],
)
