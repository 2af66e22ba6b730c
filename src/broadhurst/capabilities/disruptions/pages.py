"""Pages of disruptions: the list, one disruption, the ledger, the grades, and each command."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.disruptions import rules
from broadhurst.capabilities.disruptions.commands import (
    claim,
    claim_for_action,
    moderate,
    regrade,
    revise,
    set_grades,
    withdraw,
)
from broadhurst.capabilities.disruptions.figures import accepted_by_month, asks_of_months
from broadhurst.capabilities.disruptions.lists import COLOURS, DISRUPTIONS
from broadhurst.capabilities.disruptions.models import Disruption, DisruptionPolicy, Grade, Step
from broadhurst.capabilities.disruptions.queries.counted import DECISIVE, asks_of_ledger, ledger
from broadhurst.capabilities.disruptions.queries.disruptions import disruptions, verbs_on
from broadhurst.capabilities.disruptions.queries.references import evidence_of
from broadhurst.capabilities.plans.queries.actions import seen_actions
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.access.prepared_query import sent_ahead
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists.page import show


def list_page(request: ActingRequest) -> HttpResponseBase:
    return show(request, DISRUPTIONS, "disruptions/disruptions.html")


@one_pass()
def disruption_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one disruption: its claim, the grades it had, and each step."""
    disruption = web.find(request, disruptions(), ref=ref)
    steps = list(disruption.steps.select_related("officer", "unit__agency"))
    context = {
        "disruption": disruption,
        "colour": COLOURS[disruption.stage],
        "verbs": verbs_on(request.actor, disruption),
        "supporters": disruption.supporters.order_by("name"),
        "evidence": evidence_of(disruption),
        "steps": steps,
        "grades": _spans(steps),
        "words": disruption.policy.words.get(disruption.grade or disruption.grade_claimed, ""),
    }
    return render(request, "disruptions/disruption.html", context)


def _spans(steps: list[Step]) -> list[dict[str, Any]]:
    """Return each grade that counted, with its first instant and its end, if it has one."""
    decisive = [step for step in steps if step.verb in DECISIVE]
    ends = [*(step.at for step in decisive), None][1:]
    return [
        {"label": step.get_grade_display(), "since": step.at, "until": until}
        for step, until in zip(decisive, ends, strict=True)
        if step.grade
    ]


def grades_page(request: ActingRequest) -> HttpResponse:
    """Show each version of the wording of grades, the newest first."""
    context = {
        "policies": DisruptionPolicy.objects.all(),
        "may_set": not rules.objections_to_set_grades(request.actor.roles),
    }
    return render(request, "disruptions/grades.html", context)


def set_grades_page(request: ActingRequest) -> HttpResponse:
    objections = rules.objections_to_set_grades(request.actor.roles)
    if objections:
        raise PermissionDenied(" ".join(objections))
    return web.ask(
        request,
        set_grades.SetGradesForm,
        set_grades.set_grades,
        title="Set the wording of the grades",
        submit="Set wording",
        go_to=reverse("disruptions:grades"),
        done=lambda policy: f"The wording is in force from {day(policy.from_on)}.",
        context={"checks": True},
    )


class PeriodForm(forms.Form):
    since = DateField(label="From", required=False)
    as_of = DateField(label="To the end of", required=False)


@one_pass()
def ledger_page(request: ActingRequest) -> HttpResponse:
    """Show the totals of a period, as they were at the end of a day, with a chart by month."""
    form = PeriodForm(request.GET or None)
    answers = form.cleaned_data if form.is_valid() else {}
    since, as_of = answers.get("since"), answers.get("as_of") or clock.today()
    if since and since > as_of:
        form.add_error("since", "Enter a first day that is on or before the last day.")
        since = None
    with sent_ahead([*asks_of_ledger(since, as_of), *asks_of_months(as_of, since)]):
        totals = ledger(since, as_of)
        chart = accepted_by_month(as_of, totals)
    context = {
        "form": form,
        "ledger": totals,
        "tiles": [(grade.label, totals.total.grades[grade]) for grade in Grade],
        "chart": chart,
    }
    return render(request, "disruptions/ledger.html", context, status=422 if form.errors else 200)


def claim_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return web.ask(
        request,
        claim.ClaimForm,
        claim.claim,
        ocg=ocg,
        title="Claim a disruption",
        submit="Claim disruption",
        go_to=_page_of,
        done="The disruption is claimed. A moderator decides whether it counts.",
        initial={"action": request.GET.get("action", "")},
        context={
            "caption": ocg.caption,
            "back": reverse("dossier:ocg_disruptions", args=[ref]),
            "above": "disruptions/_about_grades.html",
        },
    )


def claim_for_action_page(request: ActingRequest, ref: str) -> HttpResponse:
    action = web.find(request, seen_actions(), ref=ref)
    return web.ask(
        request,
        claim_for_action.ClaimForActionForm,
        claim_for_action.claim_for_action,
        action=action,
        title="Claim a disruption",
        submit="Claim disruption",
        go_to=_page_of,
        done="The disruption is claimed. A moderator decides whether it counts.",
        context={
            "caption": f"{action.title} {action.ref}",
            "back": reverse("plans:action", args=[ref]),
            "above": "disruptions/_about_grades.html",
        },
    )


def _page_of(disruption: Disruption) -> str:
    return reverse("disruptions:disruption", args=[disruption.ref])


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    disruption = web.find(request, disruptions(), ref=ref)
    return {"disruption": disruption, "go_to": _page_of(disruption)}


def _about_claim(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Show the claim above the form, and what the moderator said last."""
    about = _about(request, ref)
    disruption = about["disruption"]
    context = {
        "disruption": disruption,
        "supporters": disruption.supporters.order_by("name"),
        "evidence": evidence_of(disruption),
        "returned": disruption.steps.filter(verb=Step.Verb.RETURNED)
        .select_related("officer")
        .last(),
    }
    return about | {"context": context}


revise_page = web.verb(
    revise.ReviseForm, revise.revise, _about_claim,
    "Correct the claim", "Send to the moderator", "The claim is with the moderator.",
    above="disruptions/_returned.html",
)  # fmt: skip
moderate_page = web.verb(
    moderate.ModerateForm, moderate.moderate, _about_claim,
    "Moderate the disruption", "Save decision", "The decision is saved.",
    above="disruptions/_claim.html",
)  # fmt: skip
regrade_page = web.verb(
    regrade.RegradeForm, regrade.regrade, _about,
    "Change the grade", "Change grade", "The grade is changed.",
    intro="The new grade counts from now on. Totals of earlier days keep the grade that the "
    "disruption had then.",
)  # fmt: skip
withdraw_page = web.verb(
    withdraw.WithdrawForm, withdraw.withdraw, _about,
    "Withdraw the disruption", "Withdraw disruption", "The disruption is withdrawn.",
    intro="It no longer counts from now on. Totals of earlier days still count it.",
    danger=True,
)  # fmt: skip
