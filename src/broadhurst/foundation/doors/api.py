"""The JSON door: the same forms, the same commands, the same objections."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import RequestDataTooBig
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils.datastructures import MultiValueDict

from broadhurst.foundation.doors.asking import Ask, asked_at
from broadhurst.foundation.doors.attempts import attempt, hold, look_for
from broadhurst.foundation.doors.described import listing, refusing, takes_several, verb
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.standing import as_it_stands
from broadhurst.foundation.doors.wall import ActingRequest

__all__ = [
    "AsJson",
    "Files",
    "answer",
    "answers",
    "ask",
    "chosen",
    "find",
    "listed",
    "listing",
    "query_of",
    "refusing",
    "sent",
    "verb",
]

Row = TypeVar("Row", bound=Model)
Files = MultiValueDict[str, Any]
AsJson = Callable[[Any], dict[str, Any]]
NEXT = "Take the address in “next” as it is. Without “after” the list begins at the top."


def find(request: ActingRequest, rows: QuerySet[Row], **which: object) -> Row:
    """The row, if this actor may see it; otherwise 404. Either is recorded."""
    row = look_for(request.actor, rows, which, to_read=request.method == "GET")
    if row is None:
        raise Http404
    return row


def ask(
    request: ActingRequest,
    form_class: type[Ask],
    then: Callable[..., Any],
    *,
    as_json: AsJson,
    status: int = 200,
    body: tuple[QueryDict, Files] | None = None,
    **subject: Any,
) -> HttpResponse:
    """Run a command with a body that answers its form: JSON, or multipart where it asks for a file.

    `body` is given by an endpoint that has read it in its own way. Of a form that keeps, a member
    that is not sent stays as it is; null or false clears it.
    409 carries the objections, 422 the answers that do not fit, 415 and 413 a body that is not
    JSON or too large.
    """
    given, files = body or sent(request, form_class)
    if form_class.keeps:
        given, subject = _with_what_is_kept(request, form_class, then, given, files, subject)
    form = form_class(given, files, actor=request.actor, **subject)
    if strangers := {*given, *files} - form.fields.keys():
        raise Problem(422, "Some answers do not fit", errors=_strangers(strangers))
    if errors := _lists(given, form):
        raise Problem(422, "Some answers do not fit", errors=errors)
    if not form.is_valid():
        raise Problem(422, "Some answers do not fit", errors=_errors(form))
    objections, outcome = attempt(request.actor, then, subject, form)
    if objections:
        raise _refused(form, objections)
    return JsonResponse(as_json(outcome), status=status)


def listed(
    request: ActingRequest,
    rows: QuerySet[Row],
    *,
    by: str,
    as_json: AsJson,
    with_each: Callable[[Sequence[Row]], None] | None = None,
) -> HttpResponse:
    """A page of rows by key, with the address of the next.

    `with_each` adds to the rows of the page what one more query finds for all of them.

    A program that was shown the top again for a cursor that is none would go round for ever.
    """
    page = page_by_key(rows, request.GET, by=by)
    if request.GET.get("after") and page.is_first:
        raise Problem(422, "Some answers do not fit", errors=[{"field": "after", "message": NEXT}])
    if with_each:
        with_each(page.rows)
    following = request.GET.copy()
    following["after"] = page.next or ""
    href = f"{request.path}?{following.urlencode()}" if page.next else None
    return JsonResponse({"items": [as_json(row) for row in page.rows], "next": href})


def chosen(request: HttpRequest, name: str, values: Iterable[str]) -> str:
    """By what a list is filtered, as `listing` describes it; "" where it is not."""
    given = request.GET.get(name, "")
    if given and given not in (known := [*values]):
        errors = [{"field": name, "message": f"Choose one of: {', '.join(known)}."}]
        raise Problem(422, "Some answers do not fit", errors=errors)
    return given


def answer(body: dict[str, Any], status: int = 200) -> HttpResponse:
    """A JSON answer."""
    return JsonResponse(body, status=status)


def sent(request: HttpRequest, form_class: type[Ask]) -> tuple[QueryDict, Files]:
    """The answers and the files of a body."""
    asks_for_files = any(isinstance(f, forms.FileField) for f in form_class.base_fields.values())
    if asks_for_files and request.content_type == "multipart/form-data":
        return request.POST, request.FILES
    return query_of(answers(request)), MultiValueDict()


def answers(request: HttpRequest) -> dict[str, Any]:
    """The body's JSON object, whose members answer a form."""
    if request.content_type != "application/json":
        raise Problem(415, "Send JSON", "Set Content-Type to application/json.")
    try:
        given = json.loads(request.body or b"{}")
    except RequestDataTooBig as big:
        raise Problem(413, "Too large", "Send less than 1 MB.") from big
    except (ValueError, RecursionError) as bad:
        raise Problem(422, "Not JSON", "The body could not be read as JSON.") from bad
    if not isinstance(given, dict):
        raise Problem(422, "Not an object", "Send one JSON object of flat answers.")
    errors = [
        {"field": name, "message": "Send text, a number, true, false, null or a list of these."}
        for name, value in given.items()
        if not _is_flat(value)
    ]
    if errors:
        raise Problem(422, "Some answers do not fit", errors=errors)
    return given


def query_of(given: Mapping[str, Any]) -> QueryDict:
    """Flat answers as a form's data."""
    data = QueryDict(mutable=True)
    for name, value in given.items():
        if isinstance(value, list | tuple):
            data.setlist(name, [_text(item) for item in value])
        elif value is not None and value is not False:
            data[name] = _text(value)
    return data


def _with_what_is_kept(
    request: ActingRequest,
    form_class: type[Ask],
    then: Callable[..., Any],
    given: QueryDict,
    files: Files,
    subject: dict[str, Any],
) -> tuple[QueryDict, dict[str, Any]]:
    """The answers with what is kept for those not sent, and the subject, behind its locks."""
    objections, subject = hold(request.actor, then, subject, form_class)
    if objections:
        raise Problem(409, "Refused", " ".join(objections), [{"message": m} for m in objections])
    told: dict[str, Any] = {**given, **files}
    if request.content_type == "application/json":
        told |= {k: "" if v is None else v for k, v in answers(request).items()}
    stands = query_of(as_it_stands(form_class(actor=request.actor, **subject), told))
    merged = given.copy()
    for name, values in stands.lists():
        merged.setlist(name, values)
    return merged, subject


def _refused(form: Ask, objections: Sequence[str]) -> Problem:
    errors = [_refusal(form, objection) for objection in objections]
    return Problem(409, "Refused", " ".join(objections), errors)


def _is_flat(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str | int | float) for item in value)
    return value is None or isinstance(value, str | int | float)


def _text(value: object) -> str:
    return "on" if value is True else str(value)


def _strangers(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"field": name, "message": "This field does not exist."} for name in sorted(names)]


def _lists(given: QueryDict, form: forms.Form) -> list[dict[str, str]]:
    """Of a list that is sent where one answer is asked for the last alone would be kept."""
    return [
        {"field": name, "message": "Send one answer, and not a list."}
        for name, many in given.lists()
        if len(many) > 1 and not takes_several(form.fields[name])
    ]


def _refusal(form: Ask, objection: str) -> dict[str, str]:
    field = asked_at(form, objection)
    return {"message": objection} | ({"field": field} if field else {})


def _errors(form: forms.Form) -> list[dict[str, str]]:
    return [
        {"field": field, "message": message}
        for field, messages in form.errors.items()
        for message in (str(m) for m in messages)
    ]
