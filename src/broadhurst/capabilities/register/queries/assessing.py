"""Schemes and assessments."""

from datetime import date

from django.db.models import F, Q, QuerySet

from broadhurst.capabilities.register.models import Assessment, Ocg, Scheme
from broadhurst.foundation.access.actor import Actor


def scheme_in_force(day: date) -> Scheme:
    """The scoring scheme that an assessment made on a day names."""
    return Scheme.objects.filter(from_on__lte=day).order_by("-from_on", "-pk")[0]


def since_reactivated(ocg: str = "ocg") -> Q:
    """Assessments that count: those before an OCG was archived do not (rule 11).

    `ocg` is the path from the rows to their OCG.
    """
    again = f"{ocg}__reactivated_at"
    return Q(**{f"{again}__isnull": True}) | Q(scored_at__gte=F(again))


def current_assessment(ocg: Ocg) -> Assessment | None:
    """The latest assessment that a moderator accepted, since the OCG was last reactivated."""
    return (
        ocg.assessments.filter(since_reactivated(), moderation__outcome="accepted")
        .select_related("moderation", "scheme", "scored_by")
        .order_by("-scored_at")
        .first()
    )


def assessment_to_moderate(ocg: Ocg) -> Assessment | None:
    """The assessment that was sent and is not moderated yet, if there is one."""
    waiting = ocg.assessments.filter(since_reactivated(), moderation=None)
    return waiting.select_related("scored_by").first()


def to_moderate(actor: Actor) -> QuerySet[Assessment]:
    """Assessments of what this body owns that wait for a moderator other than their scorer.

    The owner moderates: whoever else may see an assessment is not asked to. The owner also leads
    to the few assessments at stake by index; all that were ever made would be looked through else.
    """
    return (
        Assessment.objects.filter(
            since_reactivated(),
            moderation=None,
            ocg__state=Ocg.State.ACTIVE,
            ocg__ownerships__until_at=None,
            ocg__ownerships__agency=actor.agency,
        )
        .exclude(scored_by=actor.officer)
        .select_related("ocg", "scored_by")
        .order_by("scored_at", F("pk"))
    )
