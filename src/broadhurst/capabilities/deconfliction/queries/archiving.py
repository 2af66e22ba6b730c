"""Keep an OCG with open hits from being archived (rule 11)."""

from broadhurst.capabilities.deconfliction.queries.ocg_hits import counts_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.govuk.words import count


def still_open(ocg: Ocg) -> list[str]:
    """Return a sentence that says how many hits are open, or nothing without any."""
    hits = counts_of([ocg]).get(ocg.pk, 0)
    if not hits:
        return []
    return [f"{count(hits, 'deconfliction hit')} {'is' if hits == 1 else 'are'} open on this OCG. "
            "Record the outcome first."]  # fmt: skip
