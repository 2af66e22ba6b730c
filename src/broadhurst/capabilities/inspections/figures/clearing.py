"""How far a response is cleared, for its letter as of today."""

from broadhurst.capabilities.clearance.queries import chain_of
from broadhurst.capabilities.inspections.figures.letter import digest
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.clearing import Clearing, clearing
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


def clearing_now(response: Response, actor: Actor) -> Clearing:
    """Return where the clearance of a response is."""
    today, is_open = clock.today(), response.stage in ("drafting", "cleared")
    # Nobody changes a response that is closed, so the text that was cleared is its text.
    text = digest(response, today) if is_open else response.cleared_digest
    return clearing(chain_of(response.ref), response, actor, text, today)


def objections_to_clear(actor: Actor, response: Response) -> list[str]:
    """Say why an actor cannot take the next step of a response, complete or not."""
    if response.stage not in ("drafting", "cleared"):
        return rules.objections_to_clear(response, [], [])
    now = clearing_now(response, actor)
    is_changed = response.stage == Response.Stage.CLEARED and now.step is not None
    return rules.objections_to_clear(response, now.objections, [], is_changed=is_changed)


def objections_to_return_response(actor: Actor, response: Response) -> list[str]:
    """Say why an actor cannot return a response for changes."""
    objections = rules.STAGES.objections("return_for_changes", response.stage, [rules.TAKER])
    return objections or clearing_now(response, actor).objections
