"""Reads of this room. The wall decides what is there: a unit reads its own entries and sides."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import Check, Entry, HitSide, Key
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.notices.waiting import Waiting


def latest_check(ocg: Ocg) -> Check | None:
    """The last check of an OCG's targets."""
    return ocg.checks.select_related("made_by").order_by("-made_at", "-pk").first()


def is_fresh(check: Check | None) -> bool:
    """Whether a check serves a bid or a handover today."""
    if check is None:
        return False
    return rules.is_fresh(check.made_at.astimezone(clock.LONDON).date(), clock.today())


def entries_of(ocg: Ocg) -> QuerySet[Entry]:
    """What the reader's own unit has registered from an OCG, until it expires."""
    return Entry.objects.filter(ocg_ref=ocg.ref)


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


def on_ocg(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """What the OCG's page shows of this room."""
    check = latest_check(ocg)
    return {
        "check": check,
        "is_fresh": is_fresh(check),
        "caveat": rules.CAVEAT,
        "hits": sides_of(ocg),
        "entries": entries_of(ocg),
    }


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
