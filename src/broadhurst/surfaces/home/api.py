"""API endpoints for an officer's tasks and notifications."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.deconfliction.queries.ocg_hits import open_hits_ahead
from broadhurst.foundation.audit.models import Notification
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.waiting import Waiting
from broadhurst.foundation.notices.words import words
from broadhurst.surfaces.home.queries import by_clock
from broadhurst.surfaces.home.schemas import NotificationOut, OpenMatchesOut, TaskOut, WaitingOut

router = Router(tags=["home"])


@router.get(
    "/waiting",
    summary="Your tasks, most urgent first, and open matches on your OCGs",
    response=WaitingOut,
)
def waiting(request: ActingRequest) -> HttpResponse:
    matches = [
        OpenMatchesOut(ocg=match.ocg.ref, open_hits=match.count, said=match.title)
        for match in open_hits_ahead(request.actor)
    ]
    tasks = [as_task(task) for task in by_clock(request.actor)]
    return api.answer(WaitingOut(items=tasks, matches=matches))


@router.get(
    "/notices", **api.listing("Notifications for you or the unit you act in", NotificationOut)
)
def notices(request: ActingRequest) -> HttpResponse:
    return api.listed(request, notices_of(request.actor), by="-event_id", as_json=as_notice)


def as_task(task: Waiting) -> TaskOut:
    return TaskOut(
        what=task.what,
        about=task.about,
        ref=task.ref,
        href=task.href,
        due_on=task.due_on,
        due_at=task.due_at,
    )


def as_notice(notification: Notification) -> NotificationOut:
    return NotificationOut(
        at=notification.event.at,
        verb=notification.event.verb,
        words=words(notification.event),
    )
