"""Pages of the desired outcomes and tactics as policy: their versions, and how to change them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.plans.commands.add_tactic import AddTacticForm, add_tactic
from broadhurst.capabilities.plans.commands.change_tactic import ChangeTacticForm, change_tactic
from broadhurst.capabilities.plans.commands.retire_tactic import RetireTacticForm, retire_tactic
from broadhurst.capabilities.plans.commands.set_outcomes import SetOutcomesForm, set_outcomes
from broadhurst.capabilities.plans.models import OutcomeList, TacticLibrary
from broadhurst.capabilities.plans.queries.policies import (
    LABELS,
    by_p,
    latest_library,
    latest_list,
    libraries,
    outcome_lists,
    tactic_in,
)
from broadhurst.capabilities.plans.rules.policies import (
    compare,
    objections_to_lines,
    objections_to_set,
    outcomes_in,
)
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.words import day


def outcome_lists_page(request: ActingRequest) -> HttpResponse:
    """Show each version of the desired outcomes, the newest first."""
    context = {
        "versions": [
            {"list": outcome_list, "by_p": by_p(outcome_list)} for outcome_list in outcome_lists()
        ],
        "today": clock.today(),
        "may_set": not objections_to_set(request.actor.roles),
    }
    return render(request, "plans/outcome_lists.html", context)


def set_outcomes_page(request: ActingRequest) -> HttpResponse:
    _only_service(request)
    href = reverse("plans:outcome_lists")
    return web.ask(
        request,
        SetOutcomesForm,
        set_outcomes,
        title="Set the desired outcomes",
        submit="Set outcomes",
        go_to=href,
        done=_list_in_force,
        template="plans/set_outcomes.html",
        context=_preview(request),
    )


def _preview(request: ActingRequest) -> dict[str, Any]:
    """Return what the typed list adds and retires, once the preview is asked for."""
    if "outcomes" not in request.POST:
        return {}
    lines = [line.strip() for line in request.POST["outcomes"].splitlines() if line.strip()]
    if objections_to_lines(lines, LABELS):
        return {"faults": True}
    now = latest_list().outcomes
    added, retired = compare(now, outcomes_in(lines, LABELS, now))
    return {"is_previewed": True, "added": added, "retired": retired}


def tactic_versions_page(request: ActingRequest) -> HttpResponse:
    """Show each version of the tactics, the newest first, with what changed."""
    context = {"versions": libraries(), "today": clock.today()}
    return render(request, "plans/tactic_versions.html", context)


def add_tactic_page(request: ActingRequest) -> HttpResponse:
    _only_service(request)
    return web.ask(
        request,
        AddTacticForm,
        add_tactic,
        title="Add a tactic",
        submit="Add tactic",
        go_to=reverse("plans:tactics"),
        done=_library_in_force,
        context={"checks": True},
    )


def change_tactic_page(request: ActingRequest, key: str) -> HttpResponse:
    context = _about(request, key) | {"checks": True}
    return web.ask(
        request,
        ChangeTacticForm,
        change_tactic,
        key=key,
        title="Change this tactic",
        submit="Change tactic",
        go_to=reverse("plans:tactics"),
        done=_library_in_force,
        context=context,
    )


def retire_tactic_page(request: ActingRequest, key: str) -> HttpResponse:
    context = _about(request, key) | {
        "intro": "Plans can no longer start an action from it. Actions that began with it keep "
        "their words."
    }
    return web.ask(
        request,
        RetireTacticForm,
        retire_tactic,
        key=key,
        title="Retire this tactic",
        submit="Retire tactic",
        go_to=reverse("plans:tactics"),
        done=_library_in_force,
        context=context,
    )


def _about(request: ActingRequest, key: str) -> dict[str, Any]:
    """Return the caption of a tactic's form, for those who may change it."""
    _only_service(request)
    tactic = tactic_in(latest_library(), key)
    if not tactic:
        raise Http404
    return {"caption": tactic["title"]}


def _only_service(request: ActingRequest) -> None:
    objections = objections_to_set(request.actor.roles)
    if objections:
        raise PermissionDenied(" ".join(objections))


def _list_in_force(outcomes: OutcomeList) -> str:
    return f"The list is in force from {day(outcomes.from_on)}."


def _library_in_force(library: TacticLibrary) -> str:
    return f"The tactics are in force from {day(library.from_on)}."
