"""Add an identifier of an OCG, such as a phone number, vehicle or address."""

from broadhurst.capabilities.members.writes.checks import check
from broadhurst.capabilities.members.writes.enter import enter_identifier
from broadhurst.capabilities.register.models import Identifier, Ocg, Person
from broadhurst.capabilities.register.queries.forms_on_ocg import to_work_on
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, ModelSelectField, TextField


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


@for_record(to_work_on())
@command
def add_identifier(
    *, actor: Actor, ocg: Ocg, kind: str, value: str, person: Person | None = None
) -> Identifier:
    """Add an identifier to an OCG. Its text is kept as entered."""
    ocg = locked(ocg)
    identifier = enter_identifier(actor=actor, ocg=ocg, kind=kind, value=value, person=person)
    identifier.receipts = check(actor, ocg, identifier)
    return identifier
