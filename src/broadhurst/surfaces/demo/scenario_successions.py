"""Scenario: a unit that moved to another organisation, and a planned merger of two forces.

The merger has a dry run and is not carried out, so both forces keep their OCGs.
"""

from datetime import date, timedelta

from broadhurst.capabilities.succession.commands.carry_out import carry_out
from broadhurst.capabilities.succession.commands.plan_succession import plan_succession
from broadhurst.capabilities.succession.commands.rehearse import rehearse
from broadhurst.capabilities.succession.models import Succession
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.agencies.models import Posting
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS

HOST, GUEST = "salford", "trafford"  # the districts that share a safeguarding team
BIGGER, SMALLER = "lancashire", "cumbria"
AGREED, MOVED = timedelta(days=230), timedelta(days=200)
DRY_RUN = 4  # days before loading


def reorganise(script: Script, region: Region) -> None:
    """Let two councils share a team, and plan the merger of two forces."""
    words, end = WORDS["successions"], script.until
    hubs = region.forces["gmp"].safeguarding
    planned: list[Succession] = []

    def agree_to_share() -> None:
        planned.append(
            plan_succession(
                actor=_administrator(),
                kind=Succession.Kind.PART,
                predecessors=[hubs[GUEST].unit.agency],
                units=[hubs[GUEST].unit],
                successor=hubs[HOST].unit.agency,
                effective_on=(end - MOVED).date(),
                reason=words["shared_team"],
            )
        )

    def move_the_team() -> None:
        rehearse(actor=_administrator(), succession=planned[0])
        carry_out(actor=_administrator(), succession=planned[0])
        hubs[GUEST] = actor_in(Posting.objects.get(pk=hubs[GUEST].posting.pk))

    def plan_a_merger() -> None:
        merger = plan_succession(
            actor=_administrator(),
            kind=Succession.Kind.WHOLE,
            predecessors=[region.forces[SMALLER].agency],
            successor=region.forces[BIGGER].agency,
            effective_on=date(clock.today().year + 1, 4, 1),
            reason=words["merger"],
        )
        rehearse(actor=_administrator(), succession=merger)

    script.on((end - AGREED).date(), agree_to_share, hour=15)
    script.on((end - MOVED).date(), move_the_team, hour=15)
    script.ago(DRY_RUN, plan_a_merger, hour=15)


def _administrator() -> Actor:
    return actor_in(Posting.objects.get(officer__username="ivy"))
