"""Withdraw a chief officer's appointment that was never made."""

from broadhurst.capabilities.establishment.forms.posts import WithdrawForm
from broadhurst.capabilities.establishment.queries.forms import to_change_appointment
from broadhurst.capabilities.establishment.queries.posts import locked_appointment
from broadhurst.capabilities.establishment.rules import appointments as rules
from broadhurst.capabilities.establishment.rules.administering import (
    objections_to_administer_in,
    objections_to_appoint_oneself,
)
from broadhurst.capabilities.establishment.writes.what_changed import withdraw
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Appointment
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class WithdrawAppointmentForm(WithdrawForm):
    """The reason is asked."""


@for_record(to_change_appointment)
@command
def withdraw_appointment(*, actor: Actor, appointment: Appointment, because: str) -> Appointment:
    """Withdraw an appointment recorded in error. It stays readable, with the reason."""
    appointment = locked_appointment(appointment)
    post, officer = appointment.post, appointment.officer
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=actor.agency.pk, agency=post.agency_id)
        + objections_to_appoint_oneself(is_self=actor.officer.pk == officer.pk)
        + rules.objections_to_change(
            "appointment", is_withdrawn=appointment.withdrawn_at is not None, because=because
        )
    )

    withdraw(appointment, because)

    record(
        actor, "appointment.withdrawn", appointment.ref, dossier=None, tell=[officer],
        name=officer.name, post=post.title, because=because,
    )  # fmt: skip
    return appointment
