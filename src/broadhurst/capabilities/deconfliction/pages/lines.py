"""Pages for several targets at once: enter lines, see what they are, check them."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.forms.target import KINDS, CheckLinesForm
from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.deconfliction.pages.doors import for_whoever_may
from broadhurst.capabilities.deconfliction.queries.checks import hits_told
from broadhurst.capabilities.deconfliction.rules.lines import Line, read_line
from broadhurst.capabilities.deconfliction.targets.naming import day_in_words
from broadhurst.capabilities.deconfliction.writes.check_lines import check_lines
from broadhurst.foundation import clock
from broadhurst.foundation.doors.dispatch import run_command
from broadhurst.foundation.doors.wall import ActingRequest

TITLE = "Check a target"
LEFT_OUT = "leave out"


@for_whoever_may("check_lines", TITLE)
def check_lines_page(request: ActingRequest) -> HttpResponse:
    """Ask for lines, show the kind of each, and check them once the officer agrees."""
    if request.method != "POST":
        return _asked(request, CheckLinesForm(actor=request.actor))
    chosen = _chosen(request.POST)
    form = CheckLinesForm(chosen, actor=request.actor)
    if request.POST.get("step") == "back":
        again = CheckLinesForm(actor=request.actor)
        again.initial = {**chosen.dict(), "lines": "\n".join(chosen.getlist("lines"))}
        return _asked(request, again)
    if not form.is_valid():
        return _asked(request, form, status=422)
    lines = [read_line(text, clock.today()) for text in form.cleaned_data["lines"]]
    if request.POST.get("step") != "check":
        return _previewed(request, form, lines)
    if not all(line.kind for line in lines):
        return _previewed(request, form, lines, status=422)
    objections, results = run_command(request.actor, check_lines, {}, form)
    if objections:
        form.add_error(None, objections)
        return _asked(request, form, status=409)
    shown = [(result, hits_told(result.made) if result.made else ()) for result in results]
    context = {
        "title": "Results",
        "results": shown,
        "caveat": next((result.made.caveat for result in results if result.made), ""),
    }
    return render(request, "deconfliction/lines_checked.html", context)


def _chosen(posted: QueryDict) -> QueryDict:
    """Return the answers with the lines of the preview, each with the kind that was chosen."""
    texts, kinds = posted.getlist("text"), posted.getlist("kind")
    answers = posted.copy()
    if texts:
        lines = [
            f"{kind}: {text}" if kind in KINDS else text
            for text, kind in zip(texts, kinds, strict=False)
            if kind != LEFT_OUT
        ]
        answers.setlist("lines", lines)
    return answers


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
    request: ActingRequest, form: CheckLinesForm, lines: list[Line], status: int = 200
) -> HttpResponse:
    """Show each line with its kind. With 422, the lines without one are errors."""
    context = {
        "title": "Check what each line is",
        "form": form,
        "lines": [(line, day_in_words(line.born) if line.born else "") for line in lines],
        "kinds": [(kind, Kind(kind).label) for kind in KINDS],
        "left_out": LEFT_OUT,
        "kept": [field for field in form if field.name != "lines"],
        "is_wrong": status != 200,
        "back": reverse("deconfliction:check_lines"),
    }
    return render(request, "deconfliction/lines_preview.html", context, status=status)
