"""Pages of the demand for capabilities, and of a simulated bid."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.tasking.models import Capability
from broadhurst.capabilities.tasking.queries.boards import capabilities_on_offer
from broadhurst.capabilities.tasking.queries.days_taken import asks_of_days, days_by_capability
from broadhurst.capabilities.tasking.queries.demand import (
    asked_by_month,
    asks_of_demand,
    demand_by_organisation,
    never_asked,
    outcome_totals,
    simulate,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import sent_ahead
from broadhurst.foundation.chart import LineChart, Series
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.fields import DateField, ModelSelectField, SelectField
from broadhurst.foundation.govuk.words import day

MONTHS = {"3": "3 months", "12": "12 months", "24": "24 months"}


class PeriodForm(forms.Form):
    months = SelectField(label="Period", choices=list(MONTHS.items()), required=False)


class SimulateForm(forms.Form):
    capability = ModelSelectField(
        Capability.objects.none(), label="Capability", to_field_name="code"
    )
    from_on = DateField(
        label="Needed from", noun="the first day it is needed", help_text="For example, 27 3 2027"
    )
    until_on = DateField(
        label="Needed until", noun="the last day it is needed", help_text="For example, 9 4 2027"
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if {"from_on", "until_on"} <= answers.keys() and answers["until_on"] < answers["from_on"]:
            self.add_error("until_on", "Enter a last day on or after the first day.")
        return answers


def demand_page(request: ActingRequest) -> HttpResponse:
    """Show the bids of organisations, their outcomes, and forces that never bid."""
    months = request.GET.get("months", "12")
    months = months if months in MONTHS else "12"
    as_of = clock.today()
    since = months_before(as_of, int(months))
    with sent_ahead([*asks_of_demand(since, as_of), *asks_of_days(since, as_of)]):
        rows = demand_by_organisation(since, as_of)
        context = {
            "form": PeriodForm(initial={"months": months}, label_suffix=""),
            "period": f"{day(since)} to {day(as_of)}",
            "rows": rows,
            "totals": outcome_totals(rows),
            "never_asked": never_asked(since, as_of),
            "days": days_by_capability(since, as_of),
            "chart": _chart(since, as_of),
        }
    return render(request, "tasking/demand.html", context)


def simulate_page(request: ActingRequest) -> HttpResponse:
    """Show which bookings would give way for a simulated bid. Nothing is saved."""
    form = SimulateForm(request.GET or None, label_suffix="")
    form.fields["capability"].queryset = capabilities_on_offer(clock.today())  # type: ignore[attr-defined]
    tried = simulate(**form.cleaned_data) if form.is_valid() else None
    context = {"form": form, "tried": tried}
    return render(request, "tasking/simulate.html", context, status=422 if form.errors else 200)


def months_before(on: date, months: int) -> date:
    """Return the first day of the month some months before a day."""
    first = on.replace(day=1)
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def _chart(since: date, as_of: date) -> LineChart:
    counted = asked_by_month(since, as_of)
    months, first = [], since
    while first <= as_of:
        months.append(first)
        first = (first + timedelta(days=31)).replace(day=1)
    return LineChart(
        name="asked",
        title="Bids made by month",
        note=f"Every bid to every board, {day(since)} to {day(as_of)}. The last month is not over.",
        heading="Month",
        labels=[f"{month:%b %Y}" for month in months],
        series=[Series("Bids made", [counted.get(month, 0) for month in months])],
    )
