"""Pages of scoring schemes and review policies, and of why an OCG was in a tier."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.register.models import Cadence, Ocg, Scheme
from broadhurst.capabilities.register.queries.assessing import cadence_in_force, scheme_in_force
from broadhurst.capabilities.scoring import rules
from broadhurst.capabilities.scoring.commands.approve_cadence import (
    ApproveCadenceForm,
    approve_cadence,
)
from broadhurst.capabilities.scoring.commands.approve_scheme import (
    ApproveSchemeForm,
    approve_scheme,
)
from broadhurst.capabilities.scoring.commands.draft_cadence import (
    DAYS,
    DraftCadenceForm,
    draft_cadence,
)
from broadhurst.capabilities.scoring.commands.draft_scheme import DraftSchemeForm, draft_scheme
from broadhurst.capabilities.scoring.commands.edit_scheme import EditSchemeForm, edit_scheme
from broadhurst.capabilities.scoring.commands.withdraw_cadence import (
    WithdrawCadenceForm,
    withdraw_cadence,
)
from broadhurst.capabilities.scoring.commands.withdraw_scheme import (
    WithdrawSchemeForm,
    withdraw_scheme,
)
from broadhurst.capabilities.scoring.forms.scheme import scale_as_text
from broadhurst.capabilities.scoring.queries.effect import effect_of
from broadhurst.capabilities.scoring.queries.policies import cadences, schemes
from broadhurst.capabilities.scoring.queries.tier_on import tier_on
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.fields import DateField

FROM_ITS_FIRST_DAY = (
    "Assessments made from its first day use it. Those made before keep their tier until their "
    "next review."
)


class DayForm(forms.Form):
    """The day to explain."""

    on = DateField(label="At the end of", help_text="If empty, today.", required=False)


def scoring_page(request: ActingRequest) -> HttpResponse:
    """Show the schemes and review policies, with those in force."""
    today = clock.today()
    context = {
        "schemes": schemes(),
        "cadences": [(cadence, _days_of(cadence)) for cadence in cadences()],
        "scheme": scheme_in_force(today),
        "cadence": cadence_in_force(today),
        "may_set": rules.may_set(request.actor),
    }
    return render(request, "scoring/scoring.html", context)


def _days_of(cadence: Cadence) -> list[tuple[str, int]]:
    return [(label, getattr(cadence, name)) for name, label in DAYS.items()]


def scheme_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show a version of the scheme, and a draft's effect on the tiers that the reader may see."""
    scheme = web.find(request, schemes(), ref=ref)
    return render(request, "scoring/scheme.html", _shown(request, scheme))


def _shown(request: ActingRequest, scheme: Scheme) -> dict[str, Any]:
    is_future = scheme.stage != "withdrawn" and scheme.from_on > clock.today()
    return {
        "scheme": scheme,
        "criteria": [
            (criterion, scale_as_text(criterion["scale"])) for criterion in scheme.criteria
        ],
        "bands": sorted(scheme.bands, key=lambda band: -int(band["from"])),
        "effect": effect_of(scheme) if is_future else None,
        "may_edit": rules.may_set(request.actor) and not rules.objections_to_edit(scheme),
        "may_approve": not rules.objections_to_approve(request.actor, scheme),
        "may_withdraw": not rules.objections_to_withdraw(request.actor, scheme, clock.today()),
    }


def tier_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show why an OCG was in a tier at the end of a day."""
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    form = DayForm(request.GET)
    day = form.cleaned_data["on"] if form.is_valid() else None
    tier = tier_on(ocg, min(day or clock.today(), clock.today()))
    context = {
        "ocg": ocg,
        "form": form,
        "found": tier,
        "assessment": tier.assessment,
        "days": _days_of(tier.cadence),
    }
    return render(request, "scoring/tier.html", context, status=422 if form.errors else 200)


def draft_scheme_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        DraftSchemeForm,
        draft_scheme,
        title="Draft a version of the scoring scheme",
        submit="Draft version",
        go_to=lambda scheme: reverse("scoring:edit_scheme", args=[scheme.ref]),
        done="The draft is a copy of the scheme in force. Change it here.",
        context={"back": reverse("scoring:scoring")},
    )


def draft_cadence_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        DraftCadenceForm,
        draft_cadence,
        title="Draft a review policy",
        submit="Draft review policy",
        go_to=reverse("scoring:scoring"),
        done="The draft is saved. Another officer approves it.",
    )


def _about_scheme(request: ActingRequest, ref: str) -> dict[str, Any]:
    scheme = web.find(request, schemes(), ref=ref)
    return {"scheme": scheme, "go_to": reverse("scoring:scheme", args=[ref])}


def _about_approval(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Add the scheme and its effect, so that it is approved with both in view."""
    about = _about_scheme(request, ref)
    context = _shown(request, about["scheme"]) | {"above": "scoring/_scheme.html"}
    return about | {"context": context}


def _about_cadence(request: ActingRequest, ref: str) -> dict[str, Any]:
    cadence = web.find(request, cadences(), ref=ref)
    context = {"above": "scoring/_cadence.html", "days": _days_of(cadence)}
    return {"cadence": cadence, "go_to": reverse("scoring:scoring"), "context": context}


edit_scheme_page = web.verb(
    EditSchemeForm, edit_scheme, _about_scheme,
    "Edit the draft scoring scheme", "Save draft", "The draft is saved.",
)  # fmt: skip
approve_scheme_page = web.verb(
    ApproveSchemeForm, approve_scheme, _about_approval,
    "Approve this version of the scoring scheme", "Approve version", "The version is approved.",
    intro=FROM_ITS_FIRST_DAY,
)  # fmt: skip
withdraw_scheme_page = web.verb(
    WithdrawSchemeForm, withdraw_scheme, _about_scheme,
    "Withdraw this version of the scoring scheme", "Withdraw version", "The version is withdrawn.",
)  # fmt: skip
approve_cadence_page = web.verb(
    ApproveCadenceForm, approve_cadence, _about_cadence,
    "Approve this review policy", "Approve review policy", "The review policy is approved.",
)  # fmt: skip
withdraw_cadence_page = web.verb(
    WithdrawCadenceForm, withdraw_cadence, _about_cadence,
    "Withdraw this review policy", "Withdraw review policy", "The review policy is withdrawn.",
)  # fmt: skip
