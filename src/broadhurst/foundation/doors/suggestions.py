"""Suggest the choices of a form as its reader types.

The address is that of the form's own page, with `?suggest=<field>&q=<text>`. A reader who
cannot open the page gets no suggestion. The suggestions are choices of that form, for its actor and
subject. No other address lists names.
"""

from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

from broadhurst.foundation.doors.refusals import keep_opened, was_opened
from broadhurst.foundation.govuk.lookup import Lookup
from broadhurst.foundation.govuk.offered import MOST_MATCHES, offered_by

SUGGEST, TEXT = "suggest", "q"
FOUND_MEANWHILE = "found_meanwhile"


class Suggestions(JsonResponse):
    """The answer to what was typed: pairs of a value and a label, the best match first."""


def asks_for_suggestions(request: HttpRequest) -> bool:
    """Return whether a request wants suggestions in place of the page."""
    return request.method == "GET" and SUGGEST in request.GET


def suggestions(request: HttpRequest, form: BaseForm) -> HttpResponse:
    """Answer at most 20 choices of the field in `?suggest=` that match `?q=`.

    A field that this form does not have, or that is not searched, is not found. The form has to be
    the one of the page, with its choices narrowed.
    """
    field = form.fields.get(request.GET[SUGGEST])
    if field is None or not isinstance(field.widget, Lookup):
        raise Http404
    matches = offered_by(field.widget.choices).matching(request.GET.get(TEXT, ""), MOST_MATCHES)
    return Suggestions({"suggestions": matches})


def keep_for_later(request: HttpRequest, row: Model) -> None:
    """Remember a row found on the way to suggestions, until the answer is known."""
    rows = request.__dict__.setdefault(FOUND_MEANWHILE, [])
    if row not in rows:  # a request that waits for a document finds its row again
        rows.append(row)


def record_what_was_shown(request: Any, answer: HttpResponseBase) -> None:
    """Record the rows found on the way as opened.

    Someone who types a name has usually opened the page before, so suggestions are recorded only if
    the log does not say so already. They can be the names of a record's people. An address with
    `?suggest=` of a page without suggestions shows the page, so it always counts as opened.
    """
    for row in request.__dict__.get(FOUND_MEANWHILE, []):
        if not isinstance(answer, Suggestions) or not was_opened(request.actor, row):
            keep_opened(request.actor, row)
