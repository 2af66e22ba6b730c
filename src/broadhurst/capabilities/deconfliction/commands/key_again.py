"""Recompute the blocking keys of outdated entries, a batch at a time."""

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.matching import entry_lifecycle
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def key_again(*, actor: Actor, after: int = 0) -> entry_lifecycle.KeyedAgain:
    """Recompute the keys of the next outdated entries.

    Only entries with an id above `after` are processed. It runs no checks. A check made meanwhile
    can miss entries that are still outdated, so a site is served only when all are done.
    """
    refuse_if(rules.objections_to_key_again(actor.roles))

    done = entry_lifecycle.key_again(after)

    record(
        actor,
        "entries.keyed_again",
        "deconfliction",
        dossier=None,
        count=done.entries,
        past_the_wall=entry_lifecycle.TO_KEY_AGAIN,
    )
    return done
