"""The API of lists: what a room's list operation is made of, and the saved filters."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.foundation.doors import api, downloads, openapi
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.problems import Problem, refuse_query
from broadhurst.foundation.doors.schemas import Schema, items_of
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.bulk import MOST, RowResult, run_each
from broadhurst.foundation.lists.commands.delete_filter import DeleteFilterForm, delete_filter
from broadhurst.foundation.lists.commands.download import download_list
from broadhurst.foundation.lists.commands.save_filter import SaveFilterForm, save_filter
from broadhurst.foundation.lists.copies import Copy
from broadhurst.foundation.lists.declared import SIZES, List
from broadhurst.foundation.lists.models import SavedFilter
from broadhurst.foundation.lists.pages import find_list
from broadhurst.foundation.lists.queries import query_to_open, saved_filters
from broadhurst.foundation.lists.reading import read_page
from broadhurst.foundation.lists.schemas import RowResultOut, SavedFilterOut
from broadhurst.foundation.lists.state import read
from broadhurst.foundation.spreadsheet import FORMATS

router = Router(tags=["lists"])
REFS, PREVIEW, DOWNLOAD = "refs", "preview", "download"
ON_EACH = {
    REFS: {
        "type": "array",
        "items": {"type": "string"},
        "minItems": 1,
        "maxItems": MOST,
        "description": "The references of the rows. Each gets a result.",
    },
    PREVIEW: {"type": "boolean", "description": "Preview the results without changing anything."},
}


def listing(declared: List, summary: str, of: type[Schema]) -> dict[str, Any]:
    """Return Django Ninja's arguments for a list: its sorts, tabs, sizes and filters."""
    parameters: dict[str, Iterable[str] | None] = {
        list_filter.key: list_filter.values()
        if list_filter.choices and not list_filter.from_database
        else None
        for list_filter in declared.filters
    }
    if declared.tabs:
        parameters["tab"] = [tab.key for tab in declared.tabs]
    parameters["sort"] = [way + key for key in declared.sorts() for way in ("", "-")]
    parameters["size"] = [str(size) for size in SIZES]
    files: tuple[str, ...] = ()
    if declared.is_downloaded:
        parameters |= {"columns": None, DOWNLOAD: [*FORMATS]}
        files = (*FORMATS.values(),)
    defaults = {"tab": declared.opens_on}
    return openapi.listing(summary, of, *files, defaults=defaults, **parameters)


def listed(request: ActingRequest, declared: List, as_json: api.AsJson) -> HttpResponseBase:
    """Return one page of a list as JSON, with the same tabs, filters and order as its page.

    With `download`, return all of it as a file. Raises a Problem (422) for a value that does not
    fit.
    """
    state = read(declared, request.GET)
    form = api.chosen(request, DOWNLOAD, FORMATS) if declared.is_downloaded else ""
    if DOWNLOAD in request.GET and not declared.is_downloaded:
        refuse_query(["This list cannot be downloaded."], field=DOWNLOAD)
    if form and not state.problems:
        copy: Copy = downloads.download_or_problem(
            request, download_list, {}, state=state, form=form
        )
        return copy.answer()
    if not state.problems:
        reading = read_page(request.actor, state, request.GET)
        state = reading.state
    if state.problems:
        errors = [{"field": problem.name, "message": problem.message} for problem in state.problems]
        raise Problem(422, "Some answers are not valid", errors=errors)
    return api.page_as_json(request, reading.page, as_json)


def verb_on_each(each_form: type[CommandForm], summary: str) -> dict[str, Any]:
    """Return Django Ninja's arguments for a command on several rows, from its form for one row."""
    described = api.verb(each_form, summary, answer=items_of(RowResultOut))
    for content in described["openapi_extra"]["requestBody"]["content"].values():
        schema = content["schema"]
        schema["properties"] = ON_EACH | schema["properties"]
        schema["required"] = [REFS, *schema["required"]]
    return described


def run_on_each(
    request: ActingRequest,
    each_form: type[CommandForm],
    command: Callable[..., Any],
    *,
    rows: QuerySet[Any],
    subject: str,
) -> HttpResponse:
    """Run a command on each row that the body names, and return a result for each.

    With `preview`, nothing is changed. Raises a Problem (422) if no row is named, too many are, or
    a member of the body is not known.
    """
    body = api.answers(request)
    refs, is_preview = body.pop(REFS, []), body.pop(PREVIEW, False)
    errors = []
    if not isinstance(refs, list) or not 0 < len(refs) <= MOST:
        errors.append({"field": REFS, "message": f"Send a list of 1 to {MOST} references."})
    if unknown := sorted(body.keys() - each_form.base_fields.keys()):
        errors += [{"field": name, "message": "This field does not exist."} for name in unknown]
    if errors:
        raise Problem(422, "Some answers are not valid", errors=errors)
    results = run_each(
        request.actor,
        command,
        each_form,
        rows=rows,
        refs=[str(ref) for ref in refs],
        subject=subject,
        answers=api.query_of(body),
        is_preview=bool(is_preview),
    )
    return api.all_of(results, as_result)


def as_result(result: RowResult) -> RowResultOut:
    return RowResultOut(ref=result.ref, done=result.is_done, objections=list(result.objections))


@router.get(
    "/lists/{key}/filters",
    summary="Your saved filters of a list, and those of your unit",
    response=items_of(SavedFilterOut),
)
def filters(request: ActingRequest, key: str) -> HttpResponse:
    rows = saved_filters(find_list(key).key).select_related("made_by")
    return api.all_of(rows, as_saved_filter)


@router.post(
    "/lists/{key}/filters",
    **api.verb(SaveFilterForm, "Save a filter of a list", 201, answer=SavedFilterOut),
)
def save(request: ActingRequest, key: str) -> HttpResponse:
    listed = find_list(key)
    return api.ask(
        request, SaveFilterForm, save_filter, as_json=as_saved_filter, status=201, listed=listed
    )


@router.post(
    "/lists/filters/{ref}/delete",
    **api.verb(DeleteFilterForm, "Delete a saved filter", answer=SavedFilterOut),
)
def delete(request: ActingRequest, ref: str) -> HttpResponse:
    saved = api.find(request, saved_filters(), ref=ref)
    return api.ask(request, DeleteFilterForm, delete_filter, as_json=as_saved_filter, saved=saved)


def as_saved_filter(saved: SavedFilter) -> SavedFilterOut:
    return SavedFilterOut(
        ref=saved.ref,
        list=saved.list,
        name=saved.name,
        query=query_to_open(saved),
        shared=saved.is_shared,
        made_by=saved.made_by.username,
    )
