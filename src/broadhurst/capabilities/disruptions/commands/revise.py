"""Correct a claim before it is accepted, or answer the moderator who returned it."""

from functools import partial
from typing import Any, Unpack

from broadhurst.capabilities.disruptions import rules
from broadhurst.capabilities.disruptions.forms.facts import FactsOfOcgForm
from broadhurst.capabilities.disruptions.models import Disruption, Step
from broadhurst.capabilities.disruptions.queries.disruptions import (
    locked_disruption,
    moderators_of,
    objections_to,
)
from broadhurst.capabilities.disruptions.writes.facts import (
    Facts,
    add_step,
    changed,
    facts_of,
    objections_to_facts,
    save_facts,
)
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class ReviseForm(FactsOfOcgForm):
    prefills = True
    answer = TextAreaField(
        label="Reason for the change",
        help_text="We keep the reason with the claim.",
        max_length=2000,
    )

    def narrow_choices(self) -> None:
        """Fill in the claim. A claimant who cannot see the OCG keeps the action."""
        super().narrow_choices()
        disruption: Disruption = self.subject["disruption"]
        if disruption.stage == Disruption.Stage.RETURNED:
            self.fields["answer"].label = "Answer to the moderator"
        if disruption.ocg is None:
            del self.fields["action"]
        facts = facts_of(disruption)
        values: dict[str, Any] = facts | {
            "references": "\n".join(disruption.references),
            "action": disruption.action and disruption.action.ref,
            "lead": disruption.lead.key,
            "supporters": [agency.key for agency in facts["supporters"]],
        }
        for name in self.fields.keys() & values.keys():
            self.fields[name].initial = values[name]

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the disruption."""
        return subject | {"disruption": locked_disruption(subject["disruption"])}


@for_record(partial(objections_to, "revise"))
@command
def revise(
    *, actor: Actor, disruption: Disruption, answer: str, action: Action | None = None,
    **facts: Unpack[Facts],
) -> Disruption:  # fmt: skip
    """Change a claim, and send it to the moderator. Each version is kept in its steps."""
    disruption = locked_disruption(disruption)
    action = action if disruption.ocg else disruption.action
    changes = changed(disruption, action, facts)
    refuse_if(
        objections_to("revise", actor, disruption)
        + objections_to_facts(facts, disruption.ocg, action, but=disruption)
        + rules.objections_to_revision(changes, disruption.stage)
    )

    save_facts(disruption, action, facts)
    add_step(
        actor, disruption, Step.Verb.REVISED, grade=facts["grade"], reason=answer, changes=changes
    )

    record(
        actor,
        "disruption.revised",
        disruption.ref,
        dossier=disruption.dossier,
        tell=_moderators(disruption),
        changed=", ".join(label for label, _was, _now in changes),
    )
    return disruption


def _moderators(disruption: Disruption) -> list[Officer]:
    """Return the next moderators: the officer who returned the claim, or those of the owner."""
    returned = disruption.steps.filter(verb=Step.Verb.RETURNED).select_related("officer").last()
    if returned:
        return [returned.officer]
    if disruption.ocg:
        return moderators_of(current_leadership(disruption.ocg).owner.agency)
    return moderators_of(disruption.action.asking_unit.agency) if disruption.action else []
