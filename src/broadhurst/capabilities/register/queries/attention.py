"""Tasks of the register on one OCG that need attention, with who can do each."""

from broadhurst.capabilities.register.models import Archiving, Assessment, Ocg
from broadhurst.capabilities.register.queries.leadership import Leadership
from broadhurst.capabilities.register.queries.waiting import (
    assess_task,
    decide_archive_task,
    is_assessment_due,
    moderate_task,
    name_lead_task,
)
from broadhurst.capabilities.register.rules.archiving import may_approve
from broadhurst.capabilities.register.rules.registering import is_partner, without_partner
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Role
from broadhurst.foundation.notices.waiting import Waiting

LEADS = {"sio": "an SIO", "lro": "an LRO"}


def attention_on(
    ocg: Ocg,
    actor: Actor,
    leadership: Leadership,
    assessment: Assessment | None,
    waiting: Assessment | None,
    proposal: Archiving | None,
) -> list[Waiting]:
    """Return leads to name, an assessment due or to moderate, and archiving to decide.

    `assessment` is the current one, `waiting` the one that waits for a moderator, and `proposal`
    the open one to archive the OCG.
    """
    parts, by = without_partner(leadership.parts_of(actor)), who_leads(leadership)
    tasks = [
        name_lead_task(ocg, called).offered(bool(parts), by)
        for role, called in LEADS.items()
        if leadership.lead(role) is None and ocg.state == Ocg.State.ACTIVE
    ]
    review_on = assessment.moderation.review_due_on if assessment else None
    due = min(filter(None, (review_on, ocg.due_on)), default=None)
    if waiting:
        may = actor.has(Role.MODERATOR) and actor.agency.pk == leadership.owner.agency_id
        may = may and waiting.scored_by_id != actor.officer.pk
        moderator = f"A moderator of {leadership.owner.agency.name}"
        tasks.append(moderate_task(waiting).offered(may, moderator))
    elif ocg.state in (Ocg.State.ASSESSING, Ocg.State.ACTIVE) and is_assessment_due(due):
        tasks.append(assess_task(ocg, due).offered(bool(parts), by))
    # Readers without a role on the OCG are not told of the proposal.
    if parts and proposal:
        may = may_approve(actor, parts, proposal)
        approver = f"An officer of {leadership.owner.name} who is not the LRO"
        tasks.append(decide_archive_task(proposal).offered(may, approver))
    return tasks


def who_leads(leadership: Leadership, *, also_in_part: bool = False) -> str:
    """Return the leads of an OCG by name and role, or its owning unit.

    An LRO from a partner is among them only with `also_in_part`, for the plan and liaison.
    """
    leads = [
        f"{lead.officer.name} ({lead.get_role_display()})"
        for lead in leadership.leads
        if also_in_part or not is_partner(lead.unit.agency)
    ]
    return ", ".join(leads) or leadership.owner.name
