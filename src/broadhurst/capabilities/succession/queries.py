"""Read successions, count what one would move, and say what stops it.

Administrators of the service see no OCG. Functions of the database count for them.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from broadhurst.capabilities.succession.models import Succession
from broadhurst.capabilities.succession.rules import objections_to_rehearse
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import (
    Agency,
    District,
    Oversight,
    Post,
    Unit,
    in_force_on,
)


def successions() -> QuerySet[Succession]:
    """Return successions with their organisations, newest first."""
    rows = Succession.objects.select_related("successor", "planned_by", "ended_by")
    return rows.prefetch_related("predecessors", "units")


def locked_succession(succession: Succession) -> Succession:
    """Lock a succession and return it as it is now."""
    return lock(successions(), succession)


def units_that_move(succession: Succession) -> list[Unit]:
    """Return the units that change their organisation, by name."""
    rows = Unit.objects.select_related("agency").order_by("agency__name", "name", "pk")
    if succession.kind == Succession.Kind.PART:
        return list(rows.filter(pk__in=succession.units.values("pk")))
    return list(rows.filter(agency__in=succession.predecessors.values("pk")))


def counts_of(succession: Succession, units: Sequence[Unit]) -> dict[str, int]:
    """Return how many records of each kind move with these units, or stay."""
    return _numbers(
        "SELECT what, many FROM succession_counts(%s, %s, %s)",
        [[unit.pk for unit in units], _old(succession), _is_whole(succession)],
    )


def stops_of(succession: Succession, units: Sequence[Unit]) -> dict[str, int]:
    """Return what stops a succession: how many of each."""
    ids, successor = [unit.pk for unit in units], succession.successor_id
    return _numbers(
        "SELECT what, many FROM succession_stops(%s, %s, %s, %s)",
        [ids, _old(succession), successor, _is_whole(succession)],
    )


def _old(succession: Succession) -> list[int]:
    return [agency.pk for agency in succession.predecessors.all()]


def _is_whole(succession: Succession) -> bool:
    return succession.kind == Succession.Kind.WHOLE


def _numbers(statement: str, values: list[Any]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return dict(cursor.fetchall())


DIFFERENT_BODIES = (
    "Different policing bodies: add the one of the successor under Organisations, on the first day"
)


def in_force_or_always(day: date) -> Q:
    """Filter for ties in force on a day. Ties without a first day count too."""
    return Q(Q(from_on=None) | Q(from_on__lte=day), Q(until_on=None) | Q(until_on__gt=day))


def public_facts(succession: Succession) -> dict[str, list[str]]:
    """Return the names of the districts and posts that move with whole organisations."""
    if succession.kind == Succession.Kind.PART:
        return {}
    old = [agency.pk for agency in succession.predecessors.all()]
    posts = Post.objects.filter(
        in_force_on(succession.effective_on), agency__in=old, withdrawn_at=None
    )
    districts = District.objects.filter(force__in=old, until_on=None)
    ties = Oversight.objects.filter(in_force_or_always(succession.effective_on), force__in=old)
    bodies = [
        f"{tie.body.name}, for {tie.force.name}" for tie in ties.select_related("body", "force")
    ]
    return {
        DIFFERENT_BODIES if len({tie.body_id for tie in ties}) > 1 else "Policing bodies": bodies,
        "Districts": [district.name for district in districts],
        "Districts of the council": list(
            District.objects.filter(council__in=old, until_on=None).values_list("name", flat=True)
        ),
        "Posts of chief officers": [f"{post.title}, {post.agency}" for post in posts],
    }


def planned_with(agencies: Sequence[Agency]) -> list[str]:
    """Return the references of planned successions of any of these organisations."""
    rows = Succession.objects.filter(stage=Succession.Stage.PLANNED, predecessors__in=agencies)
    return list(rows.order_by("ref").values_list("ref", flat=True).distinct())


def to_change(actor: Actor, succession: Succession) -> list[str]:
    """Say why an actor cannot go on with a succession, for `for_record`."""
    return objections_to_rehearse(actor.roles, succession)
