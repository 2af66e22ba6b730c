"""The page of a leaving officer's work, and its result."""

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.leads.queries.training import agency_of
from broadhurst.capabilities.leavers.commands.rehome import SUCCESSOR, RehomeForm, rehome
from broadhurst.capabilities.leavers.queries.holdings import holdings_of
from broadhurst.capabilities.leavers.rules import objections_to_rehome_here
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.dispatch import run_command
from broadhurst.foundation.doors.wall import ActingRequest


def leaver_page(request: ActingRequest, ref: str) -> HttpResponse:
    """List what an officer holds, ask for successors, then show a result for each record."""
    officer = web.find(request, Officer.objects.filter(is_active=True), username=ref)
    bound = (request.POST,) if request.method == "POST" else ()
    form = RehomeForm(*bound, actor=request.actor, officer=officer)
    is_colleague = agency_of(officer, request.actor) is not None
    context = {
        "officer": officer,
        "form": form,
        "may": not objections_to_rehome_here(request.actor, is_colleague=is_colleague),
        "colleagues": form.offered,
        "is_part": len(form.offered) < len(form.colleagues),
    }
    objections: list[str] = []
    if form.is_bound and form.is_valid():
        objections, results = run_command(request.actor, rehome, {"officer": officer}, form)
        if not objections:
            left = len(holdings_of(officer))
            done = sum(result.is_done for result in results)
            context |= {"results": results, "done": done, "left": left}
            return render(request, "leavers/result.html", context)
        for objection in objections:
            form.add_error(None, objection)
    context["holdings"] = [(one, form[f"{SUCCESSOR}{one.key}"].value()) for one in form.holdings]
    status = 200 if not form.errors else 409 if objections else 422
    return render(request, "leavers/leaver.html", context, status=status)
