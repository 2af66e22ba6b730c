"""Hits, from the reader's own side; for a desk, those of the units that it serves."""

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.urls import reverse

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import Hit, HitSide
from broadhurst.capabilities.deconfliction.queries.asking import flags_waiting
from broadhurst.capabilities.deconfliction.targets import Named, named
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.notices.waiting import Waiting


def sides() -> QuerySet[HitSide]:
    """The sides that the reader may see and that were told, newest first.

    They are those of the reader's own unit, those of the units that it serves as their desk, and
    those that came up to the reader as the superior.
    """
    told = HitSide.objects.filter(is_told=True)
    return told.select_related(
        "hit", "entry", "event", "other_unit__agency", "unit__agency", "desk", "superior"
    ).order_by("-raised_at", "-pk")


def own_first(actor: Actor) -> QuerySet[HitSide]:
    """The same, to find one by its reference: one's own side first, then what is still open."""
    is_own = Case(When(unit=actor.unit, then=Value(0)), default=Value(1))
    return sides().order_by(is_own, F("closed_at").asc(nulls_first=True), "pk")


def side_named(ref: str) -> dict[str, str]:
    """How a side is found: by its hit's reference, with `@` and the unit where a desk has both."""
    hit, _, unit = ref.partition("@")
    return {"hit__ref": hit, "unit__key": unit} if unit else {"hit__ref": hit}


def parts_of(actor: Actor, side: HitSide) -> set[str]:
    """What an actor may answer a side as: by their roles, and as the superior it came up to."""
    is_superior = side.superior_id == actor.officer.pk
    return set(actor.roles) | ({rules.SUPERIOR} if is_superior else set())


def shared_of(side: HitSide) -> list[Named]:
    """Of a side of the reader's own unit, which of the identifiers it entered are the other's too.

    Nobody else sees the entry; and once it is gone nothing of it can be named.
    """
    return named(side.entry.content, side.shared) if side.entry else []


def to_review() -> QuerySet[Hit]:
    """Hits that only desks see, until one of them decides: a desk's own, oldest first."""
    return Hit.objects.filter(state__in=rules.OPEN_TO_REVIEW).order_by("raised_at", "pk")


def waiting_for(actor: Actor) -> list[Waiting]:
    """What this actor's unit has to answer, what came up to it as a desk or to them as a superior,
    and what a desk has to review.
    """
    mine = Q(superior=actor.officer)
    if set(actor.roles) & set(rules.ANSWERING_ROLES):
        mine |= Q(unit=actor.unit)
    if "desk" in actor.roles:
        mine |= Q(desk=actor.unit, level__gte=HitSide.Level.DESK, acknowledged_at=None)
    rows = list(sides().filter(mine, closed_at=None)[:50])
    refs = [side.ocg_ref for side in rows if side.ocg_ref]
    names = dict(Ocg.objects.filter(ref__in=refs).values_list("ref", "name"))
    return [_waits(side, names) for side in rows] + flags_waiting(actor)


def next_step(side: HitSide) -> str:
    """What is still to be done on an open side."""
    if side.acknowledged_at is None:
        return "Acknowledge hit"
    return "Record outcome of hit" if side.contacted_at else "Record contact about hit"


def _waits(side: HitSide, names: Mapping[str, str]) -> Waiting:
    about = names.get(side.ocg_ref) or side.ocg_ref or side.of_own or side.unit.name
    return Waiting(
        next_step(side),
        f"with {side.other_unit.agency.name} on {about}",
        reverse("hit", args=[f"{side.ref}@{side.unit.key}"]),
        None if side.acknowledged_at else side.due_at,
        "deconfliction",
        side.ref,
    )


def hours_to_contact(side: HitSide) -> float | None:
    """Hours from when a side was told to when the two spoke; None while they have not."""
    if side.contacted_at is None:
        return None
    return round((side.contacted_at - side.raised_at) / timedelta(hours=1), 1)


def due_in_words(side: HitSide) -> str:
    """Say when an acknowledgement is due, or since when it is overdue."""
    late = "overdue since" if side.due_at < clock.now() else "due"
    return f"{late} {moment(side.due_at)}"
