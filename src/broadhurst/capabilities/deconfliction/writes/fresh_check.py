"""Check an OCG's targets unless its last check is fresh.

Other apps call this, never a page.
"""

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.queries.checks import is_fresh, latest_check
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.foundation.access.actor import Actor


def fresh_check(*, actor: Actor, ocg: Ocg, occasion: str) -> Check:
    """Return the last check of the whole OCG if it is fresh, else make a new one."""
    last = latest_check(locked(ocg))
    if last is not None and is_fresh(last):
        return last
    return check(actor=actor, ocg=ocg, occasion=occasion)
