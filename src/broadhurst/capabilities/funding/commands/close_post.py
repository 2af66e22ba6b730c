"""Close a post."""

from datetime import date

from broadhurst.capabilities.funding.forms.reason import reason_field
from broadhurst.capabilities.funding.models import Post
from broadhurst.capabilities.funding.queries.forms import to_change_post, to_write
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


class ClosePostForm(CommandForm):
    closed_on = DateField(label="Last day", help_text="For example, 31 3 2027")
    because = reason_field()


@for_record(to_change_post)
@command
def close_post(*, actor: Actor, post: Post, closed_on: date, because: str) -> Post:
    """Close a post for good. Its history and its lines stay."""
    refuse_if(to_write(actor, post))
    post = locked_post(post)
    refuse_if(
        rules.objections_to_open(post.is_open)
        or rules.objections_to_close(post.opened_on, closed_on, clock.today())
    )

    post.closed_on, post.closed_because, post.filled_on = closed_on, because, None
    post.save(update_fields=["closed_on", "closed_because", "filled_on"])
    note(actor, post, f"Closed on {day(closed_on)}", because)

    record(
        actor, "funded_post.closed", post.ref, dossier=None, role=post.role,
        closed_on=day(closed_on), because=because,
    )  # fmt: skip
    return post
