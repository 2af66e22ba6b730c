"""Correct a post of a chief officer that was recorded wrongly."""

from datetime import date
from typing import Any

from broadhurst.capabilities.establishment.forms.posts import (
    because_field,
    end_field,
    first_day_field,
    kind_field,
    title_field,
)
from broadhurst.capabilities.establishment.queries.forms import to_change_post
from broadhurst.capabilities.establishment.queries.posts import held_in, locked_post, namesakes
from broadhurst.capabilities.establishment.rules import appointments as rules
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer_in
from broadhurst.capabilities.establishment.rules.postings import Days
from broadhurst.capabilities.establishment.writes.what_changed import correct_facts
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Post
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if

FACTS = ("title", "kind", "from_on", "until_on")


class EditPostForm(CommandForm):
    prefills = True

    title = title_field()
    kind = kind_field()
    from_on = first_day_field()
    until_on = end_field("Leave it empty if the post still exists.")
    because = because_field("Reason for the correction")

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Return the subject with the post locked."""
        return subject | {"post": locked_post(subject["post"])}

    def narrow_choices(self) -> None:
        """Start with the current details."""
        for name in FACTS:
            self.fields[name].initial = getattr(self.subject["post"], name)


@for_record(to_change_post)
@command
def edit_post(
    *,
    actor: Actor,
    post: Post,
    title: str,
    kind: str,
    from_on: date,
    because: str,
    until_on: date | None = None,
) -> Post:
    """Correct a post's title, responsibility or days. Its page says what was corrected, and why."""
    post = locked_post(post)
    agency, span = post.agency, Days(from_on, until_on)
    values = {"title": title, "kind": kind, "from_on": from_on, "until_on": until_on}
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=actor.agency.pk, agency=agency.pk)
        + rules.objections_to_change(
            "post",
            is_withdrawn=post.withdrawn_at is not None,
            because=because,
            is_changed=any(getattr(post, name) != value for name, value in values.items()),
        )
        + rules.objections_to_post_kind(kind, agency.kind)
        + rules.objections_to_post(
            span,
            opens_on=agency.from_on,
            closes_on=agency.until_on,
            namesakes=namesakes(agency, title, post),
        )
        + rules.objections_to_outlive(span, held_in(post))
    )

    was, now = correct_facts(post, values, because)

    record(
        actor, "post.corrected", post.ref, dossier=None, post=post.title, body=agency.name,
        was=was, now=now, because=because,
    )  # fmt: skip
    return post
