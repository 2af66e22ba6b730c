"""Pages of cover for leads: the list, one record, and one page for each command."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.cover.commands.correct_cover import CorrectCoverForm, correct_cover
from broadhurst.capabilities.cover.commands.end_cover import EndCoverForm, end_cover
from broadhurst.capabilities.cover.commands.name_deputy import NameDeputyForm, name_deputy
from broadhurst.capabilities.cover.commands.withdraw_cover import (
    WithdrawCoverForm,
    withdraw_cover,
)
from broadhurst.capabilities.cover.lists import COVERS
from broadhurst.capabilities.cover.queries.covers import covers, status_of, verbs_on
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists.bulk_page import ask_for_each
from broadhurst.foundation.lists.page import show


def covers_page(request: ActingRequest) -> HttpResponseBase:
    return show(request, COVERS, "cover/covers.html")


def end_covers_page(request: ActingRequest) -> HttpResponse:
    """End each of the chosen covers, for example because the lead is back."""
    return ask_for_each(
        request,
        EndCoverForm,
        end_cover,
        each_form=EndCoverForm,
        rows=covers(),
        subject="cover",
        title="End cover",
        noun="cover",
        submit="End cover",
        back=reverse("cover:covers"),
    )


def cover_page(request: ActingRequest, ref: str) -> HttpResponse:
    cover = web.find(request, covers(), ref=ref)
    context = {
        "cover": cover,
        "status": status_of(cover),
        "verbs": verbs_on(cover, request.actor),
        "earlier": cover.replaces,
        "later": covers().filter(replaces=cover).first(),
    }
    return render(request, "cover/cover.html", context)


def _about_ocg(request: ActingRequest, ref: str) -> dict[str, Any]:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    return {"ocg": ocg, "go_to": reverse("dossier:ocg", args=[ref])}


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    cover = web.find(request, covers(), ref=ref)
    # A correction has a reference of its own. A deputy who ended their cover sees it no more.
    return {
        "cover": cover,
        "go_to": reverse("cover:covers"),
        "context": {"above": "cover/_cover.html", "back": reverse("cover:cover", args=[ref])},
    }


name_deputy_page = web.verb(
    NameDeputyForm,
    name_deputy,
    _about_ocg,
    "Name a deputy",
    "Name deputy",
    lambda cover: (
        f"{cover.deputy.name} covers from {day(cover.from_on)} until {day(cover.until_on)}."
    ),
    intro="The tasks and notifications of the lead go to both of you on these days.",
)
end_cover_page = web.verb(
    EndCoverForm, end_cover, _about, "End this cover", "End cover", "The cover has ended."
)
correct_cover_page = web.verb(
    CorrectCoverForm,
    correct_cover,
    _about,
    "Correct this cover",
    "Save correction",
    "The cover is corrected.",
)
withdraw_cover_page = web.verb(
    WithdrawCoverForm,
    withdraw_cover,
    _about,
    "Withdraw this cover",
    "Withdraw cover",
    "The cover is withdrawn.",
    intro="Withdraw cover that was recorded in error. If the lead is back, end it instead.",
)
