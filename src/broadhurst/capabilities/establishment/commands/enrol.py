"""Enrol an officer. They can then be posted to a unit and sign in."""

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.establishment.queries.administering import agencies_of
from broadhurst.capabilities.establishment.rules.administering import (
    is_of_service,
    objections_to_administer_in,
)
from broadhurst.capabilities.establishment.rules.usernames import objections_to_enrol
from broadhurst.capabilities.establishment.writes.passwords import objections_to_password
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class EnrolForm(CommandForm):
    username = TextField(
        label="Username",
        help_text="You cannot change this later. For example, gail-fernsby",
        max_length=50,
        width=20,
    )
    name = TextField(label="Full name", max_length=80, autocomplete="off")
    grade = TextField(label="Rank or grade", required=False, max_length=60)
    agency = AgencyField(
        label="Organisation",
        help_text="Its administrators manage the account.",
    )

    def narrow_choices(self) -> None:
        """Offer the organisations that the administrator manages, and their own."""
        rows = agencies_of(self.actor) | Agency.objects.filter(pk=self.actor.agency.pk)
        self.fields["agency"].queryset = rows  # type: ignore[attr-defined]
        if not is_of_service(self.actor.roles):
            self.fields["agency"].initial = self.actor.agency.key


@command
def enrol(
    *,
    actor: Actor,
    username: str,
    name: str,
    grade: str = "",
    password: str | None = None,
    agency: Agency | None = None,
) -> Officer:
    """Enrol an officer. Post them to a unit and give them a password, and they can sign in."""
    if agency is None and not is_of_service(actor.roles):
        agency = actor.agency
    officer = Officer(username=username, name=name, grade=grade, agency=agency)
    own_agency, home = actor.agency.pk, agency.pk if agency else None
    taken = Officer.objects.filter(username__iexact=username).exists()
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=own_agency, agency=home)
        + objections_to_enrol(username, taken=taken)
        + objections_to_password(password, officer)
    )

    officer.set_password(password)
    officer.save()

    record(actor, "officer.enrolled", username, dossier=None, kind=Event.Kind.COLLECTION, name=name)
    return officer
