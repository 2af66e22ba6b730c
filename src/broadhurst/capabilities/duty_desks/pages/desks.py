"""Pages of the duty desk: its tasks, why two entries match, and reviews."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.forms.acknowledge_hits import AcknowledgeHitsForm
from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Review
from broadhurst.capabilities.deconfliction.queries.hits import sides_by_name, to_review
from broadhurst.capabilities.duty_desks import rules as desk_rules
from broadhurst.capabilities.duty_desks.commands.review_hit import ReviewHitForm, review_hit
from broadhurst.capabilities.duty_desks.lists import DESK_HITS
from broadhurst.capabilities.duty_desks.queries.desks import (
    hit_of_desk,
    median_hours,
    reasons_of,
    rotas,
    sides_seen_by_desk,
    tally,
)
from broadhurst.capabilities.duty_desks.queries.review_groups import reviews, visibly_gone
from broadhurst.capabilities.duty_desks.queries.waterfall import waterfall_of
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.bulk_page import ask_for_each
from broadhurst.foundation.lists.page import show


def desk(request: ActingRequest) -> HttpResponseBase:
    """Show the tasks of the reader's desk by urgency, or explain that the reader is at no desk."""
    unit = request.actor.unit
    all_rotas, groups, counted = rotas(unit), reviews(), tally(unit, clock.now())
    to_review_count = to_review().count()
    return show(
        request,
        DESK_HITS,
        "duty_desks/desk.html",
        is_desk=unit.kind == unit.Kind.DESK,
        reviews=groups,
        to_review=to_review_count,
        is_cut=sum(len(group.hits) for group in groups) < to_review_count,
        tally=counted,
        late=f"{counted.late} overdue" if counted.late else "",
        hours=median_hours(list(HitSide.objects.filter(desk=unit))),
        gaps=[rota for rota in all_rotas if rota.duties and rota.gaps],
        own_rota=next((rota for rota in all_rotas if rota.unit == unit), None),
    )


def acknowledge_hits_page(request: ActingRequest) -> HttpResponse:
    """Acknowledge each of the chosen hits for the units that the desk serves."""
    return ask_for_each(
        request,
        AcknowledgeHitsForm,
        acknowledge,
        each_form=AcknowledgeHitsForm,
        rows=sides_by_name(request.actor),
        subject="hit",
        title="Acknowledge hits",
        noun="hit",
        submit="Acknowledge hits",
        back=reverse("duty_desks:desk"),
        after="Contact the other side of each hit, then record when you spoke.",
    )


def why(request: ActingRequest, ref: str) -> HttpResponse:
    """Show why two entries match. Only the desks of both sides may see this."""
    hit = _hit_or_404(request, ref)
    reasons = reasons_of(hit)
    context = {
        "hit": hit,
        "sides": sides_seen_by_desk(hit),
        "waterfall": waterfall_of(reasons) if reasons else None,
        "reasons": reasons,
    }
    return render(request, "duty_desks/why.html", context)


def _review_options(request: ActingRequest, ref: str) -> dict[str, Any]:
    hit = _hit_or_404(request, ref)
    reasons = reasons_of(hit)
    return {
        "hit": hit,
        "go_to": reverse("duty_desks:desk"),
        "context": {
            "caption": f"Hit {hit.ref}",
            "checks": True,
            "above": "duty_desks/_review.html",
            "back": reverse("duty_desks:desk"),
            "waterfall": waterfall_of(reasons) if reasons else None,
            "sides": sides_seen_by_desk(hit),
            "gone": desk_rules.notes_on_gone([hit.ref] if visibly_gone([hit]) else []),
        },
    }


def recorded(review: Review) -> str:
    """Return the confirmation message, with the number of hits if there are several."""
    on = f" on {1 + len(review.also)} hits" if review.also else ""
    return f"Your decision{on} is recorded."


review_page = web.verb(
    ReviewHitForm,
    review_hit,
    _review_options,
    title="Review this hit",
    submit="Record decision",
    done=recorded,
)


def _hit_or_404(request: ActingRequest, ref: str) -> Hit:
    return web.find(request, hit_of_desk(request.actor), ref=ref)
