"""Helpers for pages: find a row, show a form, run its command, redirect."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from broadhurst.foundation.doors.command_form import CommandForm, asked_at
from broadhurst.foundation.doors.dispatch import find_visible, run_command, run_command_if_unchanged
from broadhurst.foundation.doors.optimistic_lock import AS_SHOWN, form_version
from broadhurst.foundation.doors.suggestions import (
    asks_for_suggestions,
    keep_for_later,
    suggestions,
)
from broadhurst.foundation.doors.wall import ActingRequest

Row = TypeVar("Row", bound=Model)


def find(request: ActingRequest, rows: QuerySet[Row], **lookup: object) -> Row:
    """Return the row that matches `lookup`; raise Http404 if the actor cannot see one.

    Both outcomes are recorded.
    """
    suggests = asks_for_suggestions(request)
    to_read = request.method == "GET" and not suggests
    row = find_visible(request.actor, rows, lookup, to_read=to_read)
    if row is None:
        raise Http404
    if suggests:
        keep_for_later(request, row)
    return row


def ask(
    request: ActingRequest,
    form_class: type[CommandForm],
    then: Callable[..., Any],
    *,
    title: str,
    go_to: str | Callable[[Any], str],
    done: str | Callable[[Any], str],
    submit: str = "Continue",
    template: str = "govuk/ask.html",
    context: dict[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    **subject: Any,
) -> HttpResponse:
    """Show a form, and run its command when valid answers are submitted.

    The page names the record in its caption, and links back to `go_to`. `initial` prefills answers,
    for example from the URL.

    With `?suggest=`, it answers suggestions for a field of the form instead.

    The status is 200 for the form, 422 for invalid answers and 409 for objections to valid answers.
    The form always keeps what was typed. Success redirects to `go_to` with the message `done`.
    """
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_class(*bound, actor=request.actor, **subject)
    if asks_for_suggestions(request):
        return suggestions(request, form)
    form.initial = dict(initial or {})
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
    page_context = {
        "form": form,
        "title": title,
        "submit": submit,
        "caption": caption_of(subject),
        "back": go_to if isinstance(go_to, str) else "",
        **subject,
        **(context or {}),
    }
    if form_class.prefills:
        page_context["as_shown"] = {"name": AS_SHOWN, "value": form_version(form)}
    return render(request, template, page_context, status=status)


def caption_of(subject: Mapping[str, Any]) -> str:
    """Return the caption of a form's record: its `caption`, or its text."""
    row = next((row for row in subject.values() if isinstance(row, Model)), None)
    return str(getattr(row, "caption", row)) if row else ""


def _tried(
    request: ActingRequest, form: CommandForm, then: Callable[..., Any], subject: dict[str, Any]
) -> tuple[list[str], Any]:
    """Run the command of a valid form. Return (objections, outcome)."""
    if form.prefills and (shown := request.POST.get(AS_SHOWN)):
        return run_command_if_unchanged(request.actor, then, subject, form, shown)
    return run_command(request.actor, then, subject, form)


def verb(
    form_class: type[CommandForm],
    then: Callable[..., Any],
    about: Callable[[ActingRequest, str], dict[str, Any]],
    title: str,
    submit: str,
    done: str | Callable[[Any], str],
) -> Callable[[ActingRequest, str], HttpResponse]:
    """Make the page of a command on one row.

    `about` finds the row by its reference. It returns the command's subject and the other keyword
    arguments of `ask`.
    """

    def page(request: ActingRequest, ref: str) -> HttpResponse:
        arguments = about(request, ref)
        return ask(request, form_class, then, title=title, submit=submit, done=done, **arguments)

    return page
