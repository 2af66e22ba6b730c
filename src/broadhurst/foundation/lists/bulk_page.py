"""The pages of a command on several rows: answers, preview, result. Each is a POST."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.suggestions import asks_for_suggestions, suggestions
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists.bulk import MOST, done_of, rows_named, run_each

STEP, REFS = "step", "refs"
LIST = "list"  # the query of the list that the rows were selected in
PREVIEW, CONFIRM, CHANGE = "preview", "confirm", "change"


def ask_for_each(
    request: ActingRequest,
    form_class: type[CommandForm],
    command: Callable[..., Any],
    *,
    each_form: type[CommandForm],
    rows: QuerySet[Any],
    subject: str,
    back: str,
    **words: str,
) -> HttpResponse:
    """Ask for answers once, say what happens to each row, then run the command on each.

    `form_class` asks for the answers; its subject `chosen` is the rows. `each_form` is the form of
    the command on one row. `words` has the `title`, the `noun` of a row, its plural if that does
    not end in s (`nouns`), and the button (`submit`). It can say what to do `after` it, and `warn`
    before it. `back` is the address of the list; links return to it as it was filtered.

    A form without questions is not shown: the preview comes first.

    With `?suggest=`, it answers suggestions for a field. The rows are then in the address.
    """
    suggests = asks_for_suggestions(request)
    data = request.GET if suggests else request.POST
    refs = list(dict.fromkeys(data.getlist(REFS)))[:MOST]
    step = request.POST.get(STEP, "" if form_class.base_fields else PREVIEW)
    filtered = QueryDict(data.get(LIST, "")).urlencode()
    back = f"{back}?{filtered}" if filtered else back
    words = {"nouns": f"{words['noun']}s"} | words
    context: dict[str, Any] = {"refs": refs, "back": back, "filter": filtered, **words}
    chosen = rows_named(rows, refs)
    if not refs:
        # A page that was opened by its address has asked for nothing wrong.
        status = 422 if request.method == "POST" else 200
        return render(request, "lists/bulk_none.html", context, status=status)
    bound = (data,) if step or suggests else ()
    form = form_class(*bound, actor=request.actor, chosen=chosen)
    if suggests:
        return suggestions(request, form)
    if step not in (PREVIEW, CONFIRM) or not form.is_valid():
        context |= {"form": form, "rows": chosen}
        is_wrong = step in (PREVIEW, CONFIRM)
        return render(request, "lists/bulk_ask.html", context, status=422 if is_wrong else 200)
    results = run_each(
        request.actor,
        command,
        each_form,
        rows=rows,
        refs=refs,
        subject=subject,
        answers=request.POST,
        is_preview=step == PREVIEW,
    )
    done, refused = done_of(results)
    answers = [(field.name, field.value()) for field in form]
    context |= {"results": results, "done": done, "refused": refused, "answers": answers}
    context["summary"] = [(field.label, _in_words(form, field.name)) for field in form]
    page = "lists/bulk_preview.html" if step == PREVIEW else "lists/bulk_result.html"
    return render(request, page, context)


def _in_words(form: CommandForm, name: str) -> str:
    """Return an answer as the officer chose it: the label of a choice, or its text."""
    value, choices = form.cleaned_data[name], getattr(form.fields[name], "choices", ())
    if value in (None, ""):
        return "Not given"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Model):
        return str(value)
    return next((str(label) for key, label in choices if key == value), str(value))
