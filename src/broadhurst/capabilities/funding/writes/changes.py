"""Record changes to a line or a post, for its page."""

from broadhurst.capabilities.funding.models import Change, Line, Post
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


def note(actor: Actor, of: Line | Post, text: str, because: str = "") -> None:
    """Add a change to the history of a line or a post."""
    Change.objects.create(
        recipient_id=of.recipient_id,
        line=of if isinstance(of, Line) else None,
        post=of if isinstance(of, Post) else None,
        text=text,
        because=because,
        by=actor.officer,
        at=clock.now(),
    )
