"""Pages of LRO training, exemptions and candidates."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.leads.commands.approve_exemption import (
    ApproveExemptionForm,
    approve_exemption,
)
from broadhurst.capabilities.leads.commands.correct_training import (
    CorrectTrainingForm,
    correct_training,
)
from broadhurst.capabilities.leads.commands.end_exemption import EndExemptionForm, end_exemption
from broadhurst.capabilities.leads.commands.record_training import (
    RecordTrainingForm,
    record_training,
)
from broadhurst.capabilities.leads.commands.withdraw_training import (
    WithdrawTrainingForm,
    withdraw_training,
)
from broadhurst.capabilities.leads.lists import LROS
from broadhurst.capabilities.leads.queries.exemptions import exemptions
from broadhurst.capabilities.leads.queries.training import (
    officers_by_username,
    trainer_of,
    training,
)
from broadhurst.capabilities.leads.queries.workload import candidates_for
from broadhurst.capabilities.leads.rules import objections_to_record_here
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.rules.leading import MOST_LED
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.bulk_page import ask_for_each
from broadhurst.foundation.lists.page import show


def lros_page(request: ActingRequest) -> HttpResponseBase:
    return show(request, LROS, "leads/lros.html")


def record_training_of_each_page(request: ActingRequest) -> HttpResponse:
    """Record one LRO course of each of the chosen officers."""
    return ask_for_each(
        request,
        RecordTrainingForm,
        record_training,
        each_form=RecordTrainingForm,
        rows=officers_by_username(),
        subject="officer",
        title="Record LRO training of officers",
        noun="officer",
        submit="Record training",
        back=reverse("leads:lros"),
    )


def training_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the LRO training of one officer."""
    officer = web.find(request, Officer.objects.filter(is_active=True), username=ref)
    agency = trainer_of(officer, request.actor)
    context = {
        "officer": officer,
        "rows": training().filter(officer=officer),
        "may_record": not objections_to_record_here(request.actor, agency),
    }
    return render(request, "leads/training.html", context)


def candidates_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Compare the work of the officers who can be named on an OCG."""
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    parts = current_leadership(ocg).parts_of(request.actor)
    context = {
        "ocg": ocg,
        "candidates": candidates_for(ocg),
        "most": MOST_LED,
        "may_name": ocg.adopted_at is not None and bool(parts),
    }
    return render(request, "leads/candidates.html", context)


def _about_officer(request: ActingRequest, ref: str) -> dict[str, Any]:
    officer = web.find(request, Officer.objects.filter(is_active=True), username=ref)
    return {
        "officer": officer,
        "go_to": reverse("leads:training", args=[ref]),
        "context": {"caption": officer.name},
    }


def _about_training(request: ActingRequest, ref: str) -> dict[str, Any]:
    row = web.find(request, training(), ref=ref)
    return {"training": row, "go_to": reverse("leads:training", args=[row.officer.username])}


def _about_ocg(request: ActingRequest, ref: str) -> dict[str, Any]:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return {"ocg": ocg, "go_to": reverse("dossier:ocg_leads", args=[ref])}


def _about_exemption(request: ActingRequest, ref: str) -> dict[str, Any]:
    exemption = web.find(request, exemptions(), ref=ref)
    return {
        "exemption": exemption,
        "go_to": reverse("dossier:ocg_leads", args=[exemption.ocg.ref]),
        "context": {"caption": exemption.ocg.caption},
    }


record_training_page = web.verb(
    RecordTrainingForm,
    record_training,
    _about_officer,
    "Record LRO training",
    "Record training",
    "The training is recorded.",
)
correct_training_page = web.verb(
    CorrectTrainingForm,
    correct_training,
    _about_training,
    "Correct this training",
    "Save correction",
    "The training is corrected.",
)
withdraw_training_page = web.verb(
    WithdrawTrainingForm,
    withdraw_training,
    _about_training,
    "Withdraw this training",
    "Withdraw training",
    "The training is withdrawn.",
    intro="Withdraw training that was recorded in error.",
)
approve_exemption_page = web.verb(
    ApproveExemptionForm,
    approve_exemption,
    _about_ocg,
    "Approve one officer as SIO and LRO",
    "Approve exemption",
    "The exemption is approved. The officer can now be named in the other role too.",
    intro="SIO and LRO are different people. Approve an exemption only until another officer is "
    "found.",
)
end_exemption_page = web.verb(
    EndExemptionForm,
    end_exemption,
    _about_exemption,
    "End this exemption",
    "End exemption",
    "The exemption has ended.",
)
