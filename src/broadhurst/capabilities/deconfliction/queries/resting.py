"""Which open hits rest on a person or an identifier, before it is corrected or removed."""

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.deconfliction.rules.open_hits import rests_on
from broadhurst.capabilities.deconfliction.targets import Content, contents_about, keys_of
from broadhurst.capabilities.register.models import Identifier, Membership
from broadhurst.capabilities.register.watching import WARNINGS
from broadhurst.foundation.govuk.words import in_sentence


def open_hits_resting_on(row: Membership | Identifier) -> list[str]:
    """Warn about each open hit on a row, as far as the reader may see it."""
    contents = contents_about(row)
    open_ones = sides().filter(ocg_ref=row.ocg.ref, closed_at=None)
    resting = [side for side in open_ones if any(_rests_on(side, one) for one in contents)]
    what = "this person’s details"
    if isinstance(row, Identifier):
        what = f"this {in_sentence(row.get_kind_display())}"
    said = [rests_on(side.other_unit.agency.name, what, side.ring) for side in resting]
    return list(dict.fromkeys(said))


def _rests_on(side: HitSide, content: Content) -> bool:
    """By what both units entered alike; without any, by what was compared."""
    if side.shared:
        return not keys_of(content).isdisjoint(side.shared)
    held: Content = side.entry.content if side.entry else {}
    kinds = side.hit.kinds or [side.hit.kind]
    return any({*held.get(kind, ())} & {*content.get(kind, ())} for kind in kinds)


WARNINGS.append(open_hits_resting_on)  # the app's `ready` imports this module
