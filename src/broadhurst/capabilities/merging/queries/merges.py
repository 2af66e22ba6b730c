"""Merges, as pages, API and terminal show them."""

from typing import Any

from django.db.models import Q, QuerySet

from broadhurst.capabilities.merging.models import Merge
from broadhurst.capabilities.merging.queries.parts import (
    counts_of,
    found_clashes,
    on_both,
    open_decisions,
)
from broadhurst.capabilities.merging.rules import merging as rules
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.queries.ocgs import owned_now
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.database.ahead import Ask


def merges() -> QuerySet[Merge]:
    """Return the merges that the reader sees, with both OCGs."""
    return Merge.objects.select_related(
        "ocg__dossier", "into__dossier", "merged_by", "undone_by", "dossier"
    )


def merges_of(ocg: Ocg) -> QuerySet[Merge]:
    """Return the merges of an OCG into others, and of others into it, the latest first."""
    return merges().filter(Q(ocg=ocg) | Q(into=ocg))


def may_be_merged_into(ocg: Ocg) -> QuerySet[Ocg]:
    """Return the other active and dormant OCGs of the same owner and kind."""
    owner = current_leadership(ocg).owner
    rows = Ocg.objects.filter(pk__in=owned_now(unit=owner), kind=ocg.kind, state__in=rules.LIVE)
    return rows.exclude(pk=ocg.pk).order_by("name", "pk")


def objections(actor: Actor, ocg: Ocg, into: Ocg, text: str) -> list[str]:
    """Return why an officer cannot merge an OCG into another now."""
    mine, other = current_leadership(ocg), current_leadership(into)
    clashes = rules.clashes_of(ocg, into, found_clashes(ocg, into)) + open_decisions(ocg, into)
    return rules.objections_to_merge(
        ocg,
        into,
        parts=mine.parts_of(actor),
        other_parts=other.parts_of(actor),
        owner=mine.owner,
        other_owner=other.owner,
        clashes=clashes,
        text=text,
    )


def preview(actor: Actor, ocg: Ocg, into: Ocg) -> dict[str, Any]:
    """Return sentences: the records that move, those on both OCGs, and the reasons against it."""
    return {
        "into": into,
        "moves": rules.in_words(counts_of(ocg, into)),
        "both": [str(row) for row, _ in on_both(ocg, into)],
        "notes": rules.notes_on(ocg, into),
        "stops": objections(actor, ocg, into, ""),
    }


@prepared_query
def _not_undone(ocg: int) -> QuerySet[Merge]:
    return merges().filter(Q(ocg=ocg) | Q(into=ocg), undone_at=None)


def asks_of(ocg: Ocg) -> list[Ask]:
    """Return the statement of `on_ocg`, to send it ahead."""
    return [_not_undone.ask(ocg.pk)]


def on_ocg(ocg: Ocg, parts: Any) -> dict[str, Any]:
    """Return the merges to show on the page of an OCG, and whether it may be merged."""
    rows = _not_undone(ocg.pk)
    into = next((row for row in rows if row.ocg_id == ocg.pk), None)
    is_in_time = into is not None and clock.now() <= into.merged_at + rules.UNDONE_WITHIN
    return {
        "merged_into": into,
        "may_undo_merge": is_in_time and not rules.objections_to_see(parts),
        "merged_in": [row for row in rows if row.into_id == ocg.pk],
        "may_merge": ocg.state in rules.LIVE
        and not ocg.is_archive_proposed
        and not rules.objections_to_see(parts),
    }
