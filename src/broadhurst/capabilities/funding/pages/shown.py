"""Pages of funding: the cliff, the lists, one line, one post, and a scenario."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from broadhurst.capabilities.funding.lists import COLOURS, LINES, POSTS
from broadhurst.capabilities.funding.models import Line
from broadhurst.capabilities.funding.pages import charts, tables
from broadhurst.capabilities.funding.queries.lines import (
    changes_of,
    chosen_recipient,
    lines,
    recipients,
    rests_on,
)
from broadhurst.capabilities.funding.queries.outlook import outlook, scenario
from broadhurst.capabilities.funding.queries.posts import posts, rests_of
from broadhurst.capabilities.funding.queries.published import latest_operating
from broadhurst.capabilities.funding.rules.lines import LINE, WRITERS, may_write
from broadhurst.capabilities.funding.rules.years import by_year, year_end
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.fields import DateField, SelectField
from broadhurst.foundation.govuk.words import pounds
from broadhurst.foundation.lists.page import show


class OutlookForm(forms.Form):
    recipient = SelectField(label="Organisation", choices=[], required=False)
    beyond = DateField(label="Funded beyond", required=False)


class ScenarioForm(forms.Form):
    last_day = DateField(label="Last day of funding", required=False)


def funding_page(request: ActingRequest) -> HttpResponse:
    """Show the posts funded beyond a day, by capability, and the lines that end then."""
    form = OutlookForm(request.GET or None, label_suffix="")
    agencies = recipients()
    form.fields["recipient"].choices = [(agency.key, agency.name) for agency in agencies]  # type: ignore[attr-defined]
    if len(agencies) < 2:
        del form.fields["recipient"]
    answers = form.cleaned_data if form.is_valid() else {}
    agency = chosen_recipient(request.actor, agencies, request.GET.get("recipient", ""))
    if agency is None and agencies:
        raise Http404
    today = clock.today()
    context: dict[str, Any] = {
        "form": form,
        "writes": may_write(request.actor.roles),
        "published": latest_operating(today),
        "marking": "OFFICIAL",
    }
    if agency:
        prospect = outlook(agency, today, answers.get("beyond") or year_end(today))
        form.initial = {"recipient": agency.key, "beyond": prospect.beyond}
        context |= {
            "outlook": prospect,
            "cliff": charts.cliff_chart(prospect),
            "timeline": charts.lines_chart(prospect),
            "money": charts.money_bars(prospect),
            "tiles": tables.tiles_of(prospect),
            "rows": [tables.row_of(cliff) for cliff in (*prospect.capabilities, prospect.whole)],
        }
    status = 422 if form.errors else 200
    return render(request, "funding/funding.html", context, status=status)


def lines_page(request: ActingRequest) -> HttpResponseBase:
    """List the funding lines that the reader may see."""
    return show(request, LINES, "funding/lines.html", writes=may_write(request.actor.roles))


def posts_page(request: ActingRequest) -> HttpResponseBase:
    """List the posts that the reader may see."""
    return show(request, POSTS, "funding/posts.html", writes=may_write(request.actor.roles))


def line_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show a line, the posts that rest on it, its money by year and its history."""
    line = web.find(request, lines(), ref=ref)
    spread = by_year(line.amount, line.first_day, line.last_day, line.ends_on)
    context = {
        "line": line,
        "colour": COLOURS[line.status],
        "years": [
            {"label": year, "value": pence // 100, "text": pounds(pence)}
            for year, pence in spread.items()
        ],
        "rests": rests_on(line),
        "changes": _history(line),
        "verbs": LINE.open_to(line.status, WRITERS) if _writes(request.actor, line) else [],
        "marking": "OFFICIAL",
    }
    return render(request, "funding/line.html", context)


def scenario_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the posts that lose money if a line ends on a day. Nothing is written."""
    line = web.find(request, lines(), ref=ref)
    form = ScenarioForm(request.GET or None, label_suffix="")
    answers = form.cleaned_data if form.is_valid() else {}
    today = clock.today()
    last_day: date = answers.get("last_day") or today
    form.initial = {"last_day": last_day}
    tried = scenario(line, last_day, today)
    context = {
        "line": line,
        "form": form,
        "scenario": tried,
        "summary": tables.scenario_in_words(tried),
        "rows": tables.lost_rows(tried),
        "marking": "OFFICIAL",
    }
    return render(request, "funding/scenario.html", context, status=422 if form.errors else 200)


def post_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show a post, the lines that pay for it and its history."""
    post = web.find(request, posts(), ref=ref)
    context = {
        "post": post,
        "rests": rests_of(post),
        "changes": _history(post),
        "writes": post.is_open and _writes(request.actor, post),
        "today": clock.today(),
        "marking": "OFFICIAL",
    }
    return render(request, "funding/post.html", context)


def _writes(actor: Actor, of: Any) -> bool:
    return may_write(actor.roles) and of.recipient_id == actor.agency.pk


def _history(of: Line | Any) -> list[dict[str, Any]]:
    """Return the changes of a record for the timeline component."""
    return [
        {"title": change.text, "at": change.at, "by": change.by.name, "text": change.because}
        for change in changes_of(of)
    ]
