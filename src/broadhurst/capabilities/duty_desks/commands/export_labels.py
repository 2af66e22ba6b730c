"""Export officers' verdicts with weights to train the matcher, never the values compared."""

from broadhurst.capabilities.duty_desks import disclosure
from broadhurst.capabilities.duty_desks import rules as desk_rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.workflow import refuse_if


class ExportLabelsForm(CommandForm):
    """The form has no fields."""


@command
def export_labels(*, actor: Actor) -> list[disclosure.Label]:
    """Return all labels to an administrator, and those of its own units' hits to a desk."""
    refuse_if(desk_rules.objections_to_export_labels(actor.roles))

    is_administrator = "administrator" in actor.roles
    labels = disclosure.labels() if is_administrator else list(disclosure.visible_labels())

    record(
        actor,
        "labels.exported",
        "deconfliction",
        dossier=None,
        kind=Event.Kind.DISCLOSURE,
        count=len(labels),
        past_the_wall=disclosure.TO_LABEL if is_administrator else None,
    )
    return labels
