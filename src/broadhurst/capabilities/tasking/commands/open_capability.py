"""Enter a capability in the catalogue."""

from broadhurst.capabilities.establishment.forms.fields import UnitField
from broadhurst.capabilities.tasking.models import Capability
from broadhurst.capabilities.tasking.rules.supplying import (
    objections_to_code,
    objections_to_list,
    objections_to_list_any,
    objections_to_open,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    NumberField,
    TextField,
)
from broadhurst.foundation.workflow import refuse_if

LEAD_TIME_DAYS = 5


class OpenCapabilityForm(CommandForm):
    code = TextField(label="Code", help_text="Lowercase letters and hyphens.", max_length=50)
    name = TextField(label="Name", max_length=120)
    provider = UnitField(label="Provider")
    capacity = NumberField(label="Number of teams", min_value=1, max_value=99, width=2)
    lead_time_days = NumberField(
        label="Working days from decision to in place",
        min_value=0,
        max_value=99,
        width=2,
    )
    needs_statutory_authority = BooleanField(label="Needs a statutory authority", required=False)

    def narrow_choices(self) -> None:
        """Offer the units that provide capabilities."""
        units = Unit.objects.filter(kind=Unit.Kind.CAPABILITY)
        self.fields["provider"].queryset = units  # type: ignore[attr-defined]


@for_roles(objections_to_list_any)
@command
def open_capability(
    *,
    actor: Actor,
    code: str,
    name: str,
    provider: Unit,
    capacity: int,
    needs_statutory_authority: bool = False,
    lead_time_days: int = LEAD_TIME_DAYS,
) -> Capability:
    """Enter a capability, or update the details of an existing one."""
    refuse_if(
        objections_to_list(actor, provider)
        + objections_to_open(provider, kind=Unit.Kind.CAPABILITY, words="capability unit")
        + objections_to_code(code)
    )

    capability, _ = Capability.objects.update_or_create(
        code=code,
        defaults={
            "name": name,
            "provider": provider,
            "capacity": capacity,
            "needs_statutory_authority": needs_statutory_authority,
            "lead_time_days": lead_time_days,
        },
    )

    kind = Event.Kind.COLLECTION
    record(actor, "capability.opened", code, dossier=None, kind=kind, name=name, teams=capacity)
    return capability
