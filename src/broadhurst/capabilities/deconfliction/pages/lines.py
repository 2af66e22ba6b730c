"""Pages for several targets at once: enter lines, see what they are, check them, see results."""

from collections.abc import Sequence

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.forms.target import KINDS, MOST_LINES, CheckLinesForm
from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.deconfliction.pages.doors import for_whoever_may
from broadhurst.capabilities.deconfliction.queries.checks import ask_hits_told, hits_told
from broadhurst.capabilities.deconfliction.queries.entries import checks_made
from broadhurst.capabilities.deconfliction.rules.lines import Line, read_line
from broadhurst.capabilities.deconfliction.rules.repeated_lines import repeats
from broadhurst.capabilities.deconfliction.targets.naming import day_in_words
from broadhurst.capabilities.deconfliction.writes.check_lines import LineResult, check_lines
from broadhurst.foundation import clock
from broadhurst.foundation.doors.dispatch import run_command
from broadhurst.foundation.doors.suggestions import asks_for_suggestions, suggestions
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.fields.lines import LONGEST

TITLE = "Check a target"
LEFT_OUT = "leave out"
REPEATED = "This is the same as an earlier line. Choose its kind to check it again."
RESULTS = "checked_lines"  # in the session: no list of targets outlives it


@for_whoever_may("check_lines", TITLE)
def check_lines_page(request: ActingRequest) -> HttpResponse:
    """Ask for lines, show the kind of each, and check them once the officer agrees."""
    if request.method != "POST":
        form = CheckLinesForm(actor=request.actor)
        is_typing = asks_for_suggestions(request)
        return suggestions(request, form) if is_typing else _asked(request, form)
    chosen, left_out = _chosen(request.POST)
    form = CheckLinesForm(chosen, actor=request.actor)
    if request.POST.get("step") == "back":
        again = CheckLinesForm(actor=request.actor)
        again.initial = {
            **chosen.dict(),
            "lines": "\n".join([*chosen.getlist("lines"), *left_out]),
        }
        return _asked(request, again)
    if not form.is_valid():
        return _asked(request, form, status=422)
    lines = [read_line(text, clock.today()) for text in form.cleaned_data["lines"]]
    if request.POST.get("step") != "check":
        places = repeats(lines)
        once = [line for place, line in enumerate(lines) if place not in places]
        repeated = [(lines[place].text, REPEATED) for place in sorted(places)]
        return _previewed(request, form, once, repeated)
    if not all(line.kind for line in lines):
        return _previewed(request, form, lines, [(text, "") for text in left_out], status=422)
    objections, results = run_command(request.actor, check_lines, {}, form)
    if objections:
        form.add_error(None, objections)
        return _asked(request, form, status=409)
    _keep(request, results, left_out)
    return redirect("deconfliction:lines_checked")


def lines_checked_page(request: ActingRequest) -> HttpResponse:
    """Show the results of the lines that were checked last in this session.

    They are kept by receipt, so that the page can be opened again and nothing is checked again.
    They are not shown in another posting.
    """
    kept = request.session.get(RESULTS, {})
    is_theirs = kept.get("posting") == request.actor.posting.pk
    rows: list[list[str]] = kept["rows"] if is_theirs else []
    checks = {
        check.ref: check for check in checks_made().filter(ref__in=[ref for _, ref, _ in rows])
    }
    for check in checks.values():
        ask_hits_told(check)
    results = [
        {
            "text": text,
            "reason": reason,
            "made": checks.get(ref),
            "hits": hits_told(checks[ref]) if ref in checks else (),
        }
        for text, ref, reason in rows
    ]
    context = {
        "title": "Results",
        "results": results,
        "caveat": next((check.caveat for check in checks.values()), ""),
    }
    return render(request, "deconfliction/lines_checked.html", context)


def _keep(request: ActingRequest, results: Sequence[LineResult], left_out: Sequence[str]) -> None:
    """Keep the results in the session: the text of each line, its receipt, or why it has none."""
    rows = [
        (result.line.text, result.made.ref if result.made else "", result.reason)
        for result in results
    ]
    rows += [(text, "", "You left this line out.") for text in left_out]
    request.session[RESULTS] = {"posting": request.actor.posting.pk, "rows": rows}


def _chosen(posted: QueryDict) -> tuple[QueryDict, list[str]]:
    """Return the answers with the lines of the preview, and the lines that were left out.

    Each line begins with the kind that was chosen. The form limits the lines, and the same limits
    are kept here for those left out, because the session keeps both.
    """
    preview = list(zip(posted.getlist("text"), posted.getlist("kind"), strict=False))
    answers = posted.copy()
    if preview:
        lines = [
            f"{kind}: {text}" if kind in KINDS else text
            for text, kind in preview
            if kind != LEFT_OUT
        ]
        answers.setlist("lines", lines)
    left_out = [text[:LONGEST] for text, kind in preview if kind == LEFT_OUT]
    return answers, left_out[:MOST_LINES]


def _asked(request: ActingRequest, form: CheckLinesForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "title": TITLE,
        "submit": "Continue",
        "intro": "Each line is entered for your unit and compared with what every other unit has "
        "entered. A hit tells both units who to contact, and nothing else. Never enter a victim "
        "or a witness.",
        "above": "deconfliction/_field_by_field.html",
        "back": reverse("deconfliction:entered"),
    }
    return render(request, "govuk/ask.html", context, status=status)


def _previewed(
    request: ActingRequest,
    form: CheckLinesForm,
    lines: Sequence[Line],
    left_out: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    """Show each line with its kind. With 422, the lines without one are errors.

    `left_out` has the lines that are not to be checked, with the reason to show.
    """
    context = {
        "title": "Check what each line is",
        "form": form,
        "lines": [(line, day_in_words(line.born) if line.born else "") for line in lines],
        "lines_left_out": left_out,
        "kinds": [(kind, Kind(kind).label) for kind in KINDS],
        "left_out": LEFT_OUT,
        "kept": [field for field in form if field.name != "lines"],
        "is_wrong": status != 200,
        "back": reverse("deconfliction:check_lines"),
    }
    return render(request, "deconfliction/lines_preview.html", context, status=status)
