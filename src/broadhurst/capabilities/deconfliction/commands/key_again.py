"""Key entries again that an earlier version of the program keyed, some at a time."""

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.matching import keeping
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def key_again(*, actor: Actor, after: int = 0) -> keeping.KeyedAgain:
    """Key the next entries behind one of a number that are keyed by other rules than today's.

    It looks for nobody: who asks meanwhile may miss what is not keyed yet, so a site is served
    when all are.
    """
    refuse_if(rules.objections_to_key_again(actor.roles))

    done = keeping.key_again(after)

    record(
        actor,
        "entries.keyed_again",
        "deconfliction",
        dossier=None,
        count=done.entries,
        past_the_wall=keeping.TO_KEY_AGAIN,
    )
    return done
