"""What the page of one OCG needs that no room has: its events, and who can see it and why."""

from typing import Any

from django.db.models import Q, QuerySet

from broadhurst.capabilities.register.models import Assessment, Ocg
from broadhurst.capabilities.register.queries import Standing
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.govuk.words import first_capital


def events_of(ocg: Ocg) -> QuerySet[Event]:
    """What happened to an OCG and to what hangs below it, newest first.

    That somebody opened a page is in the log alone.
    """
    return (
        Event.objects.filter(dossier__in=_dossiers(ocg))
        .exclude(kind__in=(Event.Kind.CONSULTATION, Event.Kind.REFUSAL))
        .select_related("officer", "posting__unit")
        .order_by("-at", "-id")
    )


def _dossiers(ocg: Ocg) -> QuerySet[Dossier]:
    """An OCG's dossier, and those of what a partner sees alone."""
    return Dossier.objects.filter(Q(pk=ocg.dossier_id) | Q(parent=ocg.dossier_id))


def sights_of(ocg: Ocg) -> QuerySet[Grant]:
    """Every grant on an OCG and on what hangs below it: those in force first, then the ended."""
    return (
        Grant.objects.filter(dossier__in=_dossiers(ocg))
        .select_related("unit__agency", "officer", "dossier")
        .order_by("until_at", "dossier_id", "from_at")
    )


def identity(
    ocg: Ocg, now: Standing, assessment: Assessment | None, waiting: Assessment | None
) -> dict[str, Any]:
    """What the identity bar shows on every part of the page."""
    colour = "green" if ocg.state == Ocg.State.ACTIVE else "grey"
    tags = [{"text": first_capital(ocg.get_state_display()), "colour": colour}]
    if waiting is not None:
        tags.append({"text": "Assessment with a moderator", "colour": "blue"})
    elif assessment is None:
        tags.append({"text": "Not assessed", "colour": "orange"})
    facts = [
        {"label": "Owner", "text": now.owner.name, "note": now.owner.agency.short_name},
        *(
            {
                "label": role.upper(),
                "text": lead.officer.name if lead else "None named",
                "note": lead.unit.name if lead else "",
            }
            for role, lead in (("sio", now.sio), ("lro", now.lro))
        ),
    ]
    if assessment is not None:
        moderation = assessment.moderation
        facts.append(
            {
                "label": "Band and tier",
                "text": f"Band {moderation.band}, tier {moderation.tier}",
                "note": _scored(assessment),
            }
        )
    facts.append({"label": "Marking", "text": "OFFICIAL-SENSITIVE"})
    return {"reference": ocg.ref, "title": ocg.name, "tags": tags, "facts": facts}


def _scored(assessment: Assessment) -> str:
    """How many of the scores are missing."""
    if not assessment.unknowns:
        return "all scored"
    return f"{assessment.unknowns} of {len(assessment.scores)} scores missing"
