"""End the change of the match key, after which the old key is not needed."""

from broadhurst.capabilities.deconfliction.matching import rekeying
from broadhurst.capabilities.deconfliction.rules.match_keys import objections_to_rekey
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def end_rekey(*, actor: Actor) -> None:
    """End the change of the match key. Call it only when `rekey_hits` went through all hits."""
    refuse_if(objections_to_rekey(actor.roles))

    rekeying.enter(rekeying.Phase.NEW_ALONE)

    record(
        actor,
        "match_key.change_ended",
        "deconfliction",
        dossier=None,
        past_the_wall=rekeying.TO_REKEY,
    )
