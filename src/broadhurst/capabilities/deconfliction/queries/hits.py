"""Hits, from the reader's own side; for a desk, those of the units that it serves."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Func, Q, QuerySet, Value, When
from django.urls import reverse

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import Check, Entry, Hit, HitSide, Key
from broadhurst.capabilities.deconfliction.queries.asking import flags_waiting
from broadhurst.capabilities.deconfliction.targets import Named, named, people_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.notices.waiting import Waiting

TO_DECIDE_ON = {"review": "a near match", "referred": "on a silent entry"}


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


def sides_of(ocg: Ocg) -> QuerySet[HitSide]:
    """Own sides that concern an OCG: raised on it, or on the same target of another of the unit's.

    One hit stands for all of a unit's OCGs that share the target: the same person, or what of
    another's entry the hit came by. What else that entry has is no concern of this OCG.
    """
    own = Key.objects.filter(entry__ocg_ref=ocg.ref, is_exact=True).values("hash")
    same = Key.objects.filter(hash__in=own).values("entry")
    came_by = Q(shared__overlap=ArraySubquery(own))
    came_by |= Q(shared=[], hit__strength=Hit.Strength.EXACT)  # from before it was kept
    contents = Entry.objects.filter(ocg_ref=ocg.ref).values_list("content", flat=True)
    people = set().union(*map(people_of, contents))
    same_person = Key.objects.filter(hash__in=people).values("entry")
    # A hit that stood already may answer a check by what the two came to share since.
    answered = Check.objects.filter(ocg=ocg).values(one=Func("hits", function="unnest"))
    return sides().filter(
        Q(ocg_ref=ocg.ref)
        | Q(came_by, entry__in=same)
        | Q(entry__in=same_person)
        | Q(hit__in=answered)
    )


def open_hits(ocg: Ocg) -> QuerySet[HitSide]:
    """Own sides of an OCG's hits that still have no outcome."""
    return sides_of(ocg).filter(closed_at=None)


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
    rows = sides().filter(mine, closed_at=None)[:50]
    return [_waits(side) for side in rows] + _reviews(actor) + flags_waiting(actor)


def next_step(side: HitSide) -> str:
    """What is still to be done on an open side."""
    if side.acknowledged_at is None:
        return "Acknowledge and ring about"
    return "Record the outcome of" if side.contacted_at else "Record the contact about"


def _waits(side: HitSide) -> Waiting:
    about = side.ocg_ref or (str(side.event) if side.event else side.unit.name)
    return Waiting(
        next_step(side),
        f"hit {side.ref} on {about}",
        reverse("hit", args=[f"{side.ref}@{side.unit.key}"]),
        None if side.acknowledged_at else side.due_at.astimezone(clock.LONDON).date(),
        "deconfliction",
    )


def _reviews(actor: Actor) -> list[Waiting]:
    if "desk" not in actor.roles:
        return []
    return [
        Waiting(
            "Review",
            f"hit {hit.ref}, {TO_DECIDE_ON[hit.state]}",
            reverse("review_hit", args=[hit.ref]),
            hit.raised_at.astimezone(clock.LONDON).date(),
            "deconfliction",
        )
        for hit in to_review()[:50]
    ]
