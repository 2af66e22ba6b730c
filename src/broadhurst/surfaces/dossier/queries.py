"""Queries for the pages of one OCG: its events, its grants and its identity bar."""

from typing import Any

from django.db.models import Q, QuerySet

from broadhurst.capabilities.register.models import Assessment, Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import Leadership
from broadhurst.capabilities.register.rules.life import COLOURS, NOT_ADOPTED_YET
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.govuk.words import first_capital


def events_of(ocg: Ocg) -> QuerySet[Event]:
    """Return the events of an OCG and of its partner dossiers, newest first.

    Page views and refusals are left out: they are only in the audit log.
    """
    return (
        Event.objects.filter(dossier__in=_dossiers(ocg))
        .exclude(kind__in=(Event.Kind.CONSULTATION, Event.Kind.REFUSAL))
        .select_related("officer", "posting__unit")
        .order_by("-at", "-id")
    )


def latest_events(ocg: Ocg, many: int) -> list[Event]:
    """Return the latest events of an OCG, as `events_of` has them."""
    # The keys come first: Django takes 3 ms to write an order for so many columns.
    keys = list(events_of(ocg).values_list("pk", flat=True)[:many])
    found = {event.pk: event for event in events_of(ocg).filter(pk__in=keys).order_by()}
    return [found[key] for key in keys]


def _dossiers(ocg: Ocg) -> QuerySet[Dossier]:
    """Return the OCG's dossier and the separate dossiers that partners see."""
    return Dossier.objects.filter(Q(pk=ocg.dossier_id) | Q(parent=ocg.dossier_id))


def grants_on(ocg: Ocg) -> QuerySet[Grant]:
    """Return every grant on an OCG and its partner dossiers, those in force first."""
    return (
        Grant.objects.filter(dossier__in=_dossiers(ocg))
        .select_related("unit__agency", "officer", "dossier")
        .order_by("until_at", "dossier_id", "from_at")
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
        return "all scored"
    return f"{assessment.unknowns} of {len(assessment.scores)} scores missing"
