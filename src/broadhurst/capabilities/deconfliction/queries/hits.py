"""Hits, from the reader's own side."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import HitSide, Key
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.notices.waiting import Waiting


def sides() -> QuerySet[HitSide]:
    """The reader's own sides of hits, newest first."""
    return HitSide.objects.select_related("hit", "entry", "other_unit__agency", "unit").order_by(
        "-raised_at", "-pk"
    )


def sides_of(ocg: Ocg) -> QuerySet[HitSide]:
    """Own sides that concern an OCG: raised on it, or on the same target of another of the unit's.

    One hit stands for all of a unit's OCGs that share the target.
    """
    shared = Key.objects.filter(entry__ocg_ref=ocg.ref).values("hash")
    same = Key.objects.filter(hash__in=shared).values("entry")
    return sides().filter(Q(ocg_ref=ocg.ref) | Q(entry__in=same))


def open_hits(ocg: Ocg) -> QuerySet[HitSide]:
    """Own sides of an OCG's hits that still have no outcome."""
    return sides_of(ocg).filter(closed_at=None)


def waiting_for(actor: Actor) -> list[Waiting]:
    """Hits that this unit has to acknowledge, by clock; then those whose outcome is due."""
    if not set(actor.roles) & set(rules.ANSWERING_ROLES):
        return []
    rows = sides().filter(closed_at=None)[:50]
    return [
        Waiting(
            "Record the outcome of" if side.acknowledged_at else "Acknowledge and ring about",
            f"hit {side.ref} on {side.ocg_ref}",
            reverse("hit", args=[side.ref]),
            None if side.acknowledged_at else side.due_at.astimezone(clock.LONDON).date(),
            "deconfliction",
        )
        for side in rows
    ]
