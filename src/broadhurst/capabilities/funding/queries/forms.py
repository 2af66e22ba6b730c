"""Say which forms about lines and posts somebody may open, for `for_record`."""

from collections.abc import Callable

from broadhurst.capabilities.funding.models import Line, Post
from broadhurst.capabilities.funding.rules import lines, posts
from broadhurst.foundation.access.actor import Actor


def to_write(actor: Actor, row: Line | Post) -> list[str]:
    """Say why an actor cannot record the funding of the organisation that has a line or post."""
    return lines.objections_to_write(
        actor.roles, own=actor.agency.pk, recipient=row.recipient_id, name=row.recipient.name
    )


def to_move_line(verb: str) -> Callable[[Actor, Line], list[str]]:
    """Return the rule of a form about a line."""

    def objections(actor: Actor, line: Line) -> list[str]:
        return to_write(actor, line) or lines.objections_to_stage(verb, line.status)

    return objections


def to_change_post(actor: Actor, post: Post) -> list[str]:
    """The rule of the forms about a post that is open."""
    return to_write(actor, post) or posts.objections_to_open(post.is_open)


def to_fill_post(actor: Actor, post: Post) -> list[str]:
    """The rule of the form that fills a post."""
    return to_change_post(actor, post) or posts.objections_to_filled(post.filled_on)


def to_vacate_post(actor: Actor, post: Post) -> list[str]:
    """The rule of the form that records that a post is vacant."""
    return to_change_post(actor, post) or posts.objections_to_vacant(post.filled_on)
