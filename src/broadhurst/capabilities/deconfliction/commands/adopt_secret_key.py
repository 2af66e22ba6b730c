"""Adopt a new secret key for the site. All entries are keyed again with it."""

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.matching import secret_mark
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def adopt_secret_key(*, actor: Actor) -> int:
    """Mark every entry to be keyed again with this site's secret key; return how many.

    For a key that is lost or was changed on purpose. Until `key_again` has keyed all, no site is
    served. What was sealed or signed with the old key stays unreadable: agreements with other
    instances must be made again, and the signatures of tasking decisions no longer prove anything.
    """
    refuse_if(rules.objections_to_key_again(actor.roles))

    count = secret_mark.adopt()

    record(
        actor,
        "secret_key.adopted",
        "deconfliction",
        dossier=None,
        count=count,
        past_the_wall=secret_mark.TO_ADOPT,
    )
    return count
