"""Show disruptions on the OCG's page and among tasks."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from broadhurst.capabilities.disruptions import rules
from broadhurst.capabilities.disruptions.models import Disruption, Step
from broadhurst.capabilities.register.models import ActingLead, Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.agencies.models import Role
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

AT_MOST = 50
MAY_MODERATE = """
%(roles)s::text[] && '{moderator}'
AND EXISTS (SELECT FROM disruptions_disruption WHERE stage = 'claimed')
"""
MAY_ANSWER = """
EXISTS (
    SELECT FROM disruptions_disruption WHERE stage = 'returned' AND claimed_by_id = %(officer)s
)
"""


def on_ocg(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """Return what the disruptions part of the OCG's page shows, the latest first."""
    rows = Disruption.objects.filter(ocg=ocg).select_related("policy", "lead")
    disruptions = list(rows.prefetch_related("supporters")[: AT_MOST + 1])
    parts = current_leadership(ocg).parts_of(actor)
    return {
        "disruptions": disruptions[:AT_MOST],
        "has_more": len(disruptions) > AT_MOST,
        "may_claim": not rules.objections_to_claim(ocg, parts),
    }


def to_moderate_by(actor: Actor) -> Q:
    """Return the filter for the claims that an actor can moderate: none for most actors."""
    if not actor.has(Role.MODERATOR):
        return Q(pk=None)
    return _not_of(actor.officer.pk)


def _not_of(officer: int) -> Q:
    """Return the filter for the claims that an officer neither made nor leads on."""
    led = ActingLead.objects.filter(officer=officer, role__in=(Lead.Role.SIO, Lead.Role.LRO))
    # Not `exclude`: a claim whose OCG the actor leads is excluded, and no other.
    claimed = Step.objects.filter(officer=officer, verb__in=(Step.Verb.CLAIMED, Step.Verb.REVISED))
    return (
        Q(stage=Disruption.Stage.CLAIMED)
        & ~Q(pk__in=claimed.values("disruption"))
        & ~Q(ocg__in=led.values("ocg"))
    )


def _to_moderate(actor: Actor) -> list[Waiting]:
    if not actor.has(Role.MODERATOR):
        return []
    return [moderate_task(row) for row in _claims_for(actor.officer.pk)]


@prepared_query
def _claims_for(moderator: int) -> QuerySet[Disruption]:
    rows = Disruption.objects.filter(_not_of(moderator)).select_related("ocg", "action")
    return with_last_step(rows).order_by("claimed_at", "pk")[:AT_MOST]


def _to_answer(actor: Actor) -> list[Waiting]:
    return [answer_task(row) for row in _returned_to(actor.officer.pk)]


@prepared_query
def _returned_to(officer: int) -> QuerySet[Disruption]:
    """Select the claims that a moderator returned to an officer, each with its latest step."""
    rows = Disruption.objects.filter(claimed_by=officer, stage=Disruption.Stage.RETURNED)
    return with_last_step(rows.select_related("ocg", "action"))[:AT_MOST]


def with_last_step(rows: QuerySet[Disruption]) -> QuerySet[Disruption]:
    """Give each disruption `stepped_at`, when it came to its stage."""
    steps = Step.objects.filter(disruption=OuterRef("pk")).order_by("-at", "-pk")
    return rows.annotate(stepped_at=Subquery(steps.values("at")[:1]))


def moderate_task(disruption: Disruption) -> Waiting:
    href, due = (
        record_address("disruptions:moderate", disruption.ref),
        _after(disruption, rules.MODERATE_WITHIN),
    )
    label = "Moderate the disruption claimed on"
    return Waiting(label, disruption.about, href, due, "disruptions", disruption.ref, for_unit=True)


def answer_task(disruption: Disruption) -> Waiting:
    href, due = (
        record_address("disruptions:revise", disruption.ref),
        _after(disruption, rules.ANSWER_WITHIN),
    )
    label = "Answer the moderator on the disruption of"
    return Waiting(label, disruption.about, href, due, "disruptions", disruption.ref)


def _after(disruption: Disruption, days: int) -> date:
    """Return the day that is `days` after the latest step, at which the claim came to its stage."""
    since: datetime = vars(disruption)["stepped_at"] or disruption.claimed_at
    return since.astimezone(clock.LONDON).date() + timedelta(days=days)


SOURCES = (
    TaskSource(MAY_MODERATE, _to_moderate, lambda actor: [_claims_for.ask(actor.officer.pk)]),
    TaskSource(MAY_ANSWER, _to_answer, lambda actor: [_returned_to.ask(actor.officer.pk)]),
)
