"""Remove a value from the stop list: from now on it is matched like any other."""

from broadhurst.capabilities.deconfliction.models import Stopped
from broadhurst.capabilities.deconfliction.rules import stopping
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class LiftStopForm(CommandForm):
    """Form with no fields."""


@for_record(lambda actor, stopped: stopping.objections_to_lift(actor.roles, stopped))
@command
def lift_stop(*, actor: Actor, stopped: Stopped) -> Stopped:
    """Lift a stop.

    Entries checked meanwhile have no key of the value until checked again.
    """
    stopped = lock(Stopped.objects.all(), stopped)
    refuse_if(stopping.objections_to_lift(actor.roles, stopped))

    stopped.lifted_at = clock.now()
    stopped.save(update_fields=["lifted_at"])

    record(actor, "stop.lifted", stopped.ref, dossier=None, value=stopped.label)
    return stopped
