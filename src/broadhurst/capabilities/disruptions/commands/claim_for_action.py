"""Claim the disruption that an action led to, as the unit that is accountable for the action."""

from typing import Unpack

from broadhurst.capabilities.disruptions import rules
from broadhurst.capabilities.disruptions.forms.facts import FactsForm
from broadhurst.capabilities.disruptions.models import Disruption
from broadhurst.capabilities.disruptions.queries.disruptions import moderators_of
from broadhurst.capabilities.disruptions.writes.facts import (
    Facts,
    objections_to_facts,
    open_for_action,
    save_claim,
)
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.queries.actions import locked_action, ocg_of, roles_on
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.register.rules.registering import objections_to_archived
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if


class ClaimForActionForm(FactsForm):
    """The facts of a claim for one action. A partner does not learn of the others."""


def objections_to_claim(actor: Actor, action: Action, ocg: Ocg | None) -> list[str]:
    """Say why an actor cannot claim a disruption for an action now."""
    objections = rules.objections_to_claim_for_action(action, roles_on(action, actor))
    return objections + (objections_to_archived(ocg) if ocg else [])


@for_record(lambda actor, action: objections_to_claim(actor, action, ocg_of(action)))
@command
def claim_for_action(*, actor: Actor, action: Action, **facts: Unpack[Facts]) -> Disruption:
    """Claim a disruption for an action. A partner's claim is read by its unit and by the OCG's."""
    ocg = ocg_of(action)
    if ocg:
        ocg = locked(ocg)
    action = locked_action(action)
    refuse_if(objections_to_claim(actor, action, ocg) + objections_to_facts(facts, ocg, action))

    ref = new_reference("DIS")
    dossier = ocg.dossier if ocg else open_for_action(actor, action, ref)
    disruption = save_claim(actor, ref, dossier, ocg, action, facts)

    record(
        actor,
        "disruption.claimed",
        ref,
        dossier=dossier,
        tell=moderators_of(action.asking_unit.agency),
        grade=in_sentence(disruption.get_grade_claimed_display()),
        disruption_type=in_sentence(disruption.kind_label),
        happened_on=day(disruption.happened_on),
        lead=disruption.lead.name,
    )
    return disruption
