"""The duty desk: what it chases, why two entries match, and what it reviews."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Review
from broadhurst.capabilities.deconfliction.queries import next_step, to_review
from broadhurst.capabilities.duty_desks import rules as desk_rules
from broadhurst.capabilities.duty_desks.commands.review_hit import ReviewHitForm, review_hit
from broadhurst.capabilities.duty_desks.queries.desks import (
    hit_of_desk,
    median_hours,
    reasons_of,
    rotas,
    sides_seen_by_desk,
    tally,
    worklist,
)
from broadhurst.capabilities.duty_desks.queries.review_groups import gone_of, reviews
from broadhurst.capabilities.duty_desks.queries.waterfall import waterfall_of
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def desk(request: ActingRequest) -> HttpResponse:
    """What waits at the reader's desk, by clock; whoever is at no desk is told so."""
    unit, now = request.actor.unit, clock.now()
    rows, kept, listed = list(worklist(unit)), rotas(unit), reviews()
    waiting = to_review().count()
    late = sum(side.acknowledged_at is None and side.due_at <= now for side in rows)
    shown = {
        "is_desk": unit.kind == unit.Kind.DESK,
        "rows": [(side, next_step(side)) for side in rows],
        "reviews": listed,
        "to_review": waiting,
        "is_cut": sum(len(one.hits) for one in listed) < waiting,
        "tally": tally(rows),
        "late": f"{late} past their time" if late else "",
        "hours": median_hours(list(HitSide.objects.filter(desk=unit))),
        "gaps": [one for one in kept if one.duties and one.gaps],
        "own_rota": next((one for one in kept if one.unit == unit), None),
        "now": now,
    }
    return render(request, "duty_desks/desk.html", shown)


def why(request: ActingRequest, ref: str) -> HttpResponse:
    """Why the two match, for the desks of both sides alone."""
    hit = _found(request, ref)
    reasons = reasons_of(hit)
    shown = {
        "hit": hit,
        "sides": sides_seen_by_desk(hit),
        "waterfall": waterfall_of(reasons) if reasons else None,
        "reasons": reasons,
    }
    return render(request, "duty_desks/why.html", shown)


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    hit = _found(request, ref)
    reasons = reasons_of(hit)
    return {
        "hit": hit,
        "go_to": reverse("desk"),
        "context": {
            "caption": f"Hit {hit.ref}",
            "above": "duty_desks/_review.html",
            "back": reverse("desk"),
            "waterfall": waterfall_of(reasons) if reasons else None,
            "sides": sides_seen_by_desk(hit),
            "gone": desk_rules.said_of_gone([hit.ref] if gone_of([hit]) else []),
        },
    }


def recorded(made: Review) -> str:
    """That it was decided, and on how many hits."""
    on = f" on {1 + len(made.also)} hits" if made.also else ""
    return f"Your decision{on} is recorded."


review_page = web.verb(
    ReviewHitForm,
    review_hit,
    _about,
    title="Review this hit",
    submit="Record decision",
    done=recorded,
)


def _found(request: ActingRequest, ref: str) -> Hit:
    return web.find(request, hit_of_desk(request.actor), ref=ref)
