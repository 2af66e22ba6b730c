"""End a chief officer's appointment."""

from datetime import date

from broadhurst.capabilities.establishment.queries.forms import to_end_appointment
from broadhurst.capabilities.establishment.queries.posts import locked_appointment
from broadhurst.capabilities.establishment.rules import appointments as rules
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer_in
from broadhurst.capabilities.establishment.rules.organisations import objections_to_end
from broadhurst.capabilities.establishment.rules.postings import Days
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Appointment
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import at, refuse_if


class EndAppointmentForm(CommandForm):
    until_on = DateField(
        label="First day after it ends",
        help_text="The officer holds the post until the day before. For example, 1 4 2024",
    )


@for_record(to_end_appointment)
@command
def end_appointment(*, actor: Actor, appointment: Appointment, until_on: date) -> Appointment:
    """Record when an appointment ends."""
    appointment = locked_appointment(appointment)
    post = appointment.post
    ends = objections_to_end(
        "appointment", from_on=appointment.from_on, until_on=until_on,
        ended_on=appointment.until_on,
    )  # fmt: skip
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=actor.agency.pk, agency=post.agency_id)
        + rules.objections_to_withdrawn(
            "appointment", is_withdrawn=appointment.withdrawn_at is not None
        )
        + (
            at("until_on", ends)
            or rules.objections_to_appoint(
                Days(appointment.from_on, until_on), post=post, own_others=[]
            )
        )
    )

    appointment.until_on = until_on
    appointment.save(update_fields=["until_on"])

    officer, until = appointment.officer, day(until_on)
    record(
        actor, "appointment.ended", officer.username, dossier=None, tell=[officer],
        name=officer.name, post=post.title, until_on=until,
    )  # fmt: skip
    return appointment
