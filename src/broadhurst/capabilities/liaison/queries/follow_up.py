"""Read what happened to a request so far: notes, chasers, extensions and escalations."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from broadhurst.capabilities.liaison.models import Escalation, Extension, Request
from broadhurst.capabilities.liaison.rules.leading import OTHER
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.govuk.words import day, in_sentence, moment


def both_leads(request: Request) -> list[Officer]:
    """Return the SIO and the LRO of the request's OCG, to be notified."""
    leads = current_leadership(request.ocg).leads
    return [lead.officer for lead in leads if lead.role in OTHER]


def asking_leads(request: Request) -> list[Officer]:
    """Return the officer who asked, and who has their role now."""
    leads = current_leadership(request.ocg).leads
    role = OTHER[request.asked_role]
    return [request.asked_by, *(lead.officer for lead in leads if lead.role == role)]


def end_of_day(on: date) -> datetime:
    """Return the last second of a day: midnight belongs to the next day."""
    return clock.end_of(on) - timedelta(seconds=1)


def deadline_of(request: Request) -> datetime | None:
    """Return the deadline that the request has now: of its answer, or of what is asked."""
    if request.stage == Request.Stage.ASKED:
        return request.answer_due_at
    return end_of_day(request.needed_on) if request.needed_on else None


def asked_extension(request: Request) -> Extension | None:
    """Return the extension that waits for an answer, if any."""
    return _extensions(request).filter(stage=Extension.Stage.ASKED).first()


def locked_extension(request: Request) -> Extension | None:
    """Lock and return the extension that waits for an answer. Lock its OCG first."""
    extension = asked_extension(request)
    return lock(_extensions(request), extension) if extension else None


def _extensions(request: Request) -> QuerySet[Extension]:
    return Extension.objects.filter(request=request).select_related("asked_by", "ended_by")


def chased_days(request: Request) -> list[date]:
    """Return the days of the chasers of a request."""
    return list(request.chasers.values_list("chased_on", flat=True))


def is_passed_up_to(request: Request, officer: int, unit: int) -> bool:
    """Return whether a request was passed up to this officer, or to this unit."""
    rows = Escalation.objects.filter(request=request).values_list("officer", "unit")
    return any(officer == to or unit == to_unit for to, to_unit in rows)


def history_of(request: Request) -> list[dict[str, Any]]:
    """Return the steps of a request so far, newest first, for a timeline."""
    steps = [_step("Asked", request.asked_at, request.asked_by, "")]
    steps += [
        _step("Note", note.at, note.officer, note.text)
        for note in request.notes.select_related("officer")
    ]
    steps += [
        _step("Chased", chaser.at, chaser.officer, "")
        for chaser in request.chasers.select_related("officer")
    ]
    steps += [
        _step(
            f"Passed up to {escalation.to.name}",
            escalation.at,
            None,
            f"No answer by {moment(escalation.due_at)}.",
        )
        for escalation in request.escalations.select_related("officer", "unit")
    ]
    for extension in _extensions(request):
        steps += _steps_of(extension)
    if request.answered_at:
        title = "Refused" if request.stage == Request.Stage.REFUSED else "Accepted"
        steps.append(_step(title, request.answered_at, request.answered_by, request.refusal_reason))
    if request.ended_at:
        text = request.outcome or request.withdrawn_because
        steps.append(_step(request.get_stage_display(), request.ended_at, None, text))
    return sorted(steps, key=lambda step: step["at"])[::-1]


def _steps_of(extension: Extension) -> list[dict[str, Any]]:
    """Return the steps of an extension: the request for it, and its end."""
    subject = in_sentence(extension.get_of_display())
    title = f"More time asked for, {subject}: until {day(extension.until_on)}"
    steps = [_step(title, extension.asked_at, extension.asked_by, extension.because)]
    if extension.ended_at:
        ended = f"More time {in_sentence(extension.get_stage_display())}"
        steps.append(_step(ended, extension.ended_at, extension.ended_by, extension.ended_because))
    return steps


def _step(title: str, at: datetime, by: Officer | None, text: str) -> dict[str, Any]:
    return {"title": title, "at": at, "by": by, "text": text}
