"""Scoring schemes and assessments."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from broadhurst.capabilities.register.models import Assessment, Cadence, Moderation, Ocg, Scheme
from broadhurst.capabilities.register.rules.life import OPEN
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.database.ahead import Ask


def scheme_in_force(day: date) -> Scheme:
    """Return the scoring scheme for assessments made on a day."""
    return Scheme.objects.filter(stage="approved", from_on__lte=day).order_by("-from_on")[0]


def cadence_in_force(day: date) -> Cadence:
    """Return how often things are reviewed, as the policy of a day says."""
    return Cadence.objects.filter(stage="approved", from_on__lte=day).order_by("-from_on")[0]


def assess_by(owner: Agency) -> date:
    """Return the last day to assess an OCG that an owner starts on today."""
    today = clock.today()
    return clock.add_working_days(today, cadence_in_force(today).assess_within, owner.nation)


def decide_by(owner: Agency) -> date:
    """Return the last day for an owner to decide on a report of today."""
    today = clock.today()
    return clock.add_working_days(today, cadence_in_force(today).decide_within, owner.nation)


def since_reactivated(ocg: str = "ocg") -> Q:
    """Filter for assessments made since the OCG was last reactivated (rule 11).

    `ocg` is the path from the rows to their OCG.
    """
    reactivated_at = f"{ocg}__reactivated_at"
    return Q(**{f"{reactivated_at}__isnull": True}) | Q(scored_at__gte=F(reactivated_at))


def current_assessment(ocg: Ocg) -> Assessment | None:
    """Return the latest accepted assessment since the OCG was last reactivated."""
    return assessments_in_use(ocg)[0]


def current_assessments(ocgs: Iterable[Ocg]) -> dict[int, Assessment]:
    """Return the current assessment of each OCG that has one, by the OCG's id, in one query."""
    return {row.ocg_id: row for row in _accepted([ocg.pk for ocg in ocgs])}


def ask_current_assessments(ocgs: Iterable[Ocg]) -> Ask:
    """Return the statement of `current_assessments`, to send it ahead."""
    return _accepted.ask([ocg.pk for ocg in ocgs])


@prepared_query
def _accepted(ocgs: list[int]) -> QuerySet[Assessment]:
    """Select the latest accepted assessment of each OCG."""
    accepted = Assessment.objects.filter(
        AnyOf(F("ocg"), ocgs), since_reactivated(), moderation__outcome="accepted"
    )
    latest = accepted.order_by("ocg_id", "-scored_at").distinct("ocg_id")
    return latest.select_related("moderation", "scheme", "scored_by")


def tier_of(assessment: Assessment | None) -> int | None:
    """Return the tier of an accepted assessment, or None without one."""
    return assessment.moderation.tier if assessment else None


def assessment_to_moderate(ocg: Ocg) -> Assessment | None:
    """Return the assessment that waits for moderation, or None."""
    return assessments_in_use(ocg)[1]


@read_once
def assessments_in_use(ocg: Ocg) -> tuple[Assessment | None, Assessment | None]:
    """Return the latest accepted assessment and the one that waits, with one query."""
    outcomes = []
    for row in _newest_assessments(ocg.pk):
        row.ocg = ocg
        if ocg.reactivated_at is None or row.scored_at >= ocg.reactivated_at:
            outcomes.append((row, _outcome(row)))
    accepted = Moderation.Outcome.ACCEPTED
    current = next((row for row, outcome in outcomes if outcome == accepted), None)
    return current, next((row for row, outcome in outcomes if outcome is None), None)


def asks_of(ocg: Ocg) -> list[Ask]:
    """Return the statement of `assessments_in_use`, to send it ahead."""
    return [_newest_assessments.ask(ocg.pk)]


@prepared_query
def _newest_assessments(ocg: int) -> QuerySet[Assessment]:
    rows = Assessment.objects.filter(ocg=ocg).order_by("-scored_at", "-pk")
    return rows.select_related("moderation__moderated_by", "scheme", "scored_by")


def _outcome(assessment: Assessment) -> str | None:
    """Return the outcome of its moderation, or None if it waits."""
    moderation = getattr(assessment, "moderation", None)
    return moderation.outcome if moderation else None


def to_moderate(actor: Actor) -> QuerySet[Assessment]:
    """Return the assessments that this actor can moderate.

    The owner's organisation moderates, and never the scorer. Filtering by owner also lets the query
    use an index, instead of reading every assessment ever made.
    """
    return _to_moderate(actor.agency.pk, actor.officer.pk)


def ask_to_moderate(actor: Actor) -> Ask:
    """Return the statement of `first_to_moderate`, to send it ahead."""
    return _first_to_moderate.ask(actor.agency.pk, actor.officer.pk)


def first_to_moderate(actor: Actor) -> list[Assessment]:
    """Return the first of what `to_moderate` returns, for a list of tasks."""
    return _first_to_moderate(actor.agency.pk, actor.officer.pk)


@prepared_query
def _first_to_moderate(agency: int, officer: int) -> QuerySet[Assessment]:
    return _to_moderate(agency, officer)[:50]


def _to_moderate(agency: int, officer: int) -> QuerySet[Assessment]:
    return (
        Assessment.objects.filter(
            since_reactivated(),
            moderation=None,
            ocg__state__in=OPEN,
            ocg__ownerships__until_at=None,
            ocg__ownerships__agency=agency,
        )
        .exclude(scored_by=officer)
        .select_related("ocg", "scored_by")
        .order_by("scored_at", F("pk"))
    )
