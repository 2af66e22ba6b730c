"""Open an operation: its name, its description and the organisations that take part."""

from collections.abc import Iterable

from broadhurst.capabilities.operations import rules
from broadhurst.capabilities.operations.models import Operation, Participation
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import ModelCheckboxesField, TextAreaField, TextField
from broadhurst.foundation.workflow import refuse_if

ACTING_KINDS = (Agency.Kind.POLICE_FORCE, Agency.Kind.ROCU, Agency.Kind.NATIONAL_AGENCY)


class OpenOperationForm(CommandForm):
    name = TextField(label="Name", help_text="As published.", max_length=80)
    description = TextAreaField(label="Description", max_length=2000)
    agencies = ModelCheckboxesField(
        Agency.objects.none(),
        label="Organisations that take part",
        noun="organisations",
        to_field_name="key",
    )
    source = TextField(label="Source", help_text="Where it is published.", max_length=400)

    def narrow_choices(self) -> None:
        """Offer police forces, ROCUs and national agencies."""
        agencies = Agency.objects.filter(kind__in=ACTING_KINDS)
        self.fields["agencies"].queryset = agencies  # type: ignore[attr-defined]


@for_roles(rules.objections_to_record)
@command
def open_operation(
    *, actor: Actor, name: str, description: str, agencies: Iterable[Agency], source: str
) -> Operation:
    """Open an operation that has published results."""
    is_known = Operation.objects.filter(name=name).exists()
    refuse_if(rules.objections_to_open(actor.roles, name=name, is_known=is_known))

    operation = Operation.objects.create(
        ref=new_reference("OPN"),
        name=name,
        description=description,
        source=source,
        opened_at=clock.now(),
    )
    Participation.objects.bulk_create(
        Participation(operation=operation, agency=agency) for agency in agencies
    )

    record(
        actor,
        "operation.opened",
        operation.ref,
        dossier=None,
        kind=Event.Kind.COLLECTION,
        name=name,
    )
    return operation
