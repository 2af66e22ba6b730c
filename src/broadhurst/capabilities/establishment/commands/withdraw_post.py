"""Withdraw a post of a chief officer that never existed."""

from broadhurst.capabilities.establishment.forms.posts import WithdrawForm
from broadhurst.capabilities.establishment.queries.forms import to_change_post
from broadhurst.capabilities.establishment.queries.posts import held_in, locked_post
from broadhurst.capabilities.establishment.rules import appointments as rules
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer_in
from broadhurst.capabilities.establishment.writes.what_changed import withdraw
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Post
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class WithdrawPostForm(WithdrawForm):
    """The reason is asked."""


@for_record(to_change_post)
@command
def withdraw_post(*, actor: Actor, post: Post, because: str) -> Post:
    """Withdraw a post recorded in error. It stays readable, with the reason."""
    post = locked_post(post)
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=actor.agency.pk, agency=post.agency_id)
        + rules.objections_to_change(
            "post", is_withdrawn=post.withdrawn_at is not None, because=because
        )
        + rules.objections_to_withdraw_post(held_in(post))
    )

    withdraw(post, because)

    record(
        actor, "post.withdrawn", post.ref, dossier=None, post=post.title, body=post.agency.name,
        because=because,
    )  # fmt: skip
    return post
