"""Show requests for OCGs on the OCG's page and among tasks."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import Leadership
from broadhurst.capabilities.transfers.models import TransferRequest
from broadhurst.capabilities.transfers.rules.asking import objections_to_ask_at_all
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

AT_MOST = 50
ANSWER, CHASE = "Answer request for", "Chase the late answer to the request for"

MAY_ANSWER = """
EXISTS (SELECT FROM transfers_transferrequest WHERE stage = 'asked')
"""


def asked_on_ocg(ocg: Ocg, actor: Actor, leadership: Leadership) -> dict[str, Any]:
    """Return the requests for an OCG, and whether the reader's unit may ask for it."""
    rows = TransferRequest.objects.filter(ocg=ocg).select_related("requester", "owner")
    return {
        "requests": list(rows[:AT_MOST]),
        "may_ask": ocg.state == Ocg.State.ACTIVE
        and not objections_to_ask_at_all(actor, leadership.owner),
    }


def requests_waiting(actor: Actor) -> list[Waiting]:
    """Return the requests that an officer answers, and the late ones that they supervise.

    The owning unit and the SIO answer. The SRO and those who keep the owner's register supervise:
    a late answer is their task.
    """
    slim = TransferRequest.objects.filter(stage=TransferRequest.Stage.ASKED).select_related("ocg")
    own = slim.filter(Q(owner=actor.unit) | Q(ocg__in=_led(actor, "sio")))
    tasks = [_task(asked, ANSWER) for asked in own.order_by("answer_due_on")[:AT_MOST]]
    return [*tasks, *_late(actor, slim)]


def _late(actor: Actor, slim: QuerySet[TransferRequest]) -> Iterator[Waiting]:
    supervised = Q(ocg__in=_led(actor, "sro"))
    if "coordinator" in actor.roles:
        supervised |= Q(owner__agency=actor.agency)
    late = slim.filter(supervised, answer_due_on__lt=clock.today()).exclude(owner=actor.unit)
    for asked in late.order_by("answer_due_on")[:AT_MOST]:
        yield _task(asked, CHASE)


def _led(actor: Actor, role: str) -> QuerySet[Lead, Any]:
    leads = Lead.objects.filter(officer=actor.officer, role=role, until_at=None)
    return leads.values("ocg")


def _task(asked: TransferRequest, what: str) -> Waiting:
    href = reverse("transfers:request", args=[asked.ref])
    due = asked.answer_due_on
    return Waiting(what, asked.about, href, due, "transfers", asked.ref, for_unit=True)


SOURCE = TaskSource(MAY_ANSWER, requests_waiting)
