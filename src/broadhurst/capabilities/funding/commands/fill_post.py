"""Record that a post is filled."""

from datetime import date

from broadhurst.capabilities.funding.models import Post
from broadhurst.capabilities.funding.queries.forms import to_fill_post, to_write
from broadhurst.capabilities.funding.queries.posts import locked_post
from broadhurst.capabilities.funding.rules import posts as rules
from broadhurst.capabilities.funding.writes.changes import note
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class FillPostForm(CommandForm):
    filled_on = DateField(
        label="Filled since", noun="the first day it was filled", help_text="For example, 1 9 2026"
    )


@for_record(to_fill_post)
@command
def fill_post(*, actor: Actor, post: Post, filled_on: date) -> Post:
    """Record that somebody is in the post. Their name is not kept."""
    refuse_if(to_write(actor, post))
    post = locked_post(post)
    refuse_if(
        rules.objections_to_open(post.is_open)
        or rules.objections_to_fill(post.filled_on, filled_on, clock.today())
    )

    post.filled_on = filled_on
    post.save(update_fields=["filled_on"])
    note(actor, post, f"Filled since {day(filled_on)}")

    record(
        actor, "funded_post.filled", post.ref, dossier=None, role=post.role, since=day(filled_on)
    )
    return post
