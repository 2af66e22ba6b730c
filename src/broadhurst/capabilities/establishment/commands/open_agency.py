"""Open an organisation: a force, a ROCU, a council or a department."""

from datetime import date

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer
from broadhurst.capabilities.establishment.rules.organisations import (
    objections_to_key,
    objections_to_name,
    objections_to_span,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    ChoiceField,
    DateField,
    SelectField,
    ShortNameField,
    TextField,
)
from broadhurst.foundation.workflow import refuse_if

KINDS = [choice for choice in Agency.Kind.choices if choice[0] != Agency.Kind.SYSTEM]
NATIONS = [("ENG", "England"), ("WLS", "Wales"), ("SCT", "Scotland"), ("NIR", "Northern Ireland")]
KEY_HINT = "Lowercase letters, numbers and hyphens, like gmp. You cannot change it later."


class OpenAgencyForm(CommandForm):
    key = ShortNameField(label="Key", help_text=KEY_HINT)
    name = TextField(label="Name", max_length=120)
    short_name = TextField(label="Short name", help_text="For example, GMP", max_length=40)
    kind = SelectField(label="Kind", choices=KINDS)
    nation = ChoiceField(
        label="Nation",
        help_text="We use its bank holidays to count working days.",
        choices=NATIONS,
        initial="ENG",
    )
    from_on = DateField(label="First day", help_text="For example, 1 4 1974")
    succeeds = AgencyField(
        label="Replaces",
        required=False,
    )
    source = TextField(
        label="Source", help_text="Where these facts come from.", required=False, max_length=400
    )

    def narrow_choices(self) -> None:
        """Offer the organisations that the new one can replace."""
        rows = Agency.objects.exclude(kind=Agency.Kind.SYSTEM)
        self.fields["succeeds"].queryset = rows  # type: ignore[attr-defined]


@command
def open_agency(
    *,
    actor: Actor,
    key: str,
    name: str,
    short_name: str,
    kind: str,
    nation: str,
    from_on: date,
    until_on: date | None = None,
    succeeds: Agency | None = None,
    source: str = "",
) -> Agency:
    """Open an organisation. Its key never changes."""
    refuse_if(
        objections_to_administer(actor.roles)
        + objections_to_key(key, taken=Agency.objects.filter(key=key).exists())
        + objections_to_name(taken=Agency.objects.filter(name=name).exists())
        + objections_to_span(from_on, until_on)
    )

    body = Agency.objects.create(
        key=key,
        name=name,
        short_name=short_name,
        kind=kind,
        nation=nation,
        from_on=from_on,
        until_on=until_on,
        succeeds=succeeds,
        source=source,
    )

    collection = Event.Kind.COLLECTION
    record(actor, "agency.opened", key, dossier=None, kind=collection, name=name)
    return body
