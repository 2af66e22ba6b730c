"""Queries for the pages of one OCG: its events, its grants and its identity bar."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet

from broadhurst.capabilities.register.models import Area, Assessment, Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import Leadership
from broadhurst.capabilities.register.rules.life import COLOURS, NOT_ADOPTED_YET
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.govuk.words import first_capital

LATEST = 5  # events on the overview


@prepared_query
def seen(ref: str) -> QuerySet[Ocg]:
    """Select an OCG that the reader sees, perhaps only in part."""
    return Ocg.objects.filter(ref=ref).order_by()


@prepared_query
def seen_whole(ref: str) -> QuerySet[Ocg]:
    """Select an OCG that the reader sees whole."""
    return Ocg.objects.filter(ref=ref).order_by().select_related("dossier")


def events_of(ocg: Ocg) -> QuerySet[Event]:
    """Return the events of an OCG and of its partner dossiers, newest first.

    Page views and refusals are left out: they are only in the audit log.
    """
    return _events_in(ocg.dossier_id)


def _events_in(dossier: int) -> QuerySet[Event]:
    return (
        Event.objects.filter(dossier__in=_dossiers(dossier))
        .exclude(kind__in=(Event.Kind.CONSULTATION, Event.Kind.REFUSAL))
        .select_related("officer", "posting__unit")
        .order_by("-at", "-id")
    )


class EventKind(models.TextChoices):
    """The subject of an event of an OCG, to filter its timeline."""

    STATUS = "status", "Status and owner"
    LEADS = "leads", "Leads"
    PEOPLE = "people", "People, identifiers and links"
    ASSESSMENT = "assessment", "Assessments"
    PLAN = "plan", "Plan and actions"
    DISRUPTIONS = "disruptions", "Disruptions"
    TASKING = "tasking", "Tasking"
    LIAISON = "liaison", "Requests and policy log"
    DECONFLICTION = "deconfliction", "Deconfliction and planned events"
    SAFEGUARDING = "safeguarding", "Safeguarding"
    TRANSFERS = "transfers", "Transfers"


# The verbs of each kind, as PostgreSQL matches them.
VERBS = {
    EventKind.STATUS: r"^ocg\.(?!lead_|member_|identifier_|people_)",
    EventKind.LEADS: r"^(ocg\.lead_|cover\.|exemption\.|rehoming\.|leads\.)",
    EventKind.PEOPLE: r"^(ocg\.(member|identifier|people)_|link\.|order\.|import\.|text\.)",
    EventKind.ASSESSMENT: r"^assessment\.",
    EventKind.PLAN: r"^(plan|action)\.",
    EventKind.DISRUPTIONS: r"^disruption\.",
    EventKind.TASKING: r"^(bid|direction|meeting_action)\.",
    EventKind.LIAISON: r"^(request|log)\.",
    EventKind.DECONFLICTION: r"^(check|hit|entry|entries|event|bulk_check)\.",
    EventKind.SAFEGUARDING: r"^referral\.",
    EventKind.TRANSFERS: r"^(transfer|transfer_request)\.",
}


def filtered(
    events: QuerySet[Event],
    *,
    kind: str = "",
    who: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Event]:
    """Return the events of a kind, by officers of a name, from one day to the end of another."""
    if kind:
        events = events.filter(verb__regex=VERBS[EventKind(kind)])
    if who:
        events = events.filter(officer__name__icontains=who)
    if since:
        events = events.filter(at__gte=clock.midnight(since))
    if until:
        events = events.filter(at__lt=clock.end_of(until))
    return events


def latest_events(ocg: Ocg) -> list[Event]:
    """Return the latest events of an OCG, as `events_of` has them."""
    return _latest_events(ocg.dossier_id)


def ask_latest_events(ocg: Ocg) -> Ask:
    """Return the statement of `latest_events`, to send it ahead."""
    return _latest_events.ask(ocg.dossier_id)


@prepared_query
def _latest_events(dossier: int) -> QuerySet[Event]:
    return _events_in(dossier)[:LATEST]


@prepared_query
def areas_of(ocg: int) -> QuerySet[Area]:
    """Select the areas of an OCG, in the order in which they were entered."""
    return Area.objects.filter(ocg=ocg).select_related("district").order_by("pk")


def _dossiers(dossier: int) -> QuerySet[Dossier]:
    """Return the OCG's dossier and the separate dossiers that partners see."""
    return Dossier.objects.filter(Q(pk=dossier) | Q(parent=dossier))


def grants_on(ocg: Ocg) -> QuerySet[Grant]:
    """Return every grant on an OCG and its partner dossiers, those in force first.

    Each has `is_in_force`.
    """
    now = clock.now()
    in_force = Q(from_at__lte=now) & (Q(until_at=None) | Q(until_at__gt=now))
    return (
        Grant.objects.filter(dossier__in=_dossiers(ocg.dossier_id))
        .select_related("unit__agency", "officer", "dossier")
        .annotate(is_in_force=models.ExpressionWrapper(in_force, models.BooleanField()))
        .order_by("-is_in_force", F("until_at").desc(nulls_first=True), "dossier_id", "from_at")
    )


def identity(
    ocg: Ocg, leadership: Leadership, assessment: Assessment | None, waiting: Assessment | None
) -> dict[str, Any]:
    """Return the content of the identity bar, which every part of the page shows."""
    tags = [{"text": first_capital(ocg.status_label), "colour": COLOURS[ocg.status]}]
    if ocg.kind != Ocg.Kind.OCG:
        tags.insert(0, {"text": ocg.get_kind_display(), "colour": "turquoise"})
    if waiting is not None:
        tags.append({"text": "Assessment with a moderator", "colour": "blue"})
    elif assessment is None:
        tags.append({"text": "Not assessed", "colour": "orange"})
    facts = [
        {
            "label": "Owner",
            "text": leadership.owner.name,
            "note": leadership.owner.agency.short_name,
        },
        *(
            {
                "label": role.upper(),
                "text": lead.officer.name if lead else "None named",
                "note": _note(lead) if lead else "",
            }
            for role, lead in (("sio", leadership.sio), ("lro", leadership.lro))
            if ocg.state not in NOT_ADOPTED_YET
        ),
    ]
    if assessment is not None:
        moderation = assessment.moderation
        facts.append(
            {
                "label": "Band and tier",
                "text": f"Band {moderation.band}, tier {moderation.tier}",
                "note": _missing_scores(assessment),
            }
        )
    facts.append({"label": "Marking", "text": "OFFICIAL-SENSITIVE"})
    return {"reference": ocg.ref, "title": ocg.name, "tags": tags, "facts": facts}


def _note(lead: Lead) -> str:
    """Return the lead's unit, or who covers for them until when."""
    if lead.deputy is None or lead.cover_until is None:
        return lead.unit.name
    return f"{lead.deputy.name} (cover until {lead.cover_until:%-d %B})"


def _missing_scores(assessment: Assessment) -> str:
    if not assessment.unknowns:
        return "All scored"
    return f"{assessment.unknowns} of {len(assessment.scores)} scores missing"
