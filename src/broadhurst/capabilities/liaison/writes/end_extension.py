"""End an extension that waits for an answer. Not a command: several commands call it."""

from broadhurst.capabilities.liaison.models import Extension, Request
from broadhurst.capabilities.liaison.queries.follow_up import locked_extension
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


def end_extension(
    actor: Actor, extension: Extension, stage: Extension.Stage, because: str = ""
) -> None:
    """Record the end of an extension by the actor, now."""
    extension.stage, extension.ended_by, extension.ended_at = stage, actor.officer, clock.now()
    extension.ended_because = because
    extension.save()


def lapse_extension(actor: Actor, request: Request) -> None:
    """End the extension that waits, if any: the request was answered, done or withdrawn."""
    extension = locked_extension(request)
    if extension:
        end_extension(actor, extension, Extension.Stage.LAPSED)
