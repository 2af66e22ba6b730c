"""Hits from the reader's own side; for a desk, also of the units it serves."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from broadhurst.capabilities.deconfliction.models import Hit, HitSide
from broadhurst.capabilities.deconfliction.queries.entries import flags_waiting
from broadhurst.capabilities.deconfliction.rules.hits import (
    ANSWERING_ROLES,
    OPEN_TO_REVIEW,
    SUPERIOR,
)
from broadhurst.capabilities.deconfliction.targets.naming import Named, named
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.lists.declared import ROW_REF
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

MAY_HAVE_TASKS = """
%(roles)s::text[] && '{desk,auditor}'
OR EXISTS (SELECT FROM deconfliction_hitside WHERE unit_id = %(unit)s AND closed_at IS NULL)
OR EXISTS (
    SELECT FROM deconfliction_hitside WHERE superior_id = %(officer)s AND closed_at IS NULL
)
"""


def sides() -> QuerySet[HitSide]:
    """Return the disclosed sides that the reader may see, newest first.

    They belong to the reader's own unit, to units that it serves as their desk, or were escalated
    to the reader as the superior.
    """
    disclosed = HitSide.objects.filter(is_disclosed=True)
    return disclosed.select_related(
        "hit", "entry", "event", "other_unit__agency", "unit__agency", "desk", "superior"
    ).order_by("-raised_at", "-pk")


def own_first(actor: Actor) -> QuerySet[HitSide]:
    """Return the same sides, the actor's own unit's first, then open ones."""
    is_own = Case(When(unit=actor.unit, then=Value(0)), default=Value(1))
    return sides().order_by(is_own, F("closed_at").asc(nulls_first=True), "pk")


def side_named(ref: str) -> dict[str, str]:
    """Return the lookup for a side from its reference.

    A desk that sees both sides of a hit adds `@` and the unit to the hit's reference.
    """
    hit, _, unit = ref.partition("@")
    return {"hit__ref": hit, "unit__key": unit} if unit else {"hit__ref": hit}


def sides_by_name(actor: Actor) -> QuerySet[HitSide]:
    """Return the same sides, for a command on several: each with its name in `row_ref`."""
    return sides().annotate(**{ROW_REF: name_of_side(actor)})


def name_of_side(actor: Actor) -> Case:
    """Return the name of a side as commands take it: with `@` and the unit, if not the own."""
    other_side = Concat("hit__ref", Value("@"), "unit__key", output_field=CharField())
    own_ref = When(unit=actor.unit, then=F("hit__ref"))
    return Case(own_ref, default=other_side, output_field=CharField())


def to_acknowledge(actor: Actor) -> Q:
    """Filter sides for those that an actor may acknowledge now."""
    waiting = Q(acknowledged_at=None, closed_at=None)
    if set(actor.roles) & set(ANSWERING_ROLES):
        return waiting
    return waiting & Q(superior=actor.officer)


def may_acknowledge(actor: Actor) -> bool:
    """Return whether an actor may acknowledge hits, by their role or as a superior."""
    if actor.reads_only or set(actor.roles) & set(ANSWERING_ROLES):
        return not actor.reads_only
    return sides().filter(to_acknowledge(actor)).exists()


def parts_of(actor: Actor, side: HitSide) -> set[str]:
    """Return the actor's roles on a side; "superior" if it was escalated to them."""
    is_superior = side.superior_id == actor.officer.pk
    return set(actor.roles) | ({SUPERIOR} if is_superior else set())


def ocg_of(side: HitSide) -> Ocg | None:
    """Return the OCG of a side's entry, if it has one that the actor can see."""
    return Ocg.objects.filter(ref=side.ocg_ref).first() if side.ocg_ref else None


def shared_of(side: HitSide) -> list[Named]:
    """Return the own unit's identifiers that the other unit entered too.

    Only the own unit sees its entry. Once the entry is deleted, nothing can be named.
    """
    return named(side.entry.submitted, side.shared) if side.entry else []


def to_review() -> QuerySet[Hit]:
    """Return the hits that wait for a desk's review, oldest first.

    Only desks see them.
    """
    return Hit.objects.filter(state__in=OPEN_TO_REVIEW).order_by("raised_at", "pk")


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the actor's tasks: hits to answer, escalated hits, and flags."""
    rows = _open_for(*_parts_in(actor))
    names = names_for(rows)
    return [hit_task(side, names.get(side.ocg_ref, "")) for side in rows] + flags_waiting(actor)


def _parts_in(actor: Actor) -> tuple[int, int, int]:
    # A unit that cannot be stands for the unit of an actor without the role.
    answers, is_desk = set(actor.roles) & set(ANSWERING_ROLES), "desk" in actor.roles
    unit = actor.unit.pk
    return actor.officer.pk, unit if answers else 0, unit if is_desk else 0


@prepared_query
def _open_for(superior: int, unit: int, desk: int) -> QuerySet[HitSide]:
    served = Q(desk=desk, level__gte=HitSide.Level.DESK, acknowledged_at=None)
    mine = Q(superior=superior) | Q(unit=unit) | served
    return sides().filter(mine, closed_at=None)[:50]


def add_ocg_names(rows: Sequence[Any]) -> None:
    """Add to sides or entries the name of their OCG, empty if the reader does not see it."""
    names = names_for(rows)
    for row in rows:
        row.ocg_name = names.get(row.ocg_ref, "")


def names_for(rows: Sequence[Any]) -> dict[str, str]:
    """Return the names of the OCGs of sides or entries, by reference, as far as the reader sees."""
    refs = [row.ocg_ref for row in rows if row.ocg_ref]
    return dict(_names(refs)) if refs else {}


@prepared_query
def _names(refs: list[str]) -> QuerySet[Ocg, tuple[str, str]]:
    return Ocg.objects.filter(AnyOf(F("ref"), refs)).values_list("ref", "name")


def next_step(side: HitSide) -> str:
    """Return the next step on an open side, as a button says it."""
    if side.acknowledged_at is None:
        return "Acknowledge hit"
    return "Record outcome of hit" if side.contacted_at else "Record contact about hit"


def hit_task(side: HitSide, ocg_name: str) -> Waiting:
    """Return the next step on an open side as a task. `ocg_name` is empty if it is hidden."""
    about = ocg_name or side.ocg_ref or side.own_subject or side.unit.name
    return Waiting(
        next_step(side),
        f"with {side.other_unit.agency.name} on {about}",
        record_address("deconfliction:hit", f"{side.ref}@{side.unit.key}"),
        None if side.acknowledged_at else side.due_at,
        "deconfliction",
        side.ref,
        for_unit=True,
    )


def may_answer(actor: Actor, side: HitSide) -> bool:
    """Return whether the next step on an open side is a task of the actor."""
    is_own = side.unit_id == actor.unit.pk and bool(set(actor.roles) & set(ANSWERING_ROLES))
    return is_own or side.superior_id == actor.officer.pk


def hours_to_contact(side: HitSide) -> float | None:
    """Return the hours from disclosure to contact, or None before contact."""
    if side.contacted_at is None:
        return None
    return hours_between(side.raised_at, side.contacted_at)


def hours_between(raised_at: datetime, contacted_at: datetime) -> float:
    """Return the hours from disclosure to contact, to one decimal."""
    return round((contacted_at - raised_at) / timedelta(hours=1), 1)


def due_in_words(side: HitSide) -> str:
    """Return when an acknowledgement is due, or since when it is overdue."""
    late = "overdue since" if side.due_at < clock.now() else "due"
    return f"{late} {moment(side.due_at)}"


SOURCES = (
    TaskSource(MAY_HAVE_TASKS, waiting_for, lambda actor: [_open_for.ask(*_parts_in(actor))]),
)
