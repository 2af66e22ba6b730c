"""Mark a team of a capability as not available for some days."""

from datetime import date

from broadhurst.capabilities.tasking.models import Booking, Capability
from broadhurst.capabilities.tasking.queries.boards import is_team_free, locked_capability
from broadhurst.capabilities.tasking.rules.supplying import objections_to_away, objections_to_manage
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk import words
from broadhurst.foundation.govuk.fields import DateField, NumberField, TextField
from broadhurst.foundation.workflow import refuse_if


class MarkAwayForm(CommandForm):
    team = NumberField(label="Number of the team", min_value=1, max_value=99, width=2)
    from_on = DateField(label="First day", help_text="For example, 27 3 2027")
    until_on = DateField(label="Last day", help_text="For example, 9 4 2027")
    because = TextField(
        label="Reason",
        help_text="For example, “Training”. Everyone who bids can read it, so do not name an OCG "
        "or an operation.",
        max_length=200,
    )


@for_record(objections_to_manage)
@command
def mark_away(
    *, actor: Actor, capability: Capability, team: int, from_on: date, until_on: date, because: str
) -> Booking:
    """Mark a team as not available, so that it cannot be allocated."""
    capability = locked_capability(capability)
    since, until = clock.midnight(from_on), clock.end_of(until_on)
    is_free = is_team_free(capability, team, since, until)
    refuse_if(
        objections_to_away(
            actor, capability, team=team, from_on=from_on, until_on=until_on, is_free=is_free
        )
    )

    away = Booking.objects.create(
        capability=capability, team=team, from_at=since, until_at=until, away_because=because
    )

    record(
        actor, "capability.team_away", capability.ref, dossier=None, name=capability.name,
        team=team, since=words.day(from_on), until=words.day(until_on), because=because,
    )  # fmt: skip
    return away
