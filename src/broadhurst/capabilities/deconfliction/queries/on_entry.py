"""Hits on an entry of the reader's own unit, the same on pages, API and terminal."""

from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.models import Entry, HitSide
from broadhurst.capabilities.deconfliction.queries.concerning import (
    sides_on,
    sides_written_otherwise,
)
from broadhurst.capabilities.deconfliction.queries.on_duty import desk_of
from broadhurst.capabilities.deconfliction.rules.hits import OPEN_TO_REVIEW, hits_notice
from broadhurst.foundation.access.actor import Actor


@dataclass(frozen=True)
class OnEntry:
    """Hits that concern an entry.

    `told` are the disclosed hits. `otherwise` are hits on other entries of the same person, spelt
    differently. `to_review` wait for the reader's desk. `words` describes them.
    """

    told: list[HitSide]
    otherwise: list[HitSide]
    to_review: list[HitSide]
    words: str


def on_entry(entry: Entry, actor: Actor) -> OnEntry:
    """Return the hits that concern an entry of the actor's unit.

    Row-level security shows hits under review only to their desk. If the entry belongs to another
    unit than the desk, there are none here.
    """
    waiting = HitSide.objects.filter(
        entry=entry, unit=actor.unit, is_disclosed=False, hit__state__in=OPEN_TO_REVIEW
    )
    disclosed, to_review = list(sides_on(entry)), list(waiting.select_related("hit").order_by("pk"))
    otherwise = [side for side in sides_written_otherwise(entry) if side not in disclosed]
    words = hits_notice(
        is_silent=entry.is_silent,
        is_its_desk=desk_of(actor.unit) == actor.unit,
        told=len(disclosed),
        otherwise=len(otherwise),
        waiting=len(to_review),
    )
    return OnEntry(disclosed, otherwise, to_review, words)


def withdrawal_warnings(entry: Entry, actor: Actor) -> list[str]:
    """Return warnings about what is lost if the unit withdraws an entry; often none.

    As above, hits under review are named only to their desk.
    """
    hits, warnings = on_entry(entry, actor), []
    mine = [side for side in hits.told if side.entry_id == entry.pk]
    if open_ones := ", ".join(side.ref for side in mine if side.closed_at is None):
        warnings.append(
            f"Not closed yet: {open_ones}. The hits stay, but no longer show what you both have. "
            "Contact the other side first, and record what you agreed."
        )
    if to_review := ", ".join(side.ref for side in hits.to_review):
        warnings.append(
            f"Still to review: {to_review}. Decide first. After this you can only dismiss it, and "
            "the review no longer shows which entry matched."
        )
    return warnings
