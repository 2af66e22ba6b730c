"""The oversight pages: who does what differently, and whether Recommendation 1 is met."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render

from broadhurst.foundation import clock
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.figure.months import year_before
from broadhurst.foundation.govuk.fields import DateField, SelectField
from broadhurst.foundation.govuk.words import first_capital
from broadhurst.surfaces.oversight import queries
from broadhurst.surfaces.oversight.recommendation_1 import answer
from broadhurst.surfaces.oversight.steps import STEPS

SCOPE_NAMES = {
    "national": "All forces and ROCUs, one by one",
    "regions": "All regions, one by one",
}


class CompareForm(forms.Form):
    scope = SelectField(label="Organisations", choices=[], required=False)
    step = SelectField(
        label="Process step",
        choices=[("", "All steps"), *((step.key, step.title) for step in STEPS)],
        required=False,
    )
    since = DateField(label="From", required=False)
    as_of = DateField(label="To the end of", required=False)


def oversight(request: ActingRequest) -> HttpResponse:
    """Compare organisations by process step, over a period."""
    form, since, as_of = _read_form(request)
    key = request.GET.get("scope", "")
    scope = queries.chosen(request.actor, key, as_of)
    if scope is None and key:
        raise Http404
    context: dict[str, Any] = {"form": form, "since": since, "as_of": as_of, "scope": scope}
    if scope is not None:
        form.fields["scope"].initial = scope.key
        step = form.cleaned_data.get("step", "") if form.is_bound else ""
        context["comparison"] = queries.compare(request.actor, scope, step, since, as_of)
    return render(request, "oversight/oversight.html", context, status=422 if form.errors else 200)


def recommendation_1(request: ActingRequest) -> HttpResponse:
    """Answer whether Recommendation 1 is met, for the people who may see the figures."""
    form, since, as_of = _read_form(request)
    del form.fields["step"]
    key = request.GET.get("scope", "")
    scope = queries.chosen(request.actor, key, as_of)
    if scope is None and key:
        raise Http404
    context: dict[str, Any] = {"form": form, "since": since, "as_of": as_of, "scope": scope}
    if scope is not None:
        form.fields["scope"].initial = scope.key
        parameters = {"scope": scope.key, "since": since.isoformat(), "as_of": as_of.isoformat()}
        context["answer"] = answer(request.actor, scope, since, as_of)
        context["query"] = urlencode(parameters)
    status = 422 if form.errors else 200
    return render(request, "oversight/recommendation_1.html", context, status=status)


def _read_form(request: ActingRequest) -> tuple[CompareForm, date, date]:
    """Return the form and the period: the year to today, if none is given."""
    form = CompareForm(request.GET or None)
    form.fields["scope"].choices = [  # type: ignore[attr-defined]
        (scope.key, SCOPE_NAMES.get(scope.key) or first_capital(scope.name))
        for scope in queries.choices(request.actor, clock.today())
    ]
    answers = form.cleaned_data if form.is_valid() else {}
    as_of = answers.get("as_of") or clock.today()
    since = answers.get("since") or year_before(as_of)
    if since > as_of:
        form.add_error("since", "Enter a first day that is on or before the last day.")
        since = year_before(as_of)
    form.fields["since"].initial, form.fields["as_of"].initial = since, as_of
    return form, since, as_of
