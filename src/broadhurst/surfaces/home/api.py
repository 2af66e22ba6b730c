"""API endpoints for an officer's tasks and notifications."""

from collections.abc import Sequence

from django.http import HttpResponse
from ninja import Router
from pydantic import AwareDatetime

from broadhurst.capabilities.deconfliction.queries.ocg_hits import open_hits_ahead
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.notices.commands import choose_emails, choose_kinds, mark_read
from broadhurst.foundation.notices.kinds import KINDS
from broadhurst.foundation.notices.models import EmailChoice
from broadhurst.foundation.notices.queries import email_choice_of, kinds_on, notices_of
from broadhurst.foundation.notices.waiting import Waiting
from broadhurst.foundation.notices.words import words
from broadhurst.surfaces.home.forms import ChooseEmailsForm, ChooseKindsForm, MarkReadForm
from broadhurst.surfaces.home.panels import all_changed, has, visited
from broadhurst.surfaces.home.queries import by_clock
from broadhurst.surfaces.home.records import addresses
from broadhurst.surfaces.home.schemas import (
    EmailsOut,
    KindsOut,
    MarkedReadOut,
    NotificationOut,
    OcgChangeOut,
    OcgChangesOut,
    OpenMatchesOut,
    TaskOut,
    WaitingOut,
)

router = Router(tags=["home"])


@router.get(
    "/waiting",
    summary="Your tasks, most urgent first, and open matches on your OCGs",
    response=WaitingOut,
)
def waiting(request: ActingRequest) -> HttpResponse:
    matches = [
        OpenMatchesOut(ocg=match.ocg.ref, open_hits=match.count, title=match.title)
        for match in open_hits_ahead(has(request.actor).ocgs)
    ]
    tasks = [as_task(task) for task in by_clock(request.actor)]
    return api.answer(WaitingOut(items=tasks, matches=matches))


@router.get(
    "/changes",
    summary="Changes by others to the OCGs that you follow or lead, since your last visit",
    response=OcgChangesOut,
)
def changes(request: ActingRequest, since: AwareDatetime | None = None) -> HttpResponse:
    """Your last visit is your last sign-in at least a day ago, or else 7 days ago."""
    began = since or visited(request.actor)
    changed = all_changed(request.actor, has(request.actor), began)
    rows = [as_change(change.ocg, event) for change in changed for event in change.events]
    return api.answer(OcgChangesOut(items=rows, since=began))


@router.get(
    "/notices", **api.listing("Notifications for you or the unit you act in", NotificationOut)
)
def notices(request: ActingRequest) -> HttpResponse:
    page = page_by_key(notices_of(request.actor), request.GET, by="-event_id")
    find_addresses(page.rows)
    return api.page_as_json(request, page, as_notice)


@router.post(
    "/notices/read",
    **api.verb(MarkReadForm, "Mark your notifications as read", answer=MarkedReadOut),
)
def read(request: ActingRequest) -> HttpResponse:
    return api.ask(request, MarkReadForm, mark_read, as_json=as_count)


@router.get("/notices/kinds", summary="The kinds of notification you get", response=KindsOut)
def kinds_now(request: ActingRequest) -> HttpResponse:
    on = kinds_on(request.actor)
    return api.answer(as_kinds([kind.key for kind in KINDS if kind.key not in on]))


@router.get("/notices/emails", summary="The kinds that you get by email", response=EmailsOut)
def emails_now(request: ActingRequest) -> HttpResponse:
    return api.answer(as_emails(email_choice_of(request.actor)))


@router.post(
    "/notices/kinds",
    **api.verb(ChooseKindsForm, "Choose the kinds of notification you get", answer=KindsOut),
)
def kinds(request: ActingRequest) -> HttpResponse:
    return api.ask(request, ChooseKindsForm, choose_kinds, as_json=as_kinds)


@router.post(
    "/notices/emails",
    **api.verb(ChooseEmailsForm, "Choose the kinds that you get by email", answer=EmailsOut),
)
def emails(request: ActingRequest) -> HttpResponse:
    return api.ask(request, ChooseEmailsForm, choose_emails, as_json=as_emails)


def as_task(task: Waiting) -> TaskOut:
    return TaskOut(
        what=task.what,
        about=task.about,
        ref=task.ref,
        href=task.href,
        due_on=task.due_on,
        due_at=task.due_at,
    )


def as_change(ocg: Ocg, event: Event) -> OcgChangeOut:
    return OcgChangeOut(
        ocg=ocg.ref,
        name=ocg.name,
        at=event.at,
        verb=event.verb,
        officer=event.officer.username,
        words=words(event),
    )


def find_addresses(rows: Sequence[Notification]) -> None:
    """Set the address of each notification's record, for records that the reader can see."""
    hrefs = addresses({row.event.subject for row in rows})
    for row in rows:
        row.href = hrefs.get(row.event.subject, "")  # type: ignore[attr-defined]


def as_notice(notification: Notification) -> NotificationOut:
    return NotificationOut(
        at=notification.event.at,
        verb=notification.event.verb,
        words=words(notification.event),
        about=notification.event.subject,
        href=notification.href,  # type: ignore[attr-defined]
        is_read=notification.is_read,  # type: ignore[attr-defined]
    )


def as_count(count: int) -> MarkedReadOut:
    return MarkedReadOut(count=count)


def as_kinds(off: list[str]) -> KindsOut:
    return KindsOut(on=[kind.key for kind in KINDS if kind.key not in off], off=off)


def as_emails(choice: EmailChoice) -> EmailsOut:
    return EmailsOut(at_once=choice.at_once, daily=choice.daily)
