"""The findings of each organisation with its next step and milestones."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from broadhurst.capabilities.inspections.models import Finding, OurStatus
from broadhurst.capabilities.inspections.queries.reports import Statuses, findings, statuses
from broadhurst.capabilities.inspections.queries.tracked import to_act_on, tracked
from broadhurst.capabilities.inspections.rules.statuses import OWN_STATUS_ROLES
from broadhurst.capabilities.tracking.models import Milestone, NextStep
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.lists.declared import ROW_REF

OF_BOTH = {"finding": OuterRef("finding"), "agency": OuterRef("agency")}
OPEN = Q(done_on=None, withdrawn_at=None)


def work(today: date | None = None) -> QuerySet[Any]:
    """Return the findings of each organisation with its next step, as a list shows them.

    `priority` and `next_step` are empty if none is set. `milestone_due` is the date of the first
    open milestone.
    """
    steps = NextStep.objects.filter(**OF_BOTH).order_by("-set_at", "-pk")
    first_due = (
        Milestone.objects.filter(OPEN, **OF_BOTH)
        .order_by()
        .values("finding")
        .annotate(first=Min("due_on"))
        .values("first")
    )
    return tracked(today).annotate(
        priority=Coalesce(Subquery(steps.values("priority")[:1]), Value("")),
        next_step=Coalesce(Subquery(steps.values("text")[:1]), Value(""), output_field=TextField()),
        milestone_due=Subquery(first_due),
    )


def overdue(today: date) -> Q:
    """Filter `work` for findings to act on whose deadline or milestone has passed."""
    return to_act_on() & (Q(finding__due_on__lt=today) | Q(milestone_due__lt=today))


def owned_by(actor: Actor) -> Q:
    """Filter `work` for the findings that an officer or their unit owns."""
    # An administrator acts without their unit.
    units = [] if actor.administers else [actor.unit.pk]
    return Q(owner_officer_id=actor.officer.pk) | Q(owner_unit_id__in=units, agency=actor.agency)


def may_plan(actor: Actor) -> bool:
    """Return whether an actor may plan work on any finding, by their role or as an owner."""
    if actor.reads_only or OWN_STATUS_ROLES & actor.roles:
        return not actor.reads_only
    units = [] if actor.administers else [actor.unit.pk]
    ever = Q(owner=actor.officer) | Q(owner_unit__in=units)
    return OurStatus.objects.filter(ever, agency=actor.agency).exists()


def to_plan(actor: Actor) -> Q:
    """Filter `work` for the findings that an actor may plan work on, by role or as the owner."""
    of_agency = Q(agency=actor.agency)
    return of_agency if OWN_STATUS_ROLES & actor.roles else of_agency & owned_by(actor)


def findings_by_key() -> QuerySet[Finding]:
    """Return findings that a command on several names by their key."""
    return findings().annotate(**{ROW_REF: F("key")})


def milestones() -> QuerySet[Milestone]:
    """Return milestones with the related rows that their pages show."""
    return Milestone.objects.select_related(
        "finding__report__publisher", "agency", "done_by", "added_by"
    )


@dataclass(frozen=True)
class AgencyWork:
    """The work of one organisation on a finding: the statuses, next steps and milestones.

    `steps` has the latest next step first.
    """

    now: Statuses
    steps: list[NextStep] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)

    @property
    def step(self) -> NextStep | None:
        """The next step that counts now."""
        return self.steps[0] if self.steps else None


def work_on(finding: Finding) -> list[AgencyWork]:
    """Return the work of each organisation that a finding is addressed to."""
    steps = list(NextStep.objects.filter(finding=finding).select_related("set_by"))
    planned = list(milestones().filter(finding=finding))
    return [
        AgencyWork(
            now,
            [step for step in steps if step.agency_id == now.agency.pk],
            [milestone for milestone in planned if milestone.agency_id == now.agency.pk],
        )
        for now in statuses([finding])[finding.pk]
    ]
