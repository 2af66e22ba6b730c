"""Funding lines and posts as lines of text."""

from broadhurst.capabilities.funding.models import Line, Post


def line_in_words(line: Line) -> str:
    """Return a line of text about a funding line."""
    return f"{line.ref}  {line.name}  {line.get_status_display()}, to {line.ends_on}"


def post_in_words(post: Post) -> str:
    """Return a line of text about a post."""
    state = (
        f"closed {post.closed_on}" if post.closed_on else "filled" if post.filled_on else "vacant"
    )
    return f"{post.ref}  {post.role}  {state}"
