"""Replace the old match key's keys on hits, a batch at a time."""

from broadhurst.capabilities.deconfliction.matching import rekeying
from broadhurst.capabilities.deconfliction.rules.match_keys import objections_to_rekey
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def rekey_hits(*, actor: Actor, after: int = 0) -> rekeying.Keyed:
    """Replace the keys on the next sides of hits, those with an id above `after`.

    Hits name what both units entered by its keys. The command can be repeated from the start.
    """
    refuse_if(objections_to_rekey(actor.roles))

    batch = rekeying.key_batch(rekeying.Keyable.HITS, after)

    record(
        actor,
        "hits.keyed_again",
        "deconfliction",
        dossier=None,
        count=batch.count,
        past_the_wall=rekeying.TO_REKEY,
    )
    return batch
