"""Begin to change the match key."""

from broadhurst.capabilities.deconfliction.matching import rekeying
from broadhurst.capabilities.deconfliction.rules.match_keys import objections_to_rekey
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def begin_rekey(*, actor: Actor, is_old_lost: bool = False) -> None:
    """Begin to change the match key to this process's newest one.

    From now on a process without both keys refuses to check. If the old key is lost, none
    checks until every entry is keyed again.
    """
    refuse_if(objections_to_rekey(actor.roles))

    rekeying.enter(rekeying.Phase.WRITE_BOTH, is_old_lost=is_old_lost)

    record(
        actor,
        "match_key.change_begun",
        "deconfliction",
        dossier=None,
        is_old_lost="yes" if is_old_lost else "no",
        past_the_wall=rekeying.TO_REKEY,
    )
