"""Save a change to a response: who made it and when.

Not a command. The commands that write in a response call it.
"""

from broadhurst.capabilities.clearance.queries import chain_of
from broadhurst.capabilities.clearance.writes.chain import restart
from broadhurst.capabilities.inspections.models import Response
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


def edited(response: Response, actor: Actor) -> Response:
    """Save a response that an actor changed. A cleared response becomes a draft again.

    Clearance goes back to the step that the organisation's policy names.
    """
    response.stage = Response.Stage.DRAFTING
    response.cleared_by, response.cleared_at, response.cleared_digest = None, None, ""
    response.last_edited_by, response.last_edited_at = actor.officer, clock.now()
    response.save()
    restart(chain_of(response.ref), actor)
    return response
