"""Pages of a leaving officer's work, and of the progress of giving it to others."""

from functools import partial

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from broadhurst.capabilities.leads.queries.training import agency_of, ask_agency
from broadhurst.capabilities.leavers.commands.rehome import RehomeForm, rehome
from broadhurst.capabilities.leavers.queries.holdings import asks_of, counts_of, holdings_of
from broadhurst.capabilities.leavers.queries.rehomings import (
    ask_sent,
    names_of,
    progress_of,
    rehomings,
    rows,
    sent_for,
)
from broadhurst.capabilities.leavers.queries.successors import ask_successors
from broadhurst.capabilities.leavers.rules import objections_to_rehome_here
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.dispatch import run_command
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.templatetags.choices import options_of


def leaver_page(request: ActingRequest, ref: str) -> HttpResponse:
    """List what an officer holds, and ask for successors."""
    bound = (request.POST,) if request.method == "POST" else ()
    after = request.GET.get("after", "")
    asks = partial(_asks_of_page, request.actor)
    with web.found(request, _leaver, asks, username=ref) as officer:
        form = RehomeForm(*bound, actor=request.actor, officer=officer, after=after)
        is_colleague = agency_of(officer, request.actor) is not None
        sent = sent_for(officer)
    live = next((rehoming for rehoming in sent if rehoming.is_live), None)
    may = not objections_to_rehome_here(request.actor, is_colleague=is_colleague)
    objections: list[str] = []
    if form.is_bound and form.is_valid():
        objections, rehoming = run_command(request.actor, rehome, {"officer": officer}, form)
        if not objections:
            return redirect("leavers:rehoming", rehoming.ref)
        for objection in objections:
            form.add_error(None, objection)
    context = {
        "officer": officer,
        "form": form,
        "may": may and live is None,
        "is_refused_here": not may,
        "live": live,
        "sent": sent,
        "colleagues": form.offered,
        "is_part": len(form.offered) < len(form.colleagues),
        "many": len(form.holdings),
        "page": form.page,
        "others": len(form.holdings) - len(form.page.rows),
        "counts": counts_of(form.holdings),
        "choices": {offer.pk: options_of([(offer.username, offer.name)]) for offer in form.offered},
        "holdings": [(row, form.successor_of(row)) for row in form.page.rows],
    }
    status = 200 if not form.errors else 409 if objections else 422
    return render(request, "leavers/leaver.html", context, status=status)


@prepared_query
def _leaver(username: str) -> QuerySet[Officer]:
    return Officer.objects.filter(is_active=True, username=username).order_by()


def _asks_of_page(actor: Actor, officer: Officer) -> list[Ask]:
    """Return the statements of a leaver's page, to send them ahead together."""
    ours = [ask_successors(officer, actor), ask_agency(officer, actor), ask_sent(officer)]
    return [*ours, *asks_of(officer)]


def rehoming_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the progress of giving an officer's records to others, with a result for each."""
    rehoming = web.find(request, rehomings(), ref=ref)
    settled = list(rows(rehoming))
    names = names_of(settled)
    context = {
        "rehoming": rehoming,
        "officer": rehoming.officer,
        "progress": progress_of(settled),
        "rows": [(row, names[row.key]) for row in settled],
        "left": 0 if rehoming.is_live else len(holdings_of(rehoming.officer)),
    }
    return render(request, "leavers/rehoming.html", context)
