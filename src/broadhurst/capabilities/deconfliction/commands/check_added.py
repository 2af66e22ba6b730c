"""Check a target in the same step in which it is added to an OCG, so that nobody forgets to.

Not a verb: the register's `add_member` and `add_identifier` call it, in their own transaction.
"""

from broadhurst.capabilities.deconfliction.commands.check import issue
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.targets import targets_added
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg
from broadhurst.capabilities.register.queries import standing
from broadhurst.capabilities.register.watching import WATCHERS
from broadhurst.foundation.access.actor import Actor


def check_added(*, actor: Actor, ocg: Ocg, added: Membership | Identifier) -> None:
    """Check that one target alone, if it is one: a victim, a witness, or what is theirs, is not.

    What cannot be checked is on the receipt, with the reason.
    """
    targets, not_checked = targets_added(ocg, added)
    if targets or not_checked:
        issue(actor, ocg, standing(ocg).owner, targets, not_checked, Check.Occasion.REGISTERED)


WATCHERS.append(check_added)  # the app's `ready` imports this module
