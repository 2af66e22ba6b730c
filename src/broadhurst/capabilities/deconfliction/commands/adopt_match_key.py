"""Look entries up by the new match key, once all of them have its keys."""

from broadhurst.capabilities.deconfliction.matching import rekeying
from broadhurst.capabilities.deconfliction.rules.match_keys import objections_to_rekey
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def adopt_match_key(*, actor: Actor, is_old_lost: bool = False) -> None:
    """Look entries up by the new match key from now on. Hits still have keys of the old one."""
    refuse_if(objections_to_rekey(actor.roles))

    rekeying.enter(rekeying.Phase.LOOK_UP_BY_NEW, is_old_lost=is_old_lost)

    record(
        actor,
        "match_key.changed",
        "deconfliction",
        dossier=None,
        past_the_wall=rekeying.TO_REKEY,
    )
