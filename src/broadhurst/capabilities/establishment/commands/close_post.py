"""End a post of a chief officer."""

from datetime import date

from broadhurst.capabilities.establishment.queries.forms import to_close_post
from broadhurst.capabilities.establishment.queries.posts import held_in, locked_post
from broadhurst.capabilities.establishment.rules import appointments as rules
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer_in
from broadhurst.capabilities.establishment.rules.organisations import objections_to_end
from broadhurst.capabilities.establishment.rules.postings import Days
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Post
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import at, refuse_if


class ClosePostForm(CommandForm):
    until_on = DateField(
        label="First day after it ends",
        help_text="The post exists until the day before. For example, 1 4 2024",
    )


@for_record(to_close_post)
@command
def close_post(*, actor: Actor, post: Post, until_on: date) -> Post:
    """Record when a post ends. From then on, nobody holding it is not a gap."""
    post = locked_post(post)
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=actor.agency.pk, agency=post.agency_id)
        + rules.objections_to_withdrawn("post", is_withdrawn=post.withdrawn_at is not None)
        + at(
            "until_on",
            objections_to_end(
                "post", from_on=post.from_on, until_on=until_on, ended_on=post.until_on
            )
            + rules.objections_to_outlive(Days(post.from_on, until_on), held_in(post)),
        )
    )

    post.until_on = until_on
    post.save(update_fields=["until_on"])

    record(
        actor, "post.closed", post.ref, dossier=None, post=post.title, body=post.agency.name,
        until_on=day(until_on),
    )  # fmt: skip
    return post
