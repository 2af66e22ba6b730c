"""Count names: which of them more people in the entries have than the population would."""

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.matching import keeping
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.workflow import refuse_if


class CountNamesForm(Ask):
    """Nothing is asked: what there is counts, and nothing silent."""


@command
def count_names(*, actor: Actor) -> int:
    """Count the names of all entries anew; returns of how many a likeness now tells less."""
    refuse_if(rules.objections_to_count_names(actor.roles))

    found = keeping.count_names()

    record(
        actor,
        "names.counted",
        "deconfliction",
        dossier=None,
        count=found,
        past_the_wall=keeping.TO_COUNT_NAMES,
    )
    return found
