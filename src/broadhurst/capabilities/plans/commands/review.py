"""Review an agreed plan, and set the date of the next review."""

from datetime import date, timedelta

from broadhurst.capabilities.plans.models import Plan, Review
from broadhurst.capabilities.plans.rules import plans as rules
from broadhurst.capabilities.register.queries.assessing import (
    cadence_in_force,
    current_assessment,
    tier_of,
)
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class ReviewForm(CommandForm):
    findings = TextAreaField(
        label="Findings",
        help_text="Say what works, what does not, and what changes.",
        max_length=4000,
    )
    next_review_on = DateField(
        label="Next review",
        help_text="If blank, the latest date that the tier allows.",
        required=False,
    )


@for_record(on_ocg(rules.objections_to_review_version))
@command
def review(
    *, actor: Actor, plan: Plan, findings: str, next_review_on: date | None = None
) -> Review:
    """Review a plan. The tier of the OCG decides the latest date of the next review."""
    ocg = locked(plan.ocg)
    plan = Plan.objects.get(pk=plan.pk)
    leadership, assessment, today = current_leadership(ocg), current_assessment(ocg), clock.today()
    days = cadence_in_force(clock.today()).plan_days(tier_of(assessment))
    latest = today + timedelta(days=days)
    refuse_if(
        rules.objections_to_review(
            ocg,
            leadership.parts_of(actor),
            plan,
            next_on=next_review_on or latest,
            latest=latest,
            today=today,
        )
        + objections_to_text(findings)
    )

    new_review = Review.objects.create(
        dossier=ocg.dossier,
        plan=plan,
        reviewed_by=actor.officer,
        reviewed_at=clock.now(),
        findings=findings,
        next_review_on=next_review_on or latest,
    )

    record(
        actor,
        "plan.reviewed",
        ocg.ref,
        dossier=ocg.dossier,
        tell=leadership.officers(),
        plan=plan.ref,
        version=plan.version,
        next_review_on=day(new_review.next_review_on),
    )
    return new_review
