"""The page's door: find a row, ask a form, run a command, answer."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from broadhurst.foundation.doors.asking import Ask, asked_at
from broadhurst.foundation.doors.attempts import attempt, attempt_as_shown, look_for
from broadhurst.foundation.doors.standing import AS_SHOWN, mark_of
from broadhurst.foundation.doors.wall import ActingRequest

Row = TypeVar("Row", bound=Model)


def find(request: ActingRequest, rows: QuerySet[Row], **which: object) -> Row:
    """The row, if this actor may see it; otherwise it is not found. Either is recorded."""
    row = look_for(request.actor, rows, which, to_read=request.method == "GET")
    if row is None:
        raise Http404
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
        objections: list[str] = []
        if form.is_valid():
            objections, outcome = _tried(request, form, then, subject)
            for objection in objections:
                form.add_error(asked_at(form, objection) or None, objection)
        if not form.errors:
            messages.success(request, done(outcome) if callable(done) else done)
            return redirect(go_to(outcome) if callable(go_to) else go_to)
        status = 409 if objections else 422
    shown = {"form": form, "title": title, "submit": submit, **subject, **(context or {})}
    if form_class.keeps:
        shown["as_shown"] = {"name": AS_SHOWN, "value": mark_of(form)}
    return render(request, template, shown, status=status)


def _tried(
    request: ActingRequest, form: Ask, then: Callable[..., Any], subject: dict[str, Any]
) -> tuple[list[str], Any]:
    """The objections to a form's answers, which fit, or what came of them."""
    if form.keeps and (shown := request.POST.get(AS_SHOWN)):
        return attempt_as_shown(request.actor, then, subject, form, shown)
    return attempt(request.actor, then, subject, form)


def verb(
    form_class: type[Ask],
    then: Callable[..., Any],
    about: Callable[[ActingRequest, str], dict[str, Any]],
    title: str,
    submit: str,
    done: str | Callable[[Any], str],
) -> Callable[[ActingRequest, str], HttpResponse]:
    """The page of a verb on a row found by its reference.

    `about` finds the row; it gives the command's subject with what `ask` shows around the form.
    """

    def page(request: ActingRequest, ref: str) -> HttpResponse:
        given = about(request, ref)
        return ask(request, form_class, then, title=title, submit=submit, done=done, **given)

    return page
