"""Appoint a chief officer to a post."""

from datetime import date

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.establishment.queries.administering import agencies_of
from broadhurst.capabilities.establishment.rules.administering import (
    objections_to_administer_in,
    objections_to_appoint_oneself,
)
from broadhurst.capabilities.establishment.rules.organisations import (
    objections_to_appoint,
    objections_to_tie,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency, Appointment, Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import ChoiceField, DateField, TextField
from broadhurst.foundation.workflow import refuse_if

RESPONSIBILITY = "What the officer is responsible for. A ROCU chief officer may have several."


class AppointForm(CommandForm):
    agency = AgencyField(label="Organisation")
    post = TextField(
        label="Post", help_text="For example, Assistant Chief Constable", max_length=120
    )
    kind = ChoiceField(
        label="Responsibility", help_text=RESPONSIBILITY, choices=Appointment.Kind.choices
    )
    from_on = DateField(label="First day", help_text="For example, 1 4 2019")
    until_on = DateField(
        label="First day after it ends", help_text="Only if it has already ended.", required=False
    )

    def narrow_choices(self) -> None:
        """Offer the organisations that the administrator manages."""
        self.fields["agency"].queryset = agencies_of(self.actor)  # type: ignore[attr-defined]


@command
def appoint(
    *,
    actor: Actor,
    officer: Officer,
    agency: Agency,
    post: str,
    kind: str,
    from_on: date,
    until_on: date | None = None,
) -> Appointment:
    """Record an appointment. It shows who is responsible for a ROCU on any day."""
    agency = lock(Agency.objects.all(), agency)
    own = actor.agency.pk
    refuse_if(
        objections_to_administer_in(actor.roles, own=own, agency=agency.pk)
        + objections_to_appoint_oneself(is_self=officer.pk == actor.officer.pk)
        + objections_to_appoint(kind, agency.kind, from_on, until_on)
        + objections_to_tie(agency.name, closes_on=agency.until_on, until_on=until_on)
    )

    appointment = Appointment.objects.create(
        ref=new_reference("APP", 8),
        officer=officer,
        agency=agency,
        post=post,
        kind=kind,
        from_on=from_on,
        until_on=until_on,
    )

    record(
        actor, "officer.appointed", officer.username, dossier=None, kind=Event.Kind.COLLECTION,
        tell=[officer], name=officer.name, post=post, body=agency.name,
        responsibility=appointment.get_kind_display(),
    )  # fmt: skip
    return appointment
