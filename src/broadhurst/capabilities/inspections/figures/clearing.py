"""How far a response is cleared, for its letter as of today."""

from broadhurst.capabilities.clearance.queries import chain_of
from broadhurst.capabilities.inspections.figures.letter import digest
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.clearing import Clearing, clearing
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


def clearing_now(response: Response, actor: Actor) -> Clearing:
    """Return where the clearance of a response is."""
    today, is_open = clock.today(), response.stage in ("drafting", "cleared")
    # Nobody changes a response that is closed, so the text that was cleared is its text.
    text = digest(response, today) if is_open else response.cleared_digest
    return clearing(chain_of(response.ref), response, actor, text, today)
