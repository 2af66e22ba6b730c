"""Send a returned action to its unit again, with a changed brief or date."""

from datetime import date

from broadhurst.capabilities.plans.models import Action, Message
from broadhurst.capabilities.plans.queries.actions import lock_both, roles_on
from broadhurst.capabilities.plans.queries.forms import to_move
from broadhurst.capabilities.plans.queries.versions import live_version
from broadhurst.capabilities.plans.rules import messages as rules
from broadhurst.capabilities.plans.rules.plans import objections_to_due
from broadhurst.capabilities.plans.writes.check_brief import HINT, LABEL
from broadhurst.capabilities.plans.writes.messages import check_words, save_message
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextAreaField, TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import at, refuse_if


class SendAgainForm(CommandForm):
    text = TextAreaField(
        label="Reply",
        help_text="The unit reads it. Say what changed. Do not mention the OCG.",
        max_length=2000,
    )
    brief = TextAreaField(
        label="Brief",
        help_text="Needed for another organisation. Do not mention the OCG.",
        required=False,
        max_length=4000,
    )
    due_on = DateField(label="Due date", help_text="For example, 27 3 2026")
    words_because = TextField(label=LABEL, help_text=HINT, required=False, max_length=200)

    def narrow_choices(self) -> None:
        """Begin with the brief and the date that it had."""
        action = self.subject["action"]
        self.fields["brief"].initial, self.fields["due_on"].initial = action.brief, action.due_on


@for_record(to_move("send_again"))
@command
def send_again(
    *,
    actor: Actor,
    action: Action,
    text: str,
    due_on: date,
    brief: str = "",
    words_because: str = "",
) -> Action:
    """Send a returned action again. Its unit accepts or returns it."""
    ocg, action = lock_both(action)
    is_for_partner = action.accountable_unit.agency_id != live_version(ocg).owner_unit.agency_id
    objections = rules.objections_to_say("send_again", action, roles_on(action, actor), text)
    objections += at("due_on", objections_to_due(due_on, clock.today()))
    if is_for_partner and not brief.strip():
        objections += at("brief", "Enter a brief, because another organisation reads it.")
    refuse_if(objections)
    check_words(actor, action, ocg, f"{text} {brief}", words_because)

    action.stage, action.brief, action.due_on = Action.Stage.PROPOSED, brief, due_on
    action.asked_at, action.accepted_at = clock.now(), None
    action.save(update_fields=["stage", "brief", "due_on", "asked_at", "accepted_at"])
    save_message(actor, action, Message.Kind.SENT_AGAIN, text)

    record(
        actor,
        "action.sent_again",
        action.ref,
        dossier=action.dossier,
        tell=[action.accountable_unit],
        title=action.title,
        unit=action.accountable_unit.name,
        due_on=day(due_on),
    )
    return action
