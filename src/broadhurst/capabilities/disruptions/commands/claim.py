"""Claim a disruption of an OCG, as one of those who work on it."""

from typing import Unpack

from broadhurst.capabilities.disruptions import rules
from broadhurst.capabilities.disruptions.forms.facts import FactsOfOcgForm
from broadhurst.capabilities.disruptions.models import Disruption
from broadhurst.capabilities.disruptions.queries.disruptions import moderators_of
from broadhurst.capabilities.disruptions.writes.facts import (
    Facts,
    objections_to_facts,
    save_claim,
)
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if


class ClaimForm(FactsOfOcgForm):
    """The facts of a new claim."""


@for_record(on_ocg(lambda ocg, parts, _ocg: rules.objections_to_claim(ocg, parts)))
@command
def claim(
    *, actor: Actor, ocg: Ocg, action: Action | None = None, **facts: Unpack[Facts]
) -> Disruption:
    """Claim a disruption. It counts once a moderator has accepted it."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    refuse_if(
        rules.objections_to_claim(ocg, leadership.parts_of(actor))
        + objections_to_facts(facts, ocg, action)
    )

    disruption = save_claim(actor, new_reference("DIS"), ocg.dossier, ocg, action, facts)

    record(
        actor,
        "disruption.claimed",
        disruption.ref,
        dossier=ocg.dossier,
        tell=moderators_of(leadership.owner.agency),
        grade=in_sentence(disruption.get_grade_claimed_display()),
        disruption_type=in_sentence(disruption.kind_label),
        happened_on=day(disruption.happened_on),
        lead=disruption.lead.name,
    )
    return disruption
