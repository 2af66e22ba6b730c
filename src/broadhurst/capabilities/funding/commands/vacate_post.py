"""Record that a post is vacant."""

from datetime import date

from broadhurst.capabilities.funding.forms.reason import reason_field
from broadhurst.capabilities.funding.models import Post
from broadhurst.capabilities.funding.queries.forms import to_vacate_post, to_write
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


class VacatePostForm(CommandForm):
    vacant_from = DateField(
        label="Vacant since", noun="the first day it was vacant", help_text="For example, 1 9 2026"
    )
    because = reason_field()


@for_record(to_vacate_post)
@command
def vacate_post(*, actor: Actor, post: Post, vacant_from: date, because: str) -> Post:
    """Record that nobody is in the post. This also corrects a post that was not filled."""
    refuse_if(to_write(actor, post))
    post = locked_post(post)
    refuse_if(
        rules.objections_to_open(post.is_open)
        or rules.objections_to_vacate(post.filled_on, vacant_from, clock.today())
    )

    post.filled_on = None
    post.save(update_fields=["filled_on"])
    note(actor, post, f"Vacant since {day(vacant_from)}", because)

    record(
        actor, "funded_post.vacated", post.ref, dossier=None, role=post.role,
        since=day(vacant_from), because=because,
    )  # fmt: skip
    return post
