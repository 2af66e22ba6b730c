"""Tasks of a duty desk: the hits that wait for its review."""

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.duty_desks.queries.review_groups import ReviewGroup, reviews
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

ROOM = "duty_desks"
TO_DECIDE_ON = {"review": "possible match", "referred": "silent entry"}

MAY_HAVE_TASKS = "%(roles)s::text[] && '{desk}'"


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the reviews of the actor's desk, oldest first."""
    if "desk" not in actor.roles:
        return []
    return [
        Waiting(
            "Review hit",
            f"on {_name(group.side)} ({TO_DECIDE_ON[group.first.state]}){_and_more(group)}",
            record_address("duty_desks:review_hit", group.first.ref),
            group.first.raised_at.astimezone(clock.LONDON).date(),
            ROOM,
            group.first.ref,
            for_unit=True,
        )
        for group in reviews(50)
    ]


def _name(side: HitSide) -> str:
    """Return what the desk's page calls a hit: the label of the entry, or its unit."""
    return side.entry.title if side.entry else side.unit.name


def _and_more(group: ReviewGroup) -> str:
    return f" and {len(group.others)} more of the same" if group.others else ""


SOURCES = (TaskSource(MAY_HAVE_TASKS, waiting_for),)
