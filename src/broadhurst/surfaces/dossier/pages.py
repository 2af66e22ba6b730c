"""Pages of one OCG. Each capability supplies the content of its own part."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.cover.queries.shown import on_ocg as cover_on
from broadhurst.capabilities.deconfliction.queries.on_ocg import on_ocg as deconfliction_on
from broadhurst.capabilities.disruptions.queries.shown import on_ocg as disruptions_on
from broadhurst.capabilities.following.queries import is_following
from broadhurst.capabilities.leads.queries.shown import on_ocg as exemptions_on
from broadhurst.capabilities.liaison.queries.shown import on_ocg as liaison_on
from broadhurst.capabilities.lifecycle.queries.shown import on_ocg as lifecycle_on
from broadhurst.capabilities.links.queries.shown import on_ocg as links_on
from broadhurst.capabilities.merging.queries.merges import on_ocg as merging_on
from broadhurst.capabilities.merging.queries.people import merges_to_undo
from broadhurst.capabilities.merging.queries.splits import on_ocg as splits_on
from broadhurst.capabilities.orders.queries.shown import on_ocg as orders_on
from broadhurst.capabilities.planned_events.queries.events import events_of as planned_events_of
from broadhurst.capabilities.plans.queries.shown import on_ocg as plans_on
from broadhurst.capabilities.register.models import Archiving, Ocg
from broadhurst.capabilities.register.queries.archiving import archivings_in_force
from broadhurst.capabilities.register.queries.leadership import history
from broadhurst.capabilities.register.queries.people import earlier_identifiers, earlier_members
from broadhurst.capabilities.register.rules.archiving import may_approve, objections_to_reactivate
from broadhurst.capabilities.register.rules.kinds import PEOPLE
from broadhurst.capabilities.register.rules.life import CLOSED, objections_to_reported
from broadhurst.capabilities.register.rules.registering import PARTNER_LRO, without_partner
from broadhurst.capabilities.safeguarding.queries.shown import on_ocg as safeguarding_on
from broadhurst.capabilities.tasking.queries.desks import on_ocg as tasking_on
from broadhurst.capabilities.transfers.queries.shown import on_ocg as transfers_on
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.access.prepared_query import sent_ahead
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.notices.words import words
from broadhurst.surfaces.dossier.asked_ahead import asks_of_each_part, asks_of_overview
from broadhurst.surfaces.dossier.attention import Facts, attention_on, facts_of
from broadhurst.surfaces.dossier.forms import DayForm, TimelineForm
from broadhurst.surfaces.dossier.one_page import on_one_page
from broadhurst.surfaces.dossier.over_time import TIER, Period, at_end_of, periods_of, picture_of
from broadhurst.surfaces.dossier.parts import IN_PART, PARTS
from broadhurst.surfaces.dossier.queries import (
    areas_of,
    events_of,
    filtered,
    grants_on,
    identity,
    latest_events,
    seen,
    seen_whole,
)

OnOcg = Callable[[Ocg, Actor], dict[str, Any]]


def overview(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref, "ocg")
    with sent_ahead([*asks_of_each_part(ocg), *asks_of_overview(ocg, request.actor)]):
        return _overview(request, ocg)


def _overview(request: ActingRequest, ocg: Ocg) -> HttpResponse:
    events = [(event, words(event)) for event in latest_events(ocg)]
    with one_pass():
        facts = facts_of(ocg)
        spans = [
            {"label": span.unit.name, "since": span.from_at, "until": span.until_at}
            for span in history(ocg)
        ]
    context = {
        "events": events,
        "spans": spans,
        "areas": areas_of(ocg.pk),
        "follows": is_following(request.actor, ocg),
        "attention": attention_on(ocg, request.actor, facts),
    }
    return _render_part(request, ocg, "ocg", context, facts)


def one_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref, "ocg")
    with one_pass():
        facts = facts_of(ocg)
        context = on_one_page(ocg, request.actor, facts)
    context |= {
        "ocg": ocg,
        "identity": identity(ocg, facts.leadership, facts.assessment, facts.to_moderate),
        "assessment": facts.assessment,
    }
    return render(request, "dossier/ocg_on_one_page.html", context)


def people(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    context = {
        "members": ocg.memberships.select_related("person"),
        "identifiers": ocg.identifiers.select_related("person"),
        "earlier_members": earlier_members(ocg),
        "earlier_identifiers": earlier_identifiers(ocg),
        "person_merges": merges_to_undo(ocg),
        **orders_on(ocg),
    }
    return _render_part(request, ocg, "ocg_people", context)


def timeline(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    form = TimelineForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    page = page_by_key(filtered(events_of(ocg), **chosen), request.GET, by="-at", in_two_steps=True)
    with one_pass():
        periods = periods_of(ocg)
        context = {
            "page": page,
            "events": [(event, words(event)) for event in page.rows],
            "form": form,
            "is_filtered": any(chosen.values()),
            "picture": picture_of(periods, chosen.get("since"), chosen.get("until")),
            **_on_a_day(request, periods),
        }
        answer = _render_part(request, ocg, "ocg_timeline", context)
    answer.status_code = 422 if form.errors or context["day_form"].errors else 200
    return answer


def _on_a_day(request: ActingRequest, periods: list[Period]) -> dict[str, Any]:
    """Return the form for a day, and what the OCG was at the end of the day in the address."""
    form = DayForm(request.GET)
    on = form.cleaned_data["on"] if form.is_valid() else None
    was = at_end_of(periods, on) if on else []
    return {"day_form": form, "on": on, "was": was, "had_tier": TIER in {fact.what for fact in was}}


def who_can_see(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    return _render_part(request, ocg, "ocg_who_can_see", {"grants": grants_on(ocg)})


def _find_ocg(request: ActingRequest, ref: str, part: str = "") -> Ocg:
    """Return the OCG. Most parts are not found by a reader who sees it in part.

    Joined to its dossier, it has a row only for a reader who sees it whole.
    """
    return web.find(request, seen if part in IN_PART else seen_whole, ref=ref)


def _render_part(
    request: ActingRequest,
    ocg: Ocg,
    name: str,
    context: dict[str, Any],
    facts: Facts | None = None,
) -> HttpResponse:
    facts = facts or facts_of(ocg)
    leads, assessment, waiting = facts.leadership, facts.assessment, facts.to_moderate
    roles = leads.parts_of(request.actor)
    works, in_part = without_partner(roles), PARTNER_LRO in roles
    in_own_words = partial(_part_title, ocg)
    items = [
        {
            "text": in_own_words(part, text),
            "href": record_address(f"dossier:{part}", ocg.ref),
            "active": part == name,
        }
        for text, part in PARTS
        if part in IN_PART or not in_part
    ]
    context = {"open_hits": facts.open_hits} | context
    context |= {
        "ocg": ocg,
        "identity": identity(ocg, leads, assessment, waiting),
        "assessment": assessment,
        "to_moderate": waiting,
        "standing": leads,
        "covers_for": next((x for x in leads.leads if x.deputy == request.actor.officer), None),
        "in_part": in_part,
        **lifecycle_on(ocg, works),
        **merging_on(ocg, works),
        **splits_on(ocg, works),
        "is_closed": ocg.state in CLOSED,
        "may_assess": not objections_to_reported(ocg),
        "assess_text": f"Assess this {ocg.noun}",
        **_archiving_context(ocg, request.actor, works, facts.proposal),
        "items": items,
        "parts_label": f"Parts of this {ocg.noun}",
        "title": in_own_words(name, next(text for text, part in PARTS if part == name)),
    }
    return render(request, f"dossier/{name}.html", context)


def _part_title(ocg: Ocg, part: str, text: str) -> str:
    """Return the title of a part: each kind of threat has its own word for its people."""
    return PEOPLE[ocg.kind] if part == "ocg_people" else text


def _archiving_context(
    ocg: Ocg, actor: Actor, roles: list[str], proposed: Archiving | None
) -> dict[str, Any]:
    """Return the reader's roles that count, and what they may do about archiving."""
    if ocg.state == Ocg.State.ARCHIVED:
        archived = archivings_in_force(ocg).first()
        return {
            "parts": [],
            "archived": archived,
            "may_reactivate": not objections_to_reactivate(ocg, roles, text=""),
        }
    return {
        "parts": [] if ocg.state in CLOSED else roles,
        "proposed": proposed,
        "may_approve": proposed is not None and may_approve(actor, roles, proposed),
    }


def _capability_part(name: str, on_ocg: OnOcg) -> Callable[[ActingRequest, str], HttpResponse]:
    """Make the page of a part that one capability fills by itself."""

    def page(request: ActingRequest, ref: str) -> HttpResponse:
        ocg = _find_ocg(request, ref, name)
        # The leads are in the head of the page and in the part.
        with sent_ahead(asks_of_each_part(ocg)), one_pass():
            return _render_part(request, ocg, name, on_ocg(ocg, request.actor))

    return page


def _leads_on(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    return cover_on(ocg, actor) | exemptions_on(ocg, actor)


def _deconfliction_on(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    return deconfliction_on(ocg, actor) | {"events": planned_events_of(ocg)}


leads = _capability_part("ocg_leads", _leads_on)
links = _capability_part("ocg_links", links_on)
plan = _capability_part("ocg_plan", plans_on)
disruptions = _capability_part("ocg_disruptions", disruptions_on)
tasking = _capability_part("ocg_tasking", tasking_on)
liaison = _capability_part("ocg_liaison", liaison_on)
deconfliction = _capability_part("ocg_deconfliction", _deconfliction_on)
safeguarding = _capability_part("ocg_safeguarding", safeguarding_on)
handover = _capability_part("ocg_handover", transfers_on)
