"""Report progress on an action."""

from broadhurst.capabilities.plans.models import Action, Progress
from broadhurst.capabilities.plans.queries.actions import locked_action, roles_on
from broadhurst.capabilities.plans.queries.forms import to_move
from broadhurst.capabilities.plans.rules import plans as rules
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class ReportProgressForm(CommandForm):
    text = TextAreaField(
        label="Progress",
        noun="what progress was made",
        help_text="Say what was done, and what is next. Do not name a victim.",
        max_length=4000,
    )


@for_record(to_move("report_progress"))
@command
def report_progress(*, actor: Actor, action: Action, text: str) -> Progress:
    """Report progress on an action. Earlier reports do not change."""
    action = locked_action(action)
    refuse_if(
        rules.ACTION.objections("report_progress", action.stage, roles_on(action, actor))
        + objections_to_text(text)
    )

    action.stage = Action.Stage.IN_PROGRESS
    action.save(update_fields=["stage"])
    progress = Progress.objects.create(
        dossier=action.dossier, action=action, at=clock.now(), officer=actor.officer, text=text
    )

    record(
        actor,
        "action.progress_reported",
        action.ref,
        dossier=action.dossier,
        tell=[action.asking_unit, action.asked_by],
        title=action.title,
        unit=actor.unit.name,
    )
    return progress
