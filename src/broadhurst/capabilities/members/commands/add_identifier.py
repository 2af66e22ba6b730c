"""Add an identifier of an OCG, such as a phone number, vehicle or address."""

from broadhurst.capabilities.members.writes.checks import check
from broadhurst.capabilities.register.models import Identifier, Ocg, Person
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.registering import (
    objections_to_identifier,
    objections_to_work_on,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import ChoiceField, ModelSelectField, TextField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class AddIdentifierForm(CommandForm):
    kind = ChoiceField(label="Kind", choices=Identifier.Kind.choices)
    value = TextField(
        label="Identifier",
        help_text="The number, registration, address, handle or name.",
        noun="what it is",
        max_length=160,
    )
    person = ModelSelectField(
        Person.objects.none(), label="Who uses it", required=False, to_field_name="ref"
    )

    def narrow_choices(self) -> None:
        """Offer the people of this OCG."""
        self.offer_people(self.subject["ocg"])

    def offer_people(self, ocg: Ocg) -> None:
        """Offer the current people of an OCG."""
        people = Person.objects.filter(pk__in=ocg.memberships.values("person"))
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


@command
def add_identifier(
    *, actor: Actor, ocg: Ocg, kind: str, value: str, person: Person | None = None
) -> Identifier:
    """Add an identifier to an OCG. Its text is kept as entered."""
    ocg = locked(ocg)
    objections = objections_to_work_on(ocg, current_leadership(ocg).parts_of(actor))
    objections += objections_to_identifier(kind, value)
    if ocg.identifiers.filter(kind=kind, value=value).exists():
        objections.append("This is already on the OCG.")
    refuse_if(objections)

    identifier = Identifier.objects.create(
        dossier=ocg.dossier, ref=new_reference("IDN"), ocg=ocg, person=person, kind=kind,
        value=value, added_at=clock.now(),
    )  # fmt: skip

    record(
        actor,
        "ocg.identifier_added",
        ocg.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COLLECTION,
        what=in_sentence(identifier.get_kind_display()),
    )
    identifier.receipts = check(actor, ocg, identifier)
    return identifier
