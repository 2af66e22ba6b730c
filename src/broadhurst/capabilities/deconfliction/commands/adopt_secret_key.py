"""Adopt a new secret key for the site.

The keys of all entries are recomputed with it.
"""

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.matching import secret_mark
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def adopt_secret_key(*, actor: Actor) -> int:
    """Mark every entry to be keyed again with the site's key; return how many.

    Use it for a key that is lost or was changed on purpose. The site is not served until
    `key_again` has processed every entry. Data sealed or signed with the old key stays unreadable.
    Agreements with other instances must be made again, and the signatures of tasking decisions no
    longer prove anything.
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
