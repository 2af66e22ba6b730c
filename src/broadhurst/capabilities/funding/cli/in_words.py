"""Funding lines and posts as lines of text."""

from broadhurst.capabilities.funding.models import Line, Post
from broadhurst.foundation.govuk.words import day, in_sentence


def line_in_words(line: Line) -> str:
    """Return a line of text about a funding line."""
    return f"{line.ref}  {line.name}  {line.get_status_display()}, to {line.ends_on}"


def post_in_words(post: Post) -> str:
    """Return a line of text about a post."""
    state = (
        f"closed {post.closed_on}" if post.closed_on else "filled" if post.filled_on else "vacant"
    )
    return f"{post.ref}  {post.role}  {state}"


def saved_line(line: Line) -> str:
    """Return the status of a funding line, in a sentence."""
    status = in_sentence(line.get_status_display())
    return f"Funding line {line.name} ({line.ref}) is {status}, to {day(line.ends_on)}."


def saved_post(post: Post) -> str:
    """Return the state of a post, in a sentence."""
    if post.closed_on:
        return f"Post {post.role} ({post.ref}) closed on {day(post.closed_on)}."
    return f"Post {post.role} ({post.ref}) is {'filled' if post.filled_on else 'vacant'}."
