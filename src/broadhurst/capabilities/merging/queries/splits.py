"""Read splits for the pages, the API and the terminal."""

from collections.abc import Collection
from types import SimpleNamespace
from typing import Any

from django.db.models import Q, QuerySet

from broadhurst.capabilities.merging.models import Split
from broadhurst.capabilities.merging.queries.split_parts import (
    Chosen,
    counts_going,
    counts_staying,
    is_gone,
)
from broadhurst.capabilities.merging.rules import splitting as rules
from broadhurst.capabilities.merging.rules.merging import (
    LIVE,
    UNDONE_WITHIN,
    in_words,
    objections_to_see,
)
from broadhurst.capabilities.register.models import Membership, Ocg
from broadhurst.capabilities.register.queries.archiving import same_registered
from broadhurst.capabilities.register.queries.assessing import assessment_to_moderate
from broadhurst.capabilities.register.queries.duplicates import likely_ocgs
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.rules.correcting import objections_to_same
from broadhurst.capabilities.register.rules.duplicates import Likely
from broadhurst.capabilities.transfers.models import TransferRequest
from broadhurst.capabilities.transfers.queries.archiving import still_open as open_transfers
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.workflow import at


def splits() -> QuerySet[Split]:
    """Return the splits, if the reader sees both OCGs."""
    return Split.objects.select_related(
        "ocg__dossier", "new__dossier", "split_by", "undone_by", "dossier"
    )


def splits_of(ocg: Ocg) -> QuerySet[Split]:
    """Return the splits of an OCG, and the one that it comes from, the latest first."""
    return splits().filter(Q(ocg=ocg) | Q(new=ocg))


def objections(actor: Actor, ocg: Ocg, chosen: Chosen, *, name: str, text: str) -> list[str]:
    """Return why an officer cannot split an OCG now."""
    leadership = current_leadership(ocg)
    members = Membership.objects.filter(ocg=ocg)
    reasons = rules.objections_to_split(
        ocg,
        parts=leadership.parts_of(actor),
        leads=leadership.leads,
        is_gone=is_gone(ocg, chosen),
        goes=len(chosen.people) + len(chosen.identifiers),
        people_who_stay=members.exclude(person__in=chosen.people).count(),
        clashes=_clashes(ocg),
        text=f"{name} {text}",
    )
    if name.strip():
        same = same_registered(leadership.owner, name=name, national_ref="")
        reasons += at("name", objections_to_same(same, name=name.strip(), national_ref=""))
    return reasons


def likely_same(ocg: Ocg, name: str) -> list[Likely]:
    """Return the likely duplicates of the OCG split off, without the OCG that is split."""
    new = SimpleNamespace(name=name, national_ref="", place=ocg.place)
    return likely_ocgs(new, but=ocg.pk)


def _clashes(ocg: Ocg) -> list[str]:
    asked = TransferRequest.objects.filter(ocg=ocg, stage=TransferRequest.Stage.ASKED)
    parts = {
        "assessment": assessment_to_moderate(ocg) is not None,
        "archiving": ocg.is_archive_proposed,
        "asked": asked.exists(),
    }
    keys = [key for key, is_found in parts.items() if is_found]
    return [*rules.clashes_of(ocg, keys), *open_transfers(ocg)]


def preview(actor: Actor, ocg: Ocg, chosen: Chosen) -> dict[str, Any]:
    """Return sentences: the records that move, those that stay, and the reasons against it."""
    going = counts_going(ocg, chosen)
    return {
        "goes": in_words(going, rules.GOES),
        "stays": in_words(counts_staying(ocg, going), rules.GOES),
        "stops": objections(actor, ocg, chosen, name="", text=""),
    }


@prepared_query
def _not_undone(ocg: int) -> QuerySet[Split]:
    rows = Split.objects.filter(Q(ocg=ocg) | Q(new=ocg), undone_at=None)
    return rows.select_related("split_by")


def asks_of(ocg: Ocg) -> list[Ask]:
    """Return the statement of `on_ocg`, to send it ahead."""
    return [_not_undone.ask(ocg.pk)]


def on_ocg(ocg: Ocg, parts: Collection[str]) -> dict[str, Any]:
    """Return the splits to show on the page of an OCG, and whether it may be split.

    A reader may see one of two OCGs: the other one is not named to them.
    """
    works = not objections_to_see(parts)
    splits_made = _not_undone(ocg.pk)
    others = [row.new_id if row.ocg_id == ocg.pk else row.ocg_id for row in splits_made]
    seen = Ocg.objects.in_bulk(others) if others else {}
    latest = clock.now() - UNDONE_WITHIN
    splits_shown = [
        {
            "split": row,
            "is_new": row.new_id == ocg.pk,
            "other": seen.get(other),
            "may_undo": works and other in seen and row.split_at >= latest,
        }
        for row, other in zip(splits_made, others, strict=True)
    ]
    return {
        "splits": splits_shown,
        "split_off_unseen": bool(ocg.split_off_at)
        and ocg.state != Ocg.State.MERGED
        and not any(split["is_new"] for split in splits_shown),
        "may_split": works
        and ocg.state in LIVE
        and ocg.kind != Ocg.Kind.INDIVIDUAL
        and not ocg.is_archive_proposed,
    }
