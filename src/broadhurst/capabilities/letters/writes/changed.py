"""Save a change of a letter. Not a command: the commands that change one call it."""

from broadhurst.capabilities.letters.models import Letter
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


def changed(letter: Letter, actor: Actor) -> None:
    """Save a locked letter as a draft of the actor. It has to be asked for and issued again."""
    letter.stage = Letter.Stage.DRAFT
    letter.written_by, letter.written_at = actor.officer, clock.now()
    letter.save()
