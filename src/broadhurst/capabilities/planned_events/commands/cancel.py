"""Cancel an event, and close both sides of its hits."""

from broadhurst.capabilities.deconfliction.matching import event_store, recent_use
from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.planned_events.queries.forms import by_roles
from broadhurst.capabilities.planned_events.rules import events as rules
from broadhurst.capabilities.planned_events.writes.call_off import cancel
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class CancelEventForm(CommandForm):
    reason = TextAreaField(
        label="Reason", help_text="The other side of a hit does not see this.", rows=3,
        max_length=500,
    )  # fmt: skip


@for_record(by_roles(rules.objections_to_open_event))
@command
def cancel_event(*, actor: Actor, event: Event, reason: str) -> Event:
    """Cancel a planned or live event, and notify the other sides of its hits."""
    planned = recent_use.recent_plans(actor.officer)
    event_store.wait_for_others()
    event = lock(Event.objects.select_related("unit"), event)
    refuse_if(rules.objections_to_cancel(actor.roles, event, reason))

    cancel(actor, event.ref, reason, planned)
    event.refresh_from_db(fields=["state"])
    return event
