"""Drop a desired outcome from a plan, with the reason."""

from broadhurst.capabilities.plans.models import Outcome
from broadhurst.capabilities.plans.queries.aims import outcomes
from broadhurst.capabilities.plans.queries.forms import to_change_outcome
from broadhurst.capabilities.plans.queries.versions import live_version
from broadhurst.capabilities.plans.rules import aims as rules
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class DropOutcomeForm(CommandForm):
    because = TextAreaField(
        label="Reason",
        help_text="We keep the reason with the plan, and show it on its page.",
        max_length=2000,
    )


@for_record(to_change_outcome)
@command
def drop_outcome(*, actor: Actor, outcome: Outcome, because: str) -> Outcome:
    """Drop an outcome. The plan is no longer graded by it, and its page says why."""
    ocg = locked(outcome.plan.ocg)
    outcome = outcomes().get(pk=outcome.pk)
    leadership = current_leadership(ocg)
    refuse_if(
        rules.objections_to_change_outcome(
            ocg, leadership.parts_of(actor), live_version(ocg), outcome, text=because
        )
    )

    outcome.dropped_by, outcome.dropped_at = actor.officer, clock.now()
    outcome.dropped_because = because
    outcome.save(update_fields=["dropped_by", "dropped_at", "dropped_because"])

    record(
        actor,
        "plan.outcome_dropped",
        ocg.ref,
        dossier=ocg.dossier,
        tell=leadership.officers(),
        outcome=outcome.ref,
        text=outcome.text,
    )
    return outcome
