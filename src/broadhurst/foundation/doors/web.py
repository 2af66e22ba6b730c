"""Helpers for pages: find a row, show a form, run its command, redirect."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from broadhurst.foundation.access.prepared_query import sent_ahead
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.database.prepared import pipelined
from broadhurst.foundation.doors import drafts
from broadhurst.foundation.doors.another import begin_next, next_address
from broadhurst.foundation.doors.check_answers import (
    AND_THEN,
    CHANGE,
    CHECK,
    CHECK_ANSWERS,
    must_be_checked,
    shown_to_check,
)
from broadhurst.foundation.doors.command_form import CommandForm, asked_at
from broadhurst.foundation.doors.dispatch import (
    Findable,
    find_visible,
    run_command,
    run_command_if_unchanged,
)
from broadhurst.foundation.doors.may_open import objections_to_opening, refusal
from broadhurst.foundation.doors.optimistic_lock import AS_SHOWN, form_version
from broadhurst.foundation.doors.own_words import own_words
from broadhurst.foundation.doors.question_pages import Asking, asks_one_by_one
from broadhurst.foundation.doors.suggestions import (
    asks_for_suggestions,
    keep_for_later,
    suggestions,
)
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.drafts.store import drop

Row = TypeVar("Row", bound=Model)
ASK = "govuk/ask.html"
PREVIEW = "preview"  # the button that shows a form again with a preview of what is typed


def find(request: ActingRequest, rows: Findable[Row], **lookup: object) -> Row:
    """Return the row that matches `lookup`; raise Http404 if the actor cannot see one.

    Both outcomes are recorded. A page that is read often can give a prepared query.
    """
    suggests = asks_for_suggestions(request)
    to_read = request.method == "GET" and not suggests
    row = find_visible(request.actor, rows, lookup, to_read=to_read)
    if row is None:
        raise Http404
    if suggests:
        keep_for_later(request, row)
    return row


@contextmanager
def found(
    request: ActingRequest,
    rows: Findable[Row],
    asks: Callable[[Row], Iterable[Ask]],
    **lookup: object,
) -> Iterator[Row]:
    """Find a row as `find` does, for a block that shows it and only reads.

    The statements that the block needs for the row are sent ahead, together with the log.
    """
    with ExitStack() as ahead:
        with pipelined():
            row = find(request, rows, **lookup)
            ahead.enter_context(sent_ahead(asks(row)))
        yield row


def ask(
    request: ActingRequest,
    form_class: type[CommandForm],
    command: Callable[..., Any],
    *,
    title: str,
    go_to: str | Callable[[Any], str],
    done: str | Callable[[Any], str],
    submit: str = "Continue",
    template: str = ASK,
    context: dict[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    another: tuple[str, ...] | None = None,
    **subject: Any,
) -> HttpResponse:
    """Show a form, and run its command when valid answers are submitted.

    The page names the record in its caption, and links back to `go_to`. `initial` prefills answers,
    for example from the URL. `another` offers to add another record afterwards, and names the
    answers that the next form keeps. `checks` or `danger` in `context` shows the answers to be
    checked before the command runs. An occasional user gets one question a page.

    Somebody who cannot send it, whatever they answer, gets the reasons instead (`may_open.py`).
    With `?suggest=`, it answers suggestions for a field of the form instead.

    The status is 200 for the form, 422 for invalid answers and 409 for objections to valid answers.
    The form always keeps what was typed. Success redirects to `go_to` with the message `done`.
    """
    back = (context or {}).get("back") or (go_to if isinstance(go_to, str) else "")
    is_sent = request.method == "POST"
    if not is_sent and (why_not := objections_to_opening(request.actor, command, subject)):
        caption = (context or {}).get("caption") or caption_of(subject)
        return refusal(request, own_words(title, subject), why_not, back, caption=caption)
    if asks_for_suggestions(request):
        return suggestions(request, form_class(request.GET, actor=request.actor, **subject))
    bound = (request.POST, request.FILES) if is_sent else ()
    form = form_class(*bound, actor=request.actor, **subject)
    form.initial = dict(initial or {})
    is_next = another is not None and begin_next(request, form, another)
    page_context = {
        "form": form,
        "title": own_words(title, subject),
        "submit": own_words(submit, subject),
        "caption": caption_of(subject),
        "back": back,
        "another": another is not None,
        "is_next": is_next,
        "as_shown": _as_shown(request, form),
        **subject,
        **(context or {}),
    }
    page_context["intro"] = own_words(page_context.get("intro", ""), subject)
    page_context["checks"] = must_be_checked(form, page_context)
    if template == ASK and another is None and asks_one_by_one(form):
        return _ask_one_by_one(Asking(request, form, page_context), command, go_to, done)
    page_context |= drafts.offer(request, form)
    if response := _before_sending(request, form, template, page_context, title):
        return response
    is_valid = form.is_valid()
    if is_valid and request.POST.get(AND_THEN) == CHECK:
        return render(request, CHECK_ANSWERS, page_context | shown_to_check(request, form))
    objections, outcome = _tried(request, form, command) if is_valid else ([], None)
    if form.errors:
        return render(request, template, page_context, status=409 if objections else 422)
    drafts.delete_sent(request, form)
    _tell(request, done, outcome, subject)
    return redirect(next_address(request, another, go_to(outcome) if callable(go_to) else go_to))


def _before_sending(
    request: ActingRequest, form: CommandForm, template: str, context: dict[str, Any], title: str
) -> HttpResponse | None:
    """Show the form, or save its draft, unless its answers are sent."""
    if not form.is_bound:
        return render(request, template, context)
    if response := drafts.save_if_asked(request, form, title):
        return response
    pressed = request.POST.get(AND_THEN, "")
    if pressed not in (CHANGE, drafts.SAVE, PREVIEW):
        return None
    return render(request, template, context, status=_status_when_shown_again(form, pressed))


def _ask_one_by_one(
    asking: Asking,
    command: Callable[..., Any],
    go_to: str | Callable[[Any], str],
    done: str | Callable[[Any], str],
) -> HttpResponse:
    """Answer with a page of the form, and run its command when all answers are submitted."""
    request, form = asking.request, asking.form
    if response := asking.answer():
        return response
    objections, outcome = _tried(request, form, command) if form.is_valid() else ([], None)
    if form.errors:
        asking.keep_refused()
        status = 409 if objections else 422
        return render(request, CHECK_ANSWERS, asking.context, status=status)
    drop(request.actor, request.path)
    _tell(request, done, outcome, form.subject)
    return redirect(go_to(outcome) if callable(go_to) else go_to)


def _tell(
    request: ActingRequest, done: str | Callable[[Any], str], outcome: Any, subject: dict[str, Any]
) -> None:
    """Show what was done on the next page."""
    messages.success(request, own_words(done(outcome) if callable(done) else done, subject))


def _status_when_shown_again(form: CommandForm, pressed: str) -> int:
    """Return 409 if the answers have errors, or 422 if a preview lacks an answer that it needs."""
    if pressed == PREVIEW:
        form.leave_unchecked()
        return 422 if form.errors else 200
    return 409 if form.errors else 200


def _as_shown(request: ActingRequest, form: CommandForm) -> dict[str, str] | None:
    """Return the hidden input with the version of a prefilled form. A preview keeps it."""
    if not form.prefills:
        return None
    is_preview = request.POST.get(AND_THEN) == PREVIEW
    version = request.POST.get(AS_SHOWN) if is_preview else None
    return {"name": AS_SHOWN, "value": version or form_version(form)}


def caption_of(subject: Mapping[str, Any]) -> str:
    """Return the caption of a form's record: its `caption`, or its text, with the name of its OCG.

    An OCG that the reader cannot see is not named.
    """
    row = next((row for row in subject.values() if isinstance(row, Model)), None)
    if row is None:
        return ""
    words = str(getattr(row, "caption", row))
    try:
        name = getattr(getattr(row, "ocg", None), "name", "")
    except ObjectDoesNotExist:
        return words
    return f"{name}, {words}" if name and name not in words else words


def _tried(
    request: ActingRequest, form: CommandForm, command: Callable[..., Any]
) -> tuple[list[str], Any]:
    """Run the command of a valid form, and add its objections. Return (objections, outcome)."""
    actor, subject = request.actor, form.subject
    if form.prefills and (version := request.POST.get(AS_SHOWN)):
        objections, outcome = run_command_if_unchanged(actor, command, subject, form, version)
    else:
        objections, outcome = run_command(actor, command, subject, form)
    for objection in objections:
        form.add_error(asked_at(form, objection) or None, objection)
    return objections, outcome


def verb(
    form_class: type[CommandForm],
    command: Callable[..., Any],
    about: Callable[[ActingRequest, str], dict[str, Any]],
    title: str,
    submit: str,
    done: str | Callable[[Any], str],
    **context: Any,
) -> Callable[[ActingRequest, str], HttpResponse]:
    """Make the page of a command on one row.

    `about` finds the row by its reference. It returns the command's subject and the other keyword
    arguments of `ask`. `context` is added to its context, like `intro` or `danger`.
    """

    def page(request: ActingRequest, ref: str) -> HttpResponse:
        arguments = about(request, ref)
        arguments["context"] = {**(arguments.get("context") or {}), **context}
        return ask(request, form_class, command, title=title, submit=submit, done=done, **arguments)

    return page
