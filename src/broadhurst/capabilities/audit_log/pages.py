"""The page of the audit log: a form, then what the search found.

All is sent by POST. An address with a purpose and an officer in it would stay in the browser's
history and in the logs of the network, and would say who is looked into.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.audit_log.commands.read_log import ReadLogForm, read_log
from broadhurst.capabilities.audit_log.queries import SIZE, LogPage
from broadhurst.foundation import clock
from broadhurst.foundation.doors.check_answers import (
    AND_THEN,
    CHANGE,
    NOT_ENTERED,
    answers_in_words,
    sent_again,
)
from broadhurst.foundation.doors.command_form import asked_at
from broadhurst.foundation.doors.dispatch import run_command
from broadhurst.foundation.doors.may_open import objections_to_opening, refusal
from broadhurst.foundation.doors.suggestions import asks_for_suggestions, suggestions
from broadhurst.foundation.doors.wall import ActingRequest

TITLE = "Audit log"
HEADINGS = ("Date and time", "Officer", "Activity", "Record or account", "Kind")
NOTHING = (
    "No entries",
    "Nothing in the log fits this search. You never see what officers of other organisations did.",
)


def read_log_page(request: ActingRequest) -> HttpResponse:
    """Ask what to look for and what for; show the entries. Each page of them is logged."""
    is_sent = request.method == "POST"
    if not is_sent and (objections := objections_to_opening(request.actor, read_log)):
        return refusal(request, TITLE, objections, reverse("home:home"))
    if asks_for_suggestions(request):
        return suggestions(request, ReadLogForm(request.GET, actor=request.actor))
    form = ReadLogForm(*([request.POST] if is_sent else []), actor=request.actor)
    if not is_sent:
        return _ask(request, form)
    if request.POST.get(AND_THEN) == CHANGE:
        form.leave_unchecked()
        return _ask(request, form)
    if not form.is_valid():
        return _ask(request, form, status=422)
    objections, page = run_command(request.actor, read_log, {}, form)
    for objection in objections:
        form.add_error(asked_at(form, objection) or None, objection)
    return _ask(request, form, status=409) if objections else _show(request, form, page)


def _ask(request: ActingRequest, form: ReadLogForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "title": TITLE,
        "submit": "Read log",
        "above": "audit_log/_scope.html",
        "back": reverse("home:home"),
    }
    return render(request, "govuk/ask.html", context, status=status)


def _show(request: ActingRequest, form: ReadLogForm, page: LogPage) -> HttpResponse:
    context = {
        "title": TITLE,
        "page": page,
        "headings": HEADINGS,
        "nothing": NOTHING,
        "size": SIZE,
        "read_at": clock.now(),
        "answers": [
            (field.label, words) for field, words in answers_in_words(form) if words != NOT_ENTERED
        ],
        "sent": [(name, value) for name, value in sent_again(request.POST) if name != "after"],
    }
    return render(request, "audit_log/log.html", context)
