"""Record that SIO and LRO met. The days since their last contact count from it."""

from datetime import date

from broadhurst.capabilities.liaison.models import Meeting
from broadhurst.capabilities.liaison.queries.forms import to_lead
from broadhurst.capabilities.liaison.rules.leading import role_of
from broadhurst.capabilities.liaison.rules.recording import objections_to_record_meeting
from broadhurst.capabilities.liaison.writes.meet import meet
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextField
from broadhurst.foundation.workflow import refuse_if


class RecordMeetingForm(CommandForm):
    met_on = DateField(label="Day you met", help_text="For example, 27 3 2026", noun="day you met")
    note = TextField(label="Note", required=False, max_length=500)


@for_record(to_lead)
@command
def record_meeting(*, actor: Actor, ocg: Ocg, met_on: date, note: str = "") -> Meeting:
    """Record that SIO and LRO met."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    refuse_if(
        objections_to_record_meeting(
            ocg,
            role_of(actor, leadership.leads),
            leadership.leads,
            met_on=met_on,
            registered_on=ocg.registered_at.astimezone(clock.LONDON).date(),
            today=clock.today(),
            note=note,
            is_recorded=Meeting.objects.filter(ocg=ocg, met_on=met_on).exists(),
        )
    )

    meeting = meet(actor, ocg, leadership, met_on, note)

    record(
        actor,
        "leads.met",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[meeting.sio, meeting.lro],
        on=f"{met_on:%-d %B %Y}",
    )
    return meeting
