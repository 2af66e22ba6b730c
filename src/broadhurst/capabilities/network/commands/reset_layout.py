"""Reset the layout of a network to the usual one."""

from broadhurst.capabilities.network.models import Layout
from broadhurst.capabilities.network.queries.layouts import key_of
from broadhurst.capabilities.network.rules.kept import objections_to_reset
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.workflow import refuse_if


class ResetLayoutForm(CommandForm):
    """A form without fields."""


@command
def reset_layout(*, actor: Actor, about: Ocg | Unit) -> Ocg | Unit:
    """Forget your layout of a network. It has the usual layout again."""
    deleted, _ = Layout.objects.filter(officer=actor.officer, about=key_of(about)).delete()
    refuse_if(objections_to_reset(is_kept=bool(deleted)))

    record(actor, "network.layout_reset", key_of(about), dossier=None, kind=Event.Kind.CONSULTATION)
    return about
