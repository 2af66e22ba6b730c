"""Helpers for JSON endpoints: the same forms, commands and refusals as the pages."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import RequestDataTooBig
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils.datastructures import MultiValueDict

from broadhurst.foundation.doors.command_form import CommandForm, asked_at
from broadhurst.foundation.doors.dispatch import find_visible, hold, run_command
from broadhurst.foundation.doors.openapi import file, listing, refusing, takes_several, verb
from broadhurst.foundation.doors.optimistic_lock import as_it_stands
from broadhurst.foundation.doors.paging import Page, page_by_key
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.schemas import Schema, items_of, schema_of
from broadhurst.foundation.doors.wall import ActingRequest

__all__ = [
    "AsJson",
    "Files",
    "all_of",
    "answer",
    "answers",
    "ask",
    "chosen",
    "file",
    "find",
    "items_of",
    "listed",
    "listing",
    "page_as_json",
    "query_of",
    "read_body",
    "refusing",
    "schema_of",
    "verb",
]

Row = TypeVar("Row", bound=Model)
Files = MultiValueDict[str, Any]
AsJson = Callable[[Any], Schema]
NEXT = "Use the address in “next” as it is. Leave out “after” to start at the beginning."


def find(request: ActingRequest, rows: QuerySet[Row], **lookup: object) -> Row:
    """Return the row that matches `lookup`; raise Http404 if the actor cannot see one.

    Both outcomes are recorded.
    """
    row = find_visible(request.actor, rows, lookup, to_read=request.method == "GET")
    if row is None:
        raise Http404
    return row


def ask(
    request: ActingRequest,
    form_class: type[CommandForm],
    command: Callable[..., Any],
    *,
    as_json: AsJson,
    status: int = 200,
    body: tuple[QueryDict, Files] | None = None,
    **subject: Any,
) -> HttpResponse:
    """Validate a request body with a form, run the command and return the outcome as JSON.

    The body is JSON, or multipart if the form has a file field. An endpoint that parses its body
    itself passes it as `body`. If the form prefills, a field left out keeps its value,
    and null or false clears it.

    Raises a Problem: 409 with the objections, 422 with the invalid answers, 415 for a body that is
    not JSON, 413 for one that is too large.
    """
    data, files = body or read_body(request, form_class)
    if form_class.prefills:
        data, subject = _with_what_is_kept(request, form_class, command, data, files, subject)
    form = form_class(data, files, actor=request.actor, **subject)
    if unknown := {*data, *files} - form.fields.keys():
        raise Problem(422, "Some answers are not valid", errors=_unknown_fields(unknown))
    if errors := _unexpected_lists(data, form):
        raise Problem(422, "Some answers are not valid", errors=errors)
    if not form.is_valid():
        raise Problem(422, "Some answers are not valid", errors=_errors(form))
    objections, outcome = run_command(request.actor, command, subject, form)
    if objections:
        raise _refused(form, objections)
    return answer(as_json(outcome), status)


def listed(
    request: ActingRequest,
    rows: QuerySet[Row],
    *,
    by: str,
    as_json: AsJson,
) -> HttpResponse:
    """Return one page of rows as JSON, with the URL of the next page.

    A list with tabs, filters or a choice of order is a `List`: use `lists.api.listed`.

    Raises a Problem (422) for an invalid cursor.
    """
    return page_as_json(request, page_by_key(rows, request.GET, by=by), as_json)


def page_as_json(request: HttpRequest, page: Page[Any], as_json: AsJson) -> HttpResponse:
    """Return a page of a list as JSON, with the URL of the next page.

    Raises a Problem (422) for an invalid cursor. A program that got the first page instead would
    loop for ever.
    """
    if request.GET.get("after") and page.is_first:
        errors = [{"field": "after", "message": NEXT}]
        raise Problem(422, "Some answers are not valid", errors=errors)
    following = request.GET.copy()
    following["after"] = page.next or ""
    href = f"{request.path}?{following.urlencode()}" if page.next else None
    return JsonResponse({"items": [_dumped(as_json(row)) for row in page.rows], "next": href})


def chosen(request: HttpRequest, name: str, values: Iterable[str]) -> str:
    """Return the value of a list's filter (see `listing`), or "".

    Raises a Problem (422) if the value is not one of `values`.
    """
    value = request.GET.get(name, "")
    if value and value not in (valid := [*values]):
        errors = [{"field": name, "message": f"Choose one of: {', '.join(valid)}."}]
        raise Problem(422, "Some answers are not valid", errors=errors)
    return value


def answer(body: Schema, status: int = 200) -> HttpResponse:
    """Return a JSON response."""
    return JsonResponse(_dumped(body), status=status)


def all_of(rows: Iterable[Any], as_json: AsJson) -> HttpResponse:
    """Return a whole list as JSON."""
    return JsonResponse({"items": [_dumped(as_json(row)) for row in rows]})


def _dumped(body: Schema) -> dict[str, Any]:
    """Return the values as JSON, without optional fields that were not set."""
    return body.model_dump(exclude_unset=True)


def read_body(request: HttpRequest, form_class: type[CommandForm]) -> tuple[QueryDict, Files]:
    """Return the answers and the files of a request body."""
    has_files = any(isinstance(f, forms.FileField) for f in form_class.base_fields.values())
    if has_files and request.content_type == "multipart/form-data":
        return request.POST, request.FILES
    return query_of(answers(request)), MultiValueDict()


def answers(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON object of a request body; its members are a form's answers.

    Raises a Problem: 415 or 422 if it is not a JSON object of flat values, 413 if it is too large.
    """
    if request.content_type != "application/json":
        raise Problem(415, "Send JSON", "Set Content-Type to application/json.")
    try:
        body = json.loads(request.body or b"{}")
    except RequestDataTooBig as big:
        raise Problem(413, "Too large", "Send less than 1 MB.") from big
    except (ValueError, RecursionError) as bad:
        raise Problem(422, "Not JSON", "The body could not be read as JSON.") from bad
    if not isinstance(body, dict):
        raise Problem(422, "Not an object", "Send one JSON object of flat answers.")
    errors = [
        {"field": name, "message": "Send text, a number, true, false, null or a list of these."}
        for name, value in body.items()
        if not _is_flat(value)
    ]
    if errors:
        raise Problem(422, "Some answers are not valid", errors=errors)
    return body


def query_of(answers: Mapping[str, Any]) -> QueryDict:
    """Return answers by question as the data of a form; None and False are left out."""
    data = QueryDict(mutable=True)
    for name, value in answers.items():
        if isinstance(value, list | tuple):
            data.setlist(name, [_text(item) for item in value])
        elif value is not None and value is not False:
            data[name] = _text(value)
    return data


def _with_what_is_kept(
    request: ActingRequest,
    form_class: type[CommandForm],
    command: Callable[..., Any],
    data: QueryDict,
    files: Files,
    subject: dict[str, Any],
) -> tuple[QueryDict, dict[str, Any]]:
    """Lock the subject, and add its current values for the fields that were not sent."""
    objections, subject = hold(request.actor, command, subject, form_class)
    if objections:
        raise Problem(409, "Refused", " ".join(objections), [{"message": m} for m in objections])
    submitted: dict[str, Any] = {**data, **files}
    if request.content_type == "application/json":
        submitted |= {k: "" if v is None else v for k, v in answers(request).items()}
    current = query_of(as_it_stands(form_class(actor=request.actor, **subject), submitted))
    merged = data.copy()
    for name, values in current.lists():
        merged.setlist(name, values)
    return merged, subject


def _refused(form: CommandForm, objections: Sequence[str]) -> Problem:
    errors = [_refusal(form, objection) for objection in objections]
    return Problem(409, "Refused", " ".join(objections), errors)


def _is_flat(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str | int | float) for item in value)
    return value is None or isinstance(value, str | int | float)


def _text(value: object) -> str:
    return "on" if value is True else str(value)


def _unknown_fields(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"field": name, "message": "This field does not exist."} for name in sorted(names)]


def _unexpected_lists(data: QueryDict, form: forms.Form) -> list[dict[str, str]]:
    """Return an error for each list sent to a field that takes one answer.

    Without it the form would silently use the last value.
    """
    return [
        {"field": name, "message": "Send one answer, and not a list."}
        for name, values in data.lists()
        if len(values) > 1 and not takes_several(form.fields[name])
    ]


def _refusal(form: CommandForm, objection: str) -> dict[str, str]:
    field = asked_at(form, objection)
    return {"message": objection} | ({"field": field} if field else {})


def _errors(form: forms.Form) -> list[dict[str, str]]:
    return [
        {"field": field, "message": message}
        for field, messages in form.errors.items()
        for message in (str(m) for m in messages)
    ]
