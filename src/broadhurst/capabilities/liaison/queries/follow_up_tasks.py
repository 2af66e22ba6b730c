"""The tasks that come from extensions and escalations of requests."""

from dataclasses import replace

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from broadhurst.capabilities.liaison.models import Escalation, Extension, Note, Request
from broadhurst.capabilities.liaison.queries.requests import due, requests, slim_requests
from broadhurst.capabilities.liaison.rules.leading import OTHER
from broadhurst.capabilities.register.models import ActingLead
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

MAY_AGREE = """
EXISTS (
    SELECT FROM liaison_extension x
    JOIN liaison_request r ON r.id = x.request_id
    JOIN led l ON l.ocg_id = r.ocg_id AND l.role IN ('sio', 'lro') AND l.role <> r.asked_role
    WHERE x.stage = 'asked'
)
"""
MAY_TAKE_UP = """
EXISTS (
    SELECT FROM liaison_escalation e
    JOIN liaison_request r ON r.id = e.request_id AND r.stage = 'asked'
      AND r.answer_due_at = e.due_at
    WHERE e.officer_id = %(officer)s OR e.unit_id = %(unit)s
)
"""


def late_requests() -> QuerySet[Request]:
    """Return the unanswered requests whose deadline has passed and that are not escalated yet."""
    passed_up = Escalation.objects.filter(request=OuterRef("pk"), due_at=OuterRef("answer_due_at"))
    return requests().filter(
        ~Exists(passed_up), stage=Request.Stage.ASKED, answer_due_at__lt=clock.now()
    )


def _extensions(actor: Actor) -> list[Waiting]:
    """Return the requests of others that ask this lead for more time."""
    return [_task("Decide on more time", request) for request in _asks_for_time(actor.officer.pk)]


@prepared_query
def _asks_for_time(officer: int) -> QuerySet[Request]:
    asks = ActingLead.objects.filter(ocg=OuterRef("ocg"), officer=officer, role__in=OTHER)
    asks = asks.exclude(role=OuterRef("asked_role"))
    mine = slim_requests().filter(Exists(asks), extensions__stage=Extension.Stage.ASKED)
    return mine.order_by("answer_due_at")[:50]


def _escalations(actor: Actor) -> list[Waiting]:
    """Return the requests that were passed up to this officer or unit.

    A note of the officer, or of the unit but not of the lead who is asked, takes it up.
    """
    return [
        replace(
            _task("Take up late request", passed_up.request, is_units=bool(passed_up.unit_id)),
            key=key_of(passed_up.request),
        )
        for passed_up in _passed_up_to(actor.officer.pk, actor.unit.pk)
    ]


@prepared_query
def _passed_up_to(officer: int, unit: int) -> QuerySet[Escalation]:
    passed_up = Escalation.objects.filter(
        Q(officer=officer) | Q(unit=unit),
        request__stage=Request.Stage.ASKED,
        due_at=F("request__answer_due_at"),
    )
    in_the_unit = Q(officer__postings__unit=OuterRef("unit"))
    notes = Note.objects.filter(
        Q(officer=OuterRef("officer")) | in_the_unit & ~Q(officer=OuterRef("request__asked_of")),
        request=OuterRef("request"),
        at__gte=OuterRef("at"),
    )
    left: QuerySet[Escalation] = passed_up.exclude(Exists(notes))
    return left.select_related("request__ocg").order_by("due_at")


def key_of(request: Request) -> str:
    """Return the key of the tasks of a request.

    The lead who asks or answers has one of their own. It stands for their unit's task as well.
    """
    return f"request {request.ref}"


def _task(label: str, request: Request, *, is_units: bool = False) -> Waiting:
    about = f"for {request.ocg.name}: {in_sentence(request.get_kind_display())}"
    href = record_address("liaison:request", request.ref)
    return Waiting(label, about, href, due(request), "liaison", request.ref, for_unit=is_units)


SOURCES = (
    TaskSource(MAY_AGREE, _extensions, lambda actor: [_asks_for_time.ask(actor.officer.pk)]),
    TaskSource(
        MAY_TAKE_UP,
        _escalations,
        lambda actor: [_passed_up_to.ask(actor.officer.pk, actor.unit.pk)],
    ),
)
