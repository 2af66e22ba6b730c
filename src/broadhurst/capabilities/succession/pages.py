"""Pages of successions: the list, one with its dry run, and one for each command."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.establishment.rules.administering import objections_to_administer
from broadhurst.capabilities.succession import rules
from broadhurst.capabilities.succession.commands.carry_out import CarryOutForm, carry_out
from broadhurst.capabilities.succession.commands.plan_succession import (
    PlanSuccessionForm,
    plan_succession,
)
from broadhurst.capabilities.succession.commands.rehearse import RehearseForm, rehearse
from broadhurst.capabilities.succession.commands.withdraw_succession import (
    WithdrawSuccessionForm,
    withdraw_succession,
)
from broadhurst.capabilities.succession.lists import COLOURS, SUCCESSIONS
from broadhurst.capabilities.succession.models import Succession
from broadhurst.capabilities.succession.queries import (
    public_facts,
    successions,
    units_that_move,
)
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.may_open import refused_by_role
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show

for_the_service = refused_by_role(
    objections_to_administer,
    title="You cannot open this page",
    back="home:home",
    link_text="Home",
)


@for_the_service
def list_page(request: ActingRequest) -> HttpResponseBase:
    """List the successions of organisations, the latest day first."""
    return show(request, SUCCESSIONS, "succession/successions.html")


@for_the_service
def plan_succession_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        PlanSuccessionForm,
        plan_succession,
        title="Plan a succession of organisations",
        submit="Save plan",
        go_to=lambda succession: reverse("succession:succession", args=[succession.ref]),
        done="The plan is saved. Next, make a dry run.",
        context={"back": reverse("succession:successions")},
    )


def succession_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one succession: what moves by name, the last dry run, and what stops it."""
    succession = web.find(request, successions(), ref=ref)
    is_planned = succession.stage == Succession.Stage.PLANNED
    counts = succession.rehearsed.get("counts") if is_planned else succession.moved
    stops = succession.rehearsed.get("stops", {}) if is_planned else {}
    context = {
        "succession": succession,
        "colour": COLOURS[succession.stage],
        "is_planned": is_planned,
        "units": units_that_move(succession) if is_planned else [],
        "facts": public_facts(succession) if is_planned else {},
        "moves": succession.unit_moves.select_related("unit", "was", "now"),
        "counts": rules.in_words(counts) if counts else [],
        "stays": rules.staying(counts or {}),
        "stops": rules.what_stops(stops),
        "waits": rules.objections_to_carry_out(
            request.actor.roles, succession, {}, today=clock.today(), now=clock.now()
        ),
    }
    return render(request, "succession/succession.html", context)


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    succession = web.find(request, successions(), ref=ref)
    back = reverse("succession:succession", args=[ref])
    context = {"caption": f"{succession.successor}, {ref}", "back": back}
    return {"succession": succession, "go_to": back, "context": context}


rehearse_page = web.verb(
    RehearseForm, rehearse, _about, "Make a dry run", "Make dry run", "The dry run is ready.",
    intro="It counts what would move, and what stops it. Nothing changes.",
)  # fmt: skip
carry_out_page = web.verb(
    CarryOutForm, carry_out, _about, "Carry out this succession", "Carry out succession",
    lambda succession: f"{succession.successor} has taken over.", danger=True,
    intro="Everything moves at once, and all units are notified. You cannot undo it.",
)  # fmt: skip
withdraw_succession_page = web.verb(
    WithdrawSuccessionForm, withdraw_succession, _about,
    "Withdraw this succession", "Withdraw succession", "The succession is withdrawn.",
)  # fmt: skip
