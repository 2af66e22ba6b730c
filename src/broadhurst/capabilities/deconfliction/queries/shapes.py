"""The API's answer about a hit, used by deconfliction and by the duty desks."""

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.hits import shared_of
from broadhurst.capabilities.deconfliction.queries.schemas import HitOut, ValueOut


def as_hit(side: HitSide) -> HitOut:
    return HitOut(
        ref=side.ref,
        kind=side.hit.kind,
        match=side.hit.words,
        strength=side.hit.strength,
        likelihood=side.hit.likelihood or None,
        raised_at=side.raised_at,
        unit=side.unit.key,
        kinds=side.hit.kinds or [side.hit.kind],
        other_agency=side.other_unit.agency.name,
        other_contact=side.other_contact,
        ocg=side.ocg_ref,
        entry=side.entry.title if side.entry else None,
        shared=[ValueOut(kind=kind, value=text) for kind, text in shared_of(side)],
        entry_corrected_at=side.entry_corrected_at,
        entry_removed_at=side.entry_removed_at,
        other_changed_at=side.other_changed_at,
        other_cancelled_at=side.other_cancelled_at,
        due_at=side.due_at,
        acknowledged_at=side.acknowledged_at,
        level=side.get_level_display(),
        escalated_at=side.escalated_at,
        contacted_at=side.contacted_at,
        outcome=side.outcome or None,
        verdict=side.verdict or None,
        reason=side.reason or None,
        closed_at=side.closed_at,
    )
