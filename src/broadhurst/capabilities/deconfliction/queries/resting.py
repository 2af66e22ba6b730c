"""Find open hits that depend on a person or identifier, before it is corrected."""

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.deconfliction.rules.open_hits import correction_warning
from broadhurst.capabilities.deconfliction.targets.naming import keys_of
from broadhurst.capabilities.deconfliction.targets.of_ocg import contents_about
from broadhurst.capabilities.deconfliction.targets.target import Content
from broadhurst.capabilities.register.models import Identifier, Membership
from broadhurst.foundation.govuk.words import in_sentence


def open_hits_resting_on(row: Membership | Identifier) -> list[str]:
    """Return a warning for each open hit on a row, as far as the reader may see it."""
    contents = contents_about(row)
    open_ones = sides().filter(ocg_ref=row.ocg.ref, closed_at=None)
    resting = [side for side in open_ones if any(_rests_on(side, content) for content in contents)]
    label = "this person’s details"
    if isinstance(row, Identifier):
        label = f"this {in_sentence(row.get_kind_display())}"
    warnings = [
        correction_warning(side.other_unit.agency.name, label, side.other_contact)
        for side in resting
    ]
    return list(dict.fromkeys(warnings))


def _rests_on(side: HitSide, content: Content) -> bool:
    """Return whether a hit depends on what is recorded in `content`.

    It does if the content has one of the identifiers that the two units share. If none is stored,
    it compares every value of the kinds that raised the hit.
    """
    if side.shared:
        return not keys_of(content).isdisjoint(side.shared)
    entered: Content = side.entry.submitted if side.entry else {}
    kinds = side.hit.kinds or [side.hit.kind]
    return any({*entered.get(kind, ())} & {*content.get(kind, ())} for kind in kinds)
