"""The page of a list, and its download."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from broadhurst.foundation.access.prepared_query import sent_ahead
from broadhurst.foundation.access.reach import ask_reach
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.doors.refusals import keep_refusal
from broadhurst.foundation.doors.suggestions import (
    SUGGEST,
    TEXT,
    Suggestions,
    asks_for_suggestions,
)
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.offered import MOST_MATCHES, MOST_OPTIONS, Listed
from broadhurst.foundation.lists.commands.download import download_list
from broadhurst.foundation.lists.declared import List
from broadhurst.foundation.lists.queries import ask_filters
from broadhurst.foundation.lists.reading import read_page
from broadhurst.foundation.lists.shown import Shown
from broadhurst.foundation.lists.state import choices_to_filter_by, read, starts_from_dossiers
from broadhurst.foundation.spreadsheet import FORMATS
from broadhurst.foundation.workflow import Refused


def show(request: ActingRequest, declared: List, template: str, **context: Any) -> HttpResponseBase:
    """Show a page of a list, or download the list if the address asks for a file.

    The template includes `lists/list.html`. It gets the list as `shown`, and its rows as `page`.
    With `?suggest=`, it answers the choices of a filter that match `?q=`.
    """
    if asks_for_suggestions(request):
        return _suggested(request, declared)
    state, problem = read(declared, request.GET), ""
    form = request.GET.get("download", "")
    if form in FORMATS and declared.is_downloaded and request.method == "GET":
        try:
            return download_list(actor=request.actor, state=state, form=form).answer()
        except Refused as refused:
            keep_refusal(request.actor, "download_list", {}, refused.objections)
            problem = " ".join(refused.objections)
    with sent_ahead(_asks_of(request, declared)):
        reading = read_page(request.actor, state, request.GET)
        page = reading.page
        shown = Shown(
            reading,
            after="" if page.is_first else request.GET["after"],
            all_selected="selected" in request.GET,
            problem=problem,
        )
        return render(request, template, {**context, "page": page, "shown": shown})


def _asks_of(request: ActingRequest, declared: List) -> list[Ask]:
    """Return the statements that every page of a list sends."""
    filters = ask_filters(declared.key)
    if starts_from_dossiers(declared, declared.rows(request.actor)):
        return [ask_reach(), filters]
    return [filters]


def _suggested(request: ActingRequest, declared: List) -> HttpResponse:
    choices = choices_to_filter_by(declared, request.GET[SUGGEST])
    if choices is None or len(choices) <= MOST_OPTIONS:
        raise Http404
    matches = Listed(choices).matching(request.GET.get(TEXT, ""), MOST_MATCHES)
    return Suggestions({"suggestions": matches})
