"""Moderate an assessment. Its band and tier are used only after that."""

from datetime import timedelta

from broadhurst.capabilities.register.models import Assessment, Moderation, Ocg
from broadhurst.capabilities.register.queries.assessing import cadence_in_force
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.assessing import (
    band_of,
    objections_to_moderate,
    objections_to_moderating_roles,
)
from broadhurst.capabilities.register.rules.registering import objections_to_archived
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class ModerateForm(CommandForm):
    shows = {"outcome": {"returned": ("reason",)}}
    needs = ("reason",)

    outcome = ChoiceField(label="Outcome", choices=Moderation.Outcome.choices)
    reason = TextAreaField(
        label="Reason",
        help_text="You need a reason to return it to the scorer.",
        required=False,
        max_length=2000,
    )


def objections_now(
    actor: Actor, ocg: Ocg, assessment: Assessment, *, outcome: str = "", reason: str = ""
) -> list[str]:
    """Say why an actor cannot moderate an assessment of an OCG now."""
    objections = objections_to_moderate(
        actor,
        assessment,
        owner=current_leadership(ocg).owner,
        is_moderated=Moderation.objects.filter(assessment=assessment).exists(),
        outcome=outcome,
        reason=reason,
    )
    return objections + objections_to_archived(ocg)


@for_roles(objections_to_moderating_roles)
@for_record(lambda actor, assessment: objections_now(actor, assessment.ocg, assessment))
@command
def moderate(*, actor: Actor, assessment: Assessment, outcome: str, reason: str = "") -> Moderation:
    """Accept an assessment and set its band, tier and next review, or return it."""
    ocg = locked(assessment.ocg)
    refuse_if(objections_now(actor, ocg, assessment, outcome=outcome, reason=reason))

    band, tier, due = "", None, None
    if outcome == Moderation.Outcome.ACCEPTED:
        band, tier = band_of(assessment.scheme.bands, assessment.score)
        days = cadence_in_force(clock.today()).assess_days(tier)
        due = clock.today() + timedelta(days=days)
    moderation = Moderation.objects.create(
        dossier=ocg.dossier,
        assessment=assessment,
        outcome=outcome,
        band=band,
        tier=tier,
        reason=reason,
        moderated_by=actor.officer,
        moderated_at=clock.now(),
        review_due_on=due,
    )

    if outcome == Moderation.Outcome.ACCEPTED and ocg.state == Ocg.State.ACTIVE:
        ocg.due_on = None  # from now on its review is due, not its first assessment
        ocg.save(update_fields=["due_on"])

    record(
        actor,
        "assessment.moderated",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[assessment.scored_by],
        outcome=in_sentence(moderation.get_outcome_display()),
        band=band,
        tier=tier,
    )
    return moderation
