"""What is said of the hits on an entry of the reader's own unit, the same at every door."""

from dataclasses import dataclass

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import Entry, HitSide
from broadhurst.capabilities.deconfliction.queries.concerning import (
    sides_on,
    sides_written_otherwise,
)
from broadhurst.capabilities.deconfliction.queries.on_duty import desk_of
from broadhurst.foundation.access.actor import Actor


@dataclass(frozen=True)
class OnEntry:
    """The hits of which the unit is told, those on other entries of the same person written
    otherwise, those that wait for the reader's desk, and the words."""

    told: list[HitSide]
    otherwise: list[HitSide]
    to_review: list[HitSide]
    words: str


def on_entry(entry: Entry, actor: Actor) -> OnEntry:
    """The hits that concern an entry of the actor's unit.

    Those that wait for a review the wall shows to that desk alone: where the entry is another
    unit's than the desk's, there are none here.
    """
    waiting = HitSide.objects.filter(
        entry=entry, unit=actor.unit, is_told=False, hit__state__in=rules.OPEN_TO_REVIEW
    )
    told, to_review = list(sides_on(entry)), list(waiting.select_related("hit").order_by("pk"))
    otherwise = [side for side in sides_written_otherwise(entry) if side not in told]
    words = rules.said_of_hits(
        is_silent=entry.is_silent,
        is_its_desk=desk_of(actor.unit) == actor.unit,
        told=len(told),
        otherwise=len(otherwise),
        waiting=len(to_review),
    )
    return OnEntry(told, otherwise, to_review, words)


def lost_with(entry: Entry, actor: Actor) -> list[str]:
    """What goes with an entry that its unit withdraws, and what to do first; nothing of most.

    As above: what waits at a desk alone is named to nobody else.
    """
    hits, said = on_entry(entry, actor), []
    mine = [side for side in hits.told if side.entry_id == entry.pk]
    if open_ones := ", ".join(side.ref for side in mine if side.closed_at is None):
        said.append(
            f"Not closed yet: {open_ones}. The hits stay, but no longer show what you both have. "
            "Contact the other side first, and record what you agreed."
        )
    if to_review := ", ".join(side.ref for side in hits.to_review):
        said.append(
            f"Still to review: {to_review}. Decide first. After this you can only dismiss it, and "
            "the review no longer shows which entry matched."
        )
    return said
