"""Export what officers found of weighed hits, for training the matcher; never what was compared."""

from broadhurst.capabilities.duty_desks import disclosure
from broadhurst.capabilities.duty_desks import rules as desk_rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.workflow import refuse_if


class ExportLabelsForm(Ask):
    """Nothing is asked."""


@command
def export_labels(*, actor: Actor) -> list[disclosure.Label]:
    """The labels: all of them for an administrator, for a desk those of its own units' hits."""
    refuse_if(desk_rules.objections_to_export_labels(actor.roles))

    everywhere = "administrator" in actor.roles
    found = disclosure.labels() if everywhere else list(disclosure.labels_seen())

    record(
        actor,
        "labels.exported",
        "deconfliction",
        dossier=None,
        kind=Event.Kind.DISCLOSURE,
        count=len(found),
        past_the_wall=disclosure.TO_LABEL if everywhere else None,
    )
    return found
