"""The page's door: find a row, ask a form, run a command, answer."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.db import IntegrityError, InterfaceError, OperationalError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.doors.refusals import (
    AT_THE_SAME_MOMENT,
    keep_not_found,
    keep_opened,
    keep_refusal,
)
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.workflow import Refused

Row = TypeVar("Row", bound=Model)


def find(request: ActingRequest, rows: QuerySet[Row], **which: object) -> Row:
    """The row, if this actor may see it; otherwise it is not found. Either is recorded."""
    row = rows.filter(**which).first()
    if row is None:
        keep_not_found(request.actor, rows.model._meta.verbose_name, which)
        raise Http404
    if request.method == "GET":
        keep_opened(request.actor, row)
    return row


def ask(
    request: ActingRequest,
    form_class: type[Ask],
    then: Callable[..., Any],
    *,
    title: str,
    go_to: str | Callable[[Any], str],
    done: str | Callable[[Any], str],
    submit: str = "Continue",
    template: str = "govuk/ask.html",
    context: dict[str, Any] | None = None,
    **subject: Any,
) -> HttpResponse:
    """Show a form; on a good answer run the command; on a bad one say what to do.

    200 shows the form, 422 shows answers that do not fit, 409 shows the objections to answers
    that do; a form never loses what was typed.
    """
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_class(*bound, actor=request.actor, **subject)
    status = 200
    if form.is_bound:
        objections, outcome = _try(request, form, then, subject)
        if not form.errors:
            messages.success(request, done(outcome) if callable(done) else done)
            return redirect(go_to(outcome) if callable(go_to) else go_to)
        status = 409 if objections else 422
    shown = {"form": form, "title": title, "submit": submit, **subject, **(context or {})}
    return render(request, template, shown, status=status)


def _try(
    request: ActingRequest, form: Ask, then: Callable[..., Any], subject: dict[str, Any]
) -> tuple[list[str], Any]:
    if not form.is_valid():
        return [], None
    try:
        return [], then(actor=request.actor, **subject, **form.cleaned_data)
    except Refused as refused:
        objections = refused.objections
    except IntegrityError:
        objections = [AT_THE_SAME_MOMENT]
    for objection in objections:
        form.add_error(None, objection)
    keep_refusal(request.actor, then.__name__, subject, objections)
    return objections, None


def broken(request: HttpRequest) -> HttpResponse:
    """What is shown when a view fails: a plain 503 if the database is away, else a plain 500."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    name, status = ("503.html", 503) if away else ("500.html", 500)
    response = render(None, name, status=status)
    if away:
        response["Retry-After"] = "30"
    return response
