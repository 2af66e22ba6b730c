"""Pages of figures of organisations, or of records the reader can see."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.board_packs.rules import objections_to_make
from broadhurst.capabilities.disruptions.figures import accepted_by_month
from broadhurst.capabilities.inspections.figures.behind import held_elsewhere
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.inspections.figures.counts import (
    findings_by_inspectorate_status,
    findings_by_our_status,
)
from broadhurst.capabilities.inspections.queries.scopes import chosen_scope, scope_choices
from broadhurst.capabilities.inspections.rules import scopes as rules
from broadhurst.capabilities.register.figures import (
    ocgs_by_district,
    ocgs_by_owner,
    ocgs_by_tier,
    ocgs_in_districts,
    ocgs_in_no_district,
)
from broadhurst.capabilities.tasking.figures import bids_by_outcome
from broadhurst.capabilities.tasking.queries.days_taken import days_by_capability
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.figure import Figure, Scope
from broadhurst.foundation.figure.change import change
from broadhurst.foundation.geography.boundaries import ATTRIBUTION
from broadhurst.foundation.govuk.fields import DateField, SelectField
from broadhurst.surfaces.insight import charts, district_map, queries

SEEN_PICTURES = (
    ("OCGs by owner", "Owner", ocgs_by_owner),
    ("OCGs by tier", "Tier", ocgs_by_tier),
    ("OCGs by district", "District", ocgs_by_district),
)
OPEN_PICTURES = (
    ("Findings by the organisation's own status", "Status", findings_by_our_status),
    ("Findings by the inspectorate's status", "Status", findings_by_inspectorate_status),
)


class PeriodForm(forms.Form):
    scope = SelectField(label="Whose records", choices=[], required=False)
    since = DateField(label="From", required=False)
    as_of = DateField(label="To the end of", required=False)


class DayForm(forms.Form):
    as_of = DateField(label="To the end of", required=False)


class ComparisonForm(forms.Form):
    compare = DateField(label="Compare with the end of", required=False)

    def clean_compare(self) -> date | None:
        """Refuse a day that has not come."""
        other: date | None = self.cleaned_data["compare"]
        objections = rules.objections_to_compare(other, today=clock.today()) if other else []
        if objections:
            raise forms.ValidationError(objections)
        return other


@one_pass()
def all_figures(request: ActingRequest) -> HttpResponse:
    """Show the figures of every capability for a scope, over a period, as of a day."""
    form, scope, since, as_of = _read_form(request)
    context: dict[str, Any] = {"form": form, "since": since, "as_of": as_of, "scope": scope}
    context["makes_packs"] = not objections_to_make(request.actor.roles)
    status = 422 if form.errors else 200
    if scope.is_of_organisations:
        context |= _side_by_side(request, scope, since, as_of)
        return render(request, "insight/side_by_side.html", context, status=status)
    context |= {
        **_tiles(request, queries.seen(since, as_of)),
        "trend": charts.registered(as_of),
        "funnel": charts.bids(since, as_of),
        "timeline": charts.transfers(as_of),
        "disruptions": accepted_by_month(as_of),
        "capabilities": days_by_capability(since, as_of),
        "pictures": [
            _picture(title, heading, count(as_of))
            for title, heading, count in (
                *SEEN_PICTURES,
                *OPEN_PICTURES,
                ("Bids by outcome", "Outcome", partial(bids_by_outcome, since)),
            )
        ],
    }
    return render(request, "insight/all_figures.html", context, status=status)


@one_pass()
def districts_page(request: ActingRequest) -> HttpResponse:
    """Show the OCGs by district on a map and in a table, as of a day."""
    form = DayForm(request.GET or None)
    as_of = (form.cleaned_data["as_of"] if form.is_valid() else None) or clock.today()
    rows = ocgs_in_districts(as_of)
    context = {
        "form": form,
        "as_of": as_of,
        "is_today": as_of == clock.today(),
        "rows": rows,
        "map": district_map.drawn(rows),
        "without": ocgs_in_no_district(as_of),
        "attribution": ATTRIBUTION,
    }
    status = 422 if form.errors else 200
    return render(request, "insight/districts.html", context, status=status)


def figure_page(request: ActingRequest, name: str) -> HttpResponse:
    """Show one figure, its method, and the records behind it the reader can open."""
    if name not in FIGURES:
        raise Http404
    _form, scope, since, as_of = _read_form(request)
    opened = queries.opened(request.actor, name, scope, since, as_of)
    comparison = ComparisonForm(request.GET if "compare_year" in request.GET else None)
    status = 422 if comparison.errors else 200
    context = _compared(request, name, opened, comparison) | {
        "figure": opened.figure,
        "undated": FIGURES[name].undated,
        "parts": opened.parts,
        "records": opened.records,
        "elsewhere": held_elsewhere(opened.figure.as_json(), opened.records),
        "of_organisations": scope.is_of_organisations,
        "back": f"{reverse('insight:insight')}?{request.GET.urlencode()}",
    }
    return render(request, "insight/figure.html", context, status=status)


def _compared(
    request: ActingRequest, name: str, opened: queries.Opened, form: ComparisonForm
) -> dict[str, Any]:
    """Return the form for another day, and the figure of that day beside this one."""
    kept = [(key, value) for key, value in request.GET.items() if not key.startswith("compare")]
    context: dict[str, Any] = {"form": form, "kept": kept}
    if FIGURES[name].undated:
        return context
    other = form.cleaned_data.get("compare") if form.is_bound and form.is_valid() else None
    if other is None:
        return context
    now = opened.figure
    since, day = queries.earlier_period(now.since, now.as_of, other)
    scope = chosen_scope(request.actor, request.GET.get("scope", ""), day)
    if scope is None:
        form.add_error("compare", "You could not count these records on that day.")
        return context
    then = queries.opened(request.actor, name, scope, since, day)
    before = {agency.key: figure for agency, figure in then.parts}
    return context | {
        "then": then.figure,
        "change": change(then.figure, now),
        "parts_then": [
            (agency, figure, before[agency.key], change(before[agency.key], figure))
            for agency, figure in opened.parts
            if agency.key in before
        ],
    }


def _read_form(request: ActingRequest) -> tuple[PeriodForm, Scope, date | None, date]:
    """Return the form, the scope and the period.

    A scope the reader cannot count is a 404.
    """
    form = PeriodForm(request.GET or None)
    choices = scope_choices(request.actor, clock.today())
    form.fields["scope"].choices = choices  # type: ignore[attr-defined]
    key = request.GET.get("scope", "")
    if not choices:
        del form.fields["scope"]
    answers = form.cleaned_data if form.is_valid() else {}
    since, as_of = answers.get("since"), answers.get("as_of") or clock.today()
    if since and since > as_of:
        form.add_error("since", "Enter a first day that is on or before the last day.")
        since = None
    scope = chosen_scope(request.actor, key, as_of)
    if scope is None:
        raise Http404
    if not form.is_bound and choices:
        form.fields["scope"].initial = scope.key
    return form, scope, since, as_of


def _side_by_side(
    request: ActingRequest, scope: Scope, since: date | None, as_of: date
) -> dict[str, Any]:
    counted = queries.table(request.actor, scope, since, as_of)
    several = len(counted.parts) > 1
    return {
        "parts": counted.parts if several else [],
        "lines": [
            {
                "title": line.measure.title,
                "method": line.measure.method,
                "href": _href(request, line.measure.name, scope),
                "cells": line.parts if several else [],
                "whole": line.whole,
            }
            for line in counted.lines
        ],
        **_tiles(request, queries.for_everyone(since, as_of)),
        "pictures": [_picture(title, head, count(as_of)) for title, head, count in OPEN_PICTURES],
    }


def _tiles(request: ActingRequest, figures: Iterable[Figure]) -> dict[str, Any]:
    """Return the tiles of the figures that count a record, and the other figures apart."""
    tiles: dict[str, list[dict[str, str]]] = {"figures": [], "without_records": []}
    for figure in figures:
        context = {
            "title": figure.title,
            "in_words": figure.in_words,
            "href": _href(request, figure.name),
        }
        tiles["figures" if figure.has_records else "without_records"].append(context)
    return tiles


def _picture(title: str, heading: str, tally: dict[str, int]) -> dict[str, Any]:
    rows = [{"label": label, "value": value} for label, value in tally.items()]
    return {"title": title, "heading": heading, "rows": rows}


def _href(request: ActingRequest, name: str, scope: Scope | None = None) -> str:
    query = request.GET.copy()
    if scope is not None:
        query["scope"] = scope.key
    return f"{reverse('insight:figure', args=[name])}?{query.urlencode()}"
