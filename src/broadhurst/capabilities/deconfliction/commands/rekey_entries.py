"""Recompute the blocking keys of outdated entries, a batch at a time."""

from broadhurst.capabilities.deconfliction.matching import rekeying
from broadhurst.capabilities.deconfliction.rules.match_keys import objections_to_rekey
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def rekey_entries(*, actor: Actor, after: int = 0) -> rekeying.Keyed:
    """Recompute the keys of the next entries that are outdated or lack a new match key's.

    Only entries with an id above `after` are processed. It runs no checks. A check made meanwhile
    can miss entries keyed by the rules of another version, so a site is served only when all are
    done. It misses none while the match key is changed.
    """
    refuse_if(objections_to_rekey(actor.roles))

    batch = rekeying.key_batch(rekeying.Keyable.ENTRIES, after)

    record(
        actor,
        "entries.keyed_again",
        "deconfliction",
        dossier=None,
        count=batch.count,
        past_the_wall=rekeying.TO_REKEY,
    )
    return batch
