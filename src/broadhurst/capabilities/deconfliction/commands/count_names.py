"""Find names that are more common in the entries than in the general population."""

from broadhurst.capabilities.deconfliction.matching import entry_lifecycle
from broadhurst.capabilities.deconfliction.rules.checking import objections_to_count_names
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.workflow import refuse_if


class CountNamesForm(CommandForm):
    """Form with no fields. All entries count, except silent ones."""


@command
def count_names(*, actor: Actor) -> int:
    """Count the names of all entries again, and return how many names now weigh less."""
    refuse_if(objections_to_count_names(actor.roles))

    common = entry_lifecycle.count_names()

    record(
        actor,
        "names.counted",
        "deconfliction",
        dossier=None,
        count=common,
        past_the_wall=entry_lifecycle.TO_COUNT_NAMES,
    )
    return common
