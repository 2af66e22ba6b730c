"""Figures side by side for those who answer for organisations, or from what a reader may see."""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.inspections.figures import (
    findings_by_inspectorate_status,
    findings_by_our_status,
)
from broadhurst.capabilities.inspections.figures.behind import held_elsewhere
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.register.figures import (
    ocgs_by_district,
    ocgs_by_owner,
    ocgs_by_tier,
)
from broadhurst.capabilities.tasking.figures import bids_by_outcome, days_by_capability
from broadhurst.foundation import clock
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.figure import Figure, Scope
from broadhurst.foundation.govuk.fields import DateField, SelectField
from broadhurst.surfaces.insight import queries

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


def insight(request: ActingRequest) -> HttpResponse:
    """The figures of every room, over a period, as of a day, for the organisations of a scope."""
    form, scope, since, as_of = _asked(request)
    shown: dict[str, Any] = {"form": form, "since": since, "as_of": as_of, "scope": scope}
    status = 422 if form.errors else 200
    if scope.is_of_organisations:
        shown |= _side_by_side(request, scope, since, as_of)
        return render(request, "insight/side_by_side.html", shown, status=status)
    shown |= {
        "figures": [_tile(request, one) for one in queries.seen(since, as_of)],
        "capabilities": days_by_capability(since, as_of),
        "pictures": [
            _picture(title, heading, count(as_of))
            for title, heading, count in (
                *SEEN_PICTURES,
                *OPEN_PICTURES,
                ("Bids by what became of them", "Outcome", partial(bids_by_outcome, since)),
            )
        ],
    }
    return render(request, "insight/insight.html", shown, status=status)


def figure_page(request: ActingRequest, name: str) -> HttpResponse:
    """One figure, how it is counted, and the records behind it that the reader may open."""
    if name not in FIGURES:
        raise Http404
    _form, scope, since, as_of = _asked(request)
    opened = queries.opened(request.actor, name, scope, since, as_of)
    shown = {
        "figure": opened.figure,
        "parts": opened.parts,
        "records": opened.records,
        "elsewhere": held_elsewhere(opened.figure.as_json(), opened.records),
        "of_organisations": scope.is_of_organisations,
        "back": f"{reverse('insight')}?{request.GET.urlencode()}",
    }
    return render(request, "insight/figure.html", shown)


def _asked(request: ActingRequest) -> tuple[PeriodForm, Scope, date | None, date]:
    """The form, and the scope and period it asks for; a scope that is not the reader's is 404."""
    form = PeriodForm(request.GET or None)
    offered = queries.choices(request.actor, clock.today())
    form.fields["scope"].choices = offered  # type: ignore[attr-defined]
    key = request.GET.get("scope", "")
    if not offered:
        del form.fields["scope"]
    answers = form.cleaned_data if form.is_valid() else {}
    since, as_of = answers.get("since"), answers.get("as_of") or clock.today()
    if since and since > as_of:
        form.add_error("since", "Enter a first day that is on or before the last day.")
        since = None
    scope = queries.chosen(request.actor, key, as_of)
    if scope is None:
        raise Http404
    if not form.is_bound and offered:
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
        "figures": [_tile(request, one) for one in queries.for_everyone(since, as_of)],
        "pictures": [_picture(title, head, count(as_of)) for title, head, count in OPEN_PICTURES],
    }


def _tile(request: ActingRequest, one: Figure) -> dict[str, str]:
    return {"title": one.title, "said": one.said, "href": _href(request, one.name)}


def _picture(title: str, heading: str, tally: dict[str, int]) -> dict[str, Any]:
    rows = [{"label": label, "value": value} for label, value in tally.items()]
    return {"title": title, "heading": heading, "rows": rows}


def _href(request: ActingRequest, name: str, scope: Scope | None = None) -> str:
    query = request.GET.copy()
    if scope is not None:
        query["scope"] = scope.key
    return f"{reverse('figure', args=[name])}?{query.urlencode()}"
