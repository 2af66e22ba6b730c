"""Bring back a team that was marked as not available."""

from broadhurst.capabilities.tasking.models import Booking, Capability
from broadhurst.capabilities.tasking.queries.boards import locked_capability, next_absence
from broadhurst.capabilities.tasking.rules.supplying import objections_to_back, objections_to_manage
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import NumberField
from broadhurst.foundation.workflow import refuse_if


class BringBackForm(CommandForm):
    team = NumberField(label="Number of the team", min_value=1, max_value=99, width=2)


@for_record(objections_to_manage)
@command
def bring_back(*, actor: Actor, capability: Capability, team: int) -> Booking:
    """End the current or the next absence of a team."""
    capability = locked_capability(capability)
    absence = next_absence(capability, team)
    refuse_if(objections_to_back(actor, capability, absence))

    away: Booking = absence  # type: ignore[assignment]
    away.until_at = clock.now()
    away.from_at = min(away.from_at, away.until_at)
    away.save()

    record(
        actor, "capability.team_back", capability.ref, dossier=None, name=capability.name, team=team
    )
    return away
