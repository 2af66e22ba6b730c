"""Export what officers found of weighed hits, for training the matcher; never what was compared."""

from broadhurst.capabilities.deconfliction import rules, telling
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.workflow import refuse_if


class ExportLabelsForm(Ask):
    """Nothing is asked."""


@command
def export_labels(*, actor: Actor) -> list[telling.Label]:
    """The labels: all of them for an administrator, for a desk those of its own units' hits."""
    refuse_if(rules.objections_to_export_labels(actor.roles))

    everywhere = "administrator" in actor.roles
    found = telling.labels() if everywhere else list(telling.labels_seen())

    record(
        actor,
        "labels.exported",
        "deconfliction",
        dossier=None,
        kind=Event.Kind.DISCLOSURE,
        count=len(found),
        past_the_wall=telling.TO_LABEL if everywhere else None,
    )
    return found
