"""Complete an action and record its outcome."""

from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.queries.actions import locked_action, roles_on
from broadhurst.capabilities.plans.queries.forms import to_move
from broadhurst.capabilities.plans.rules import plans as rules
from broadhurst.capabilities.plans.writes.repeat import repeat
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class CompleteActionForm(CommandForm):
    outcome = TextAreaField(
        label="Outcome",
        help_text="Say what was done and what resulted. Do not name a victim.",
        max_length=4000,
    )


@for_record(to_move("complete_action"))
@command
def complete_action(*, actor: Actor, action: Action, outcome: str) -> Action:
    """Report an action done, and make the next one if it repeats.

    A unit that sees only this action keeps it as its record, and can change nothing.
    """
    action = locked_action(action)
    refuse_if(
        rules.ACTION.objections("complete_action", action.stage, roles_on(action, actor))
        + objections_to_text(outcome)
    )

    action.stage, action.closed_at = Action.Stage.COMPLETE, clock.now()
    action.outcome = outcome
    action.save(update_fields=["stage", "closed_at", "outcome"])

    record(
        actor,
        "action.completed",
        action.ref,
        dossier=action.dossier,
        tell=[action.asking_unit, action.asked_by],
        title=action.title,
        unit=actor.unit.name,
    )
    repeat(actor, action)
    _keep_as_record(action)
    return action


def _keep_as_record(action: Action) -> None:
    """End the unit's grant to work on the action, and let it read what it did."""
    unit = action.accountable_unit
    if unit.pk != action.asking_unit_id:
        sight = Sight(unit, Grant.Level.SEE, Grant.Why.AUTHOR, action.ref)
        grants.give(action.dossier, sight)
    grants.end(action.dossier, unit, Grant.Why.PARTNER, action.ref)
