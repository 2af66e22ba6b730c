"""Terminal commands of each verb of funding."""

import click

from broadhurst.capabilities.funding.commands.close_post import ClosePostForm, close_post
from broadhurst.capabilities.funding.commands.confirm_line import ConfirmLineForm, confirm_line
from broadhurst.capabilities.funding.commands.dispute_line import DisputeLineForm, dispute_line
from broadhurst.capabilities.funding.commands.edit_line import EditLineForm, edit_line
from broadhurst.capabilities.funding.commands.edit_post import EditPostForm, edit_post
from broadhurst.capabilities.funding.commands.end_line import EndLineForm, end_line
from broadhurst.capabilities.funding.commands.fill_post import FillPostForm, fill_post
from broadhurst.capabilities.funding.commands.open_post import OpenPostForm, open_post
from broadhurst.capabilities.funding.commands.record_line import RecordLineForm, record_line
from broadhurst.capabilities.funding.commands.rest_post import RestPostForm, rest_post
from broadhurst.capabilities.funding.commands.vacate_post import VacatePostForm, vacate_post
from broadhurst.capabilities.funding.models import Line, Post
from broadhurst.capabilities.funding.queries.lines import lines
from broadhurst.capabilities.funding.queries.posts import posts
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def a_line(actor: Actor, ref: str) -> Line | None:
    return cli.find(actor, lines(), ref=ref)


def a_post(actor: Actor, ref: str) -> Post | None:
    return cli.find(actor, posts(), ref=ref)


def line_in_words(line: Line) -> str:
    """Return a line of text about a funding line."""
    return f"{line.ref}  {line.name}  {line.get_status_display()}, to {line.ends_on}"


def post_in_words(post: Post) -> str:
    """Return a line of text about a post."""
    state = (
        f"closed {post.closed_on}" if post.closed_on else "filled" if post.filled_on else "vacant"
    )
    return f"{post.ref}  {post.role}  {state}"


VERBS: tuple[click.Command, ...] = (
    cli.verb("record-line", RecordLineForm, record_line, says=line_in_words),
    cli.verb("open-post", OpenPostForm, open_post, says=post_in_words),
    *(
        cli.verb(name, form, then, finds={"line": a_line}, says=line_in_words)
        for name, form, then in (
            ("edit-line", EditLineForm, edit_line),
            ("confirm-line", ConfirmLineForm, confirm_line),
            ("dispute-line", DisputeLineForm, dispute_line),
            ("end-line", EndLineForm, end_line),
        )
    ),
    *(
        cli.verb(name, form, then, finds={"post": a_post}, says=post_in_words)
        for name, form, then in (
            ("edit-post", EditPostForm, edit_post),
            ("fill-post", FillPostForm, fill_post),
            ("vacate-post", VacatePostForm, vacate_post),
            ("close-post", ClosePostForm, close_post),
            ("rest-post", RestPostForm, rest_post),
        )
    ),
)
