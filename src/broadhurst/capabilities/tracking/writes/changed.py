"""Lock a milestone or a finding's work, and keep a change. The commands of this room call it."""

from typing import Any

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.inspections.queries.reports import status_of
from broadhurst.capabilities.tracking import rules
from broadhurst.capabilities.tracking.models import Milestone, MilestoneChange
from broadhurst.capabilities.tracking.queries.work import milestones
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock


def locked_milestone(milestone: Milestone) -> Milestone:
    """Lock a milestone's row and return it."""
    return lock(milestones(), milestone)


def locked_finding(finding: Finding) -> Finding:
    """Lock a finding's row and return it with its report."""
    return lock(Finding.objects.select_related("report"), finding)


def objections_to_plan(actor: Actor, finding: Finding) -> list[str]:
    """Say why the actor cannot plan work on a finding for their organisation."""
    is_asked = finding.addressees.filter(agency=actor.agency).exists()
    now = status_of(finding, actor.agency)
    is_live = is_asked and not finding.withdrawn_at
    return rules.objections_to_plan(actor, actor.agency, now, is_asked=is_live)


def objections_to_change(actor: Actor, milestone: Milestone) -> list[str]:
    """Say why the actor cannot change a milestone."""
    now = status_of(milestone.finding, milestone.agency)
    return rules.objections_to_actor(actor, milestone.agency, now)


def objections_to_change_open(actor: Actor, milestone: Milestone) -> list[str]:
    """Say why the actor cannot change a milestone, or that it is not open."""
    return objections_to_change(actor, milestone) + rules.objections_to_open(milestone)


def objections_to_reopen(actor: Actor, milestone: Milestone) -> list[str]:
    """Say why the actor cannot reopen a milestone."""
    return objections_to_change(actor, milestone) + rules.objections_to_reopen(milestone)


def keep_change(
    actor: Actor,
    milestone: Milestone,
    what: str,
    because: str = "",
    details: list[list[Any]] | None = None,
) -> None:
    """Keep what changed on a milestone and why, and who did it."""
    MilestoneChange.objects.create(
        milestone=milestone, what=what, because=because.strip(), details=details or [],
        changed_by=actor.officer, changed_at=clock.now(),
    )  # fmt: skip
