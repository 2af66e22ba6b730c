"""API endpoints for an OCG's timeline, what needs attention, and who can see it and why."""

from datetime import date

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.problems import refuse_query
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.notices.waiting import Waiting
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.record_copies.api import add_downloads
from broadhurst.foundation.workflow import objections_to_days
from broadhurst.surfaces.dossier.attention import attention_on, facts_of
from broadhurst.surfaces.dossier.ocg_on_paper import OCG_COPY
from broadhurst.surfaces.dossier.over_time import Period, at_end_of, periods_of
from broadhurst.surfaces.dossier.queries import EventKind, events_of, filtered, grants_on
from broadhurst.surfaces.dossier.rules import objections_to_day
from broadhurst.surfaces.dossier.schemas import AttentionOut, GrantOut, PeriodOut, TimelineEventOut

router = Router(tags=["dossier"])
add_downloads(router, "/ocgs/{ref}/copy", OCG_COPY)


@router.get(
    "/ocgs/{ref}/timeline", **api.listing("The timeline of an OCG, newest first", TimelineEventOut)
)
def timeline(
    request: ActingRequest,
    ref: str,
    kind: EventKind | None = None,
    who: str = "",
    since: date | None = None,
    until: date | None = None,
) -> HttpResponse:
    """Show all events, or those of a kind, by officers of a name, from one day to another."""
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    refuse_query(objections_to_days(since, until))
    rows = filtered(events_of(ocg), kind=kind or "", who=who, since=since, until=until)
    return api.listed(request, rows, by="-at", as_json=as_event)


@router.get(
    "/ocgs/{ref}/over-time",
    summary="The status, owner, leads, tier and plan of an OCG over time",
    response=api.items_of(PeriodOut),
)
def over_time(request: ActingRequest, ref: str, on: date | None = None) -> HttpResponse:
    """Show each from when until when, or only those at the end of a day."""
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    refuse_query(objections_to_day(on, today=clock.today()))
    periods = periods_of(ocg)
    return api.all_of(at_end_of(periods, on) if on else periods, as_period)


@router.get(
    "/ocgs/{ref}/who-can-see",
    summary="Who can see an OCG, and why",
    response=api.items_of(GrantOut),
)
def who_can_see(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.all_of(grants_on(ocg), as_grant)


@router.get(
    "/ocgs/{ref}/attention",
    summary="What needs attention on an OCG, soonest due first",
    response=api.items_of(AttentionOut),
)
def attention(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.all(), ref=ref)
    return api.all_of(attention_on(ocg, request.actor, facts_of(ocg)), as_attention)


def as_attention(task: Waiting) -> AttentionOut:
    return AttentionOut(
        what=task.what,
        about=task.about,
        ref=task.ref,
        href=task.href,
        due_on=task.due_on,
        due_at=task.due_at,
        who=task.by,
    )


def as_period(period: Period) -> PeriodOut:
    return PeriodOut(
        what=period.what,
        value=period.value,
        from_at=period.from_at,
        until_at=period.until_at,
        href=period.href,
    )


def as_event(event: Event) -> TimelineEventOut:
    return TimelineEventOut(
        at=event.at,
        verb=event.verb,
        officer=event.officer.username,
        unit=event.posting.unit.key,
        words=words(event),
    )


def as_grant(grant: Grant) -> GrantOut:
    return GrantOut(
        unit=grant.unit.key if grant.unit else None,
        officer=grant.officer.username if grant.officer else None,
        of=grant.dossier.about,
        level=grant.level,
        why=grant.why,
        because=grant.because,
        from_at=grant.from_at,
        until_at=grant.until_at,
    )
