"""Cancel an event, and close both sides of its hits."""

from broadhurst.capabilities.deconfliction import meeting
from broadhurst.capabilities.deconfliction.commands.announce import about_other, look_for_probing
from broadhurst.capabilities.deconfliction.matching import flagging
from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.deconfliction.rules import events as rules
from broadhurst.capabilities.deconfliction.rules.planning import CANCELLED_WITHIN, Planned
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.audit.record import command, record, record_by_system
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class CancelEventForm(CommandForm):
    reason = TextAreaField(
        label="Reason", help_text="The other side of a hit does not see this.", rows=3,
        max_length=500,
    )  # fmt: skip


@command
def cancel_event(*, actor: Actor, event: Event, reason: str) -> Event:
    """Cancel a planned or live event, and notify the other sides of its hits."""
    planned = flagging.planned_lately(actor.officer)
    meeting.wait_for_others()
    event = lock(Event.objects.select_related("unit"), event)
    refuse_if(rules.objections_to_cancel(actor.roles, event, reason))

    return cancelled(actor, event, reason, planned)


def cancelled(actor: Actor, event: Event, reason: str, planned: Planned) -> Event:
    """Cancel a locked event; notify its unit and the other sides of its hits."""
    is_soon = clock.now() - event.planned_at < CANCELLED_WITHIN
    called_off = meeting.call_off(event, actor.officer, reason.strip())

    record(
        actor,
        "event.cancelled",
        event.ref,
        dossier=None,
        tell=[event.unit],
        reason=reason,
        hits=", ".join(called_off.closed),
        soon="yes" if is_soon else "no",
        past_the_wall=meeting.TO_CALL_OFF,
    )
    record_by_system(
        "hit.event_cancelled",
        about_other(called_off.others),
        dossier=None,
        kind=audit.Event.Kind.DISCLOSURE,
    )
    look_for_probing(actor, event, planned)
    return event
