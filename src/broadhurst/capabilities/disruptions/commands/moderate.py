"""Moderate a claim: accept it at a grade, return it, or do not accept it."""

from functools import partial
from typing import Any

from broadhurst.capabilities.disruptions import rules
from broadhurst.capabilities.disruptions.models import CountedUnder, Disruption, Grade, Step
from broadhurst.capabilities.disruptions.queries.disruptions import (
    leads_to_tell,
    locked_disruption,
    objections_to,
    objections_to_reason,
    region_of,
)
from broadhurst.capabilities.disruptions.writes.facts import add_step
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if

OUTCOMES = (
    ("accepted", "Accept at a grade"),
    ("returned", "Return to the claimant"),
    ("not_accepted", "Do not accept"),
)
HINTS = {
    "accepted": "It counts from now on. The grade claimed stays beside yours.",
    "returned": "The claimant gets a task to answer you.",
    "not_accepted": "It does not count, and the claim is closed.",
}


class ModerateForm(CommandForm):
    outcome = ChoiceField(label="Outcome", choices=OUTCOMES, hints=HINTS)
    grade = ChoiceField(label="Grade", choices=Grade.choices, required=False)
    reason = TextAreaField(
        label="Reason",
        help_text="Needed unless you accept the grade that was claimed. The claimant reads it.",
        required=False,
        max_length=2000,
    )
    shows = {"outcome": {"accepted": ("grade",)}}
    needs = ("grade",)

    def narrow_choices(self) -> None:
        """Give the wording of each grade, and start from the grade claimed."""
        disruption: Disruption = self.subject["disruption"]
        self.fields["grade"].widget.hints = disruption.policy.words


@for_record(partial(objections_to, "moderate"))
@command
def moderate(
    *, actor: Actor, disruption: Disruption, outcome: str, grade: str = "", reason: str = ""
) -> Disruption:
    """Decide on a claim. Neither the claimant nor the SIO nor the LRO can (rule 13)."""
    disruption = locked_disruption(disruption)
    refuse_if(
        objections_to("moderate", actor, disruption)
        + objections_to_reason(disruption, reason)
        + rules.objections_to_outcome(
            outcome=outcome, grade=grade, grade_claimed=disruption.grade_claimed, reason=reason
        )
    )

    accepted = outcome == Disruption.Stage.ACCEPTED
    disruption.stage, disruption.grade = outcome, grade if accepted else ""
    disruption.save(update_fields=["stage", "grade"])
    add_step(actor, disruption, Step.Verb(outcome), grade=disruption.grade, reason=reason)
    if accepted and disruption.ocg:
        CountedUnder.objects.create(
            dossier=disruption.ocg.dossier,
            disruption=disruption,
            threat_types=disruption.ocg.threat_types,
            region_id=region_of(disruption.lead, disruption.happened_on),
        )

    about: dict[str, Any] = {"happened_on": day(disruption.happened_on), "reason": reason}
    if accepted:
        record(
            actor,
            "disruption.accepted",
            disruption.ref,
            dossier=disruption.dossier,
            tell=leads_to_tell(disruption),
            grade=in_sentence(disruption.get_grade_display()),
            claimed=in_sentence(disruption.get_grade_claimed_display()),
            **about,
        )
    elif outcome == Disruption.Stage.RETURNED:
        recipients, dossier = [disruption.claimed_by], disruption.dossier
        record(
            actor, "disruption.returned", disruption.ref, dossier=dossier, tell=recipients, **about
        )
    else:
        recipients, dossier = leads_to_tell(disruption), disruption.dossier
        record(
            actor,
            "disruption.not_accepted",
            disruption.ref,
            dossier=dossier,
            tell=recipients,
            **about,
        )
    return disruption
