"""The library of tactics, and the page that fills a draft with a template."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.plans.commands import use_template
from broadhurst.capabilities.plans.queries.tactics import (
    by_p,
    library_on,
    tactics_in,
    templates_in,
)
from broadhurst.capabilities.plans.queries.versions import plans
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def tactics_page(request: ActingRequest) -> HttpResponse:
    """Show the tactics in force by P, each with its source, and the templates."""
    library = library_on(clock.today())
    context = {
        "library": library,
        "by_p": by_p(tactics_in(library)),
        "templates": templates_in(library),
    }
    return render(request, "plans/tactics.html", context)


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    plan = web.find(request, plans(), ref=ref)
    return {
        "plan": plan,
        "go_to": reverse("dossier:ocg_plan", args=[plan.ocg.ref]),
        "context": {"caption": plan.ocg.caption},
    }


use_template_page = web.verb(
    use_template.UseTemplateForm, use_template.use_template, _about,
    "Use a template", "Use template",
    "The objectives and outcomes of the template are in the draft. Next: add actions.",
    intro="The draft gets objectives and desired outcomes. Each action starts from a tactic, when "
    "you add it.",
)  # fmt: skip
