"""Correct a chief officer's appointment that was recorded wrongly."""

from datetime import date
from typing import Any

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.establishment.forms.posts import (
    basis_field,
    because_field,
    end_field,
    first_day_field,
)
from broadhurst.capabilities.establishment.queries.forms import to_change_appointment
from broadhurst.capabilities.establishment.queries.posts import locked_appointment, own_others
from broadhurst.capabilities.establishment.rules import appointments as rules
from broadhurst.capabilities.establishment.rules.administering import (
    objections_to_administer_in,
    objections_to_appoint_oneself,
)
from broadhurst.capabilities.establishment.rules.postings import Days
from broadhurst.capabilities.establishment.writes.what_changed import correct_facts
from broadhurst.foundation.access.actor import SYSTEM, Actor
from broadhurst.foundation.agencies.models import Appointment, Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class CorrectAppointmentForm(CommandForm):
    prefills = True

    officer = OfficerField(label="Officer")
    basis = basis_field()
    from_on = first_day_field()
    until_on = end_field("Leave it empty if the officer still holds the post.")
    because = because_field("Reason for the correction")

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Return the subject with the appointment locked."""
        return subject | {"appointment": locked_appointment(subject["appointment"])}

    def narrow_choices(self) -> None:
        """Fill in the appointment's current details."""
        appointment = self.subject["appointment"]
        officers = Officer.objects.exclude(username=SYSTEM)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]
        self.fields["officer"].initial = appointment.officer.username
        for name in ("basis", "from_on", "until_on"):
            self.fields[name].initial = getattr(appointment, name)


@for_record(to_change_appointment)
@command
def correct_appointment(
    *,
    actor: Actor,
    appointment: Appointment,
    officer: Officer,
    basis: str,
    from_on: date,
    because: str,
    until_on: date | None = None,
) -> Appointment:
    """Correct who holds a post, how and when. The page says what was corrected, and why."""
    appointment = locked_appointment(appointment, officer)
    post, before = appointment.post, appointment.officer
    values = {"officer": officer, "basis": basis, "from_on": from_on, "until_on": until_on}
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=actor.agency.pk, agency=post.agency_id)
        + objections_to_appoint_oneself(is_self=actor.officer.pk in (officer.pk, before.pk))
        + rules.objections_to_change(
            "appointment",
            is_withdrawn=appointment.withdrawn_at is not None,
            because=because,
            is_changed=any(getattr(appointment, name) != value for name, value in values.items()),
        )
        + rules.objections_to_appoint(
            Days(from_on, until_on), post=post, own_others=own_others(post, officer, appointment)
        )
    )

    was, now = correct_facts(appointment, values, because)

    record(
        actor, "appointment.corrected", appointment.ref, dossier=None, tell=[before, officer],
        name=before.name, post=post.title, was=was, now=now, because=because,
    )  # fmt: skip
    return appointment
