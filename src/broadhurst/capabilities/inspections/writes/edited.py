"""Save a change to a response: who made it and when.

Not a command. The commands that write in a response call it.
"""

from broadhurst.capabilities.inspections.models import Response
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


def edited(response: Response, actor: Actor) -> Response:
    """Save a response that an actor changed. A cleared response becomes a draft again."""
    response.stage = Response.Stage.DRAFTING
    response.cleared_by, response.cleared_at, response.cleared_digest = None, None, ""
    response.last_edited_by, response.last_edited_at = actor.officer, clock.now()
    response.save()
    return response
