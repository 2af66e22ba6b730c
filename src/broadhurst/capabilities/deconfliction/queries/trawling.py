"""Count the targets that an officer added in a day, for the trawling rules."""

from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.rules.rate_limits import FISHING_WINDOW
from broadhurst.capabilities.deconfliction.rules.trawling import (
    Many,
    in_runs,
    nearly_the_same,
)
from broadhurst.capabilities.register.models import Identifier, Membership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor

NUMBERED = ("phone", "imei", "vehicle", "account", "device")


def added_in_a_day(actor: Actor) -> Many:
    """Count what was added in a day to OCGs that the actor added to.

    Items that were removed since count too.
    """
    since = clock.now() - FISHING_WINDOW
    theirs = Check.objects.filter(
        made_by=actor.officer, made_at__gt=since, occasion=Check.Occasion.REGISTERED
    ).values("ocg")
    things = list(
        Identifier.with_ended.filter(
            ocg__in=theirs, added_at__gt=since, kind__in=NUMBERED
        ).values_list("kind", "value")
    )
    members = Membership.with_ended.filter(ocg__in=theirs, added_at__gt=since)
    people = list(members.values_list("person__name", "person__born_on"))
    return Many(
        rows=len(things) + len(people),
        in_runs=in_runs(things),
        variants=nearly_the_same((name, str(born or "")) for name, born in people),
    )
