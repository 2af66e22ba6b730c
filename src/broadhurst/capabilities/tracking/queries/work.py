"""The findings of each organisation with its next step and milestones."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.inspections.queries.reports import Statuses, statuses
from broadhurst.capabilities.inspections.queries.tracked import to_act_on, tracked
from broadhurst.capabilities.tracking.models import Milestone, NextStep
from broadhurst.foundation.access.actor import Actor

OF_BOTH = {"finding": OuterRef("finding"), "agency": OuterRef("agency")}
OPEN = Q(done_on=None, withdrawn_at=None)


def work() -> QuerySet[Any]:
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
    return tracked().annotate(
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

    @property
    def open_milestones(self) -> int:
        return sum(milestone.is_open for milestone in self.milestones)


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
