"""Check a target as it is added to an OCG, so that nobody forgets to.

Not a command: `add_member` and `add_identifier` call it, in their own transaction.
"""

from broadhurst.capabilities.deconfliction.commands.check import issue
from broadhurst.capabilities.deconfliction.matching import recent_use
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.queries.trawling import added_in_a_day
from broadhurst.capabilities.deconfliction.rules.rate_limits import (
    ADDED_A_DAY,
    ADDED_AN_HOUR,
    RecentUse,
    objections_to_rate,
)
from broadhurst.capabilities.deconfliction.targets.of_ocg import targets_added
from broadhurst.capabilities.deconfliction.writes.announce import (
    flag_fishing,
    flag_trawling,
)
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.workflow import refuse_if


def checks_left(officer: Officer) -> int:
    """Return how many more additions of an officer can be checked now, by the hour and the day.

    The officer's next check waits until this transaction ends, so the number stays true.
    """
    hour, day = recent_use.recent_targets_added(officer)
    return max(0, min(ADDED_AN_HOUR - hour, ADDED_A_DAY - day))


def check_added(*, actor: Actor, ocg: Ocg, added: Membership | Identifier) -> Check | None:
    """Check only the added person or identifier, and return the check or None.

    Victims, witnesses and their identifiers are not targets, so they are not checked. The receipt
    lists what could not be checked, with the reason. An officer over the limit is refused, and
    nothing is added. Every few checks, the officer's whole day is examined for fishing.
    """
    targets, not_checked = targets_added(ocg, added)
    if not targets and not not_checked:
        return None
    hour, day = recent_use.recent_targets_added(actor.officer)
    refuse_if(objections_to_rate(hour, day, ADDED_AN_HOUR, ADDED_A_DAY))
    occasion = Check.Occasion.REGISTERED
    check = issue(actor, ocg, current_leadership(ocg).owner, targets, not_checked, occasion)
    if (use := RecentUse(this_hour=hour + 1, checks=day + 1)).is_looked_at:
        flag_fishing(actor, use)
        flag_trawling(actor, added_in_a_day(actor))
    return check
