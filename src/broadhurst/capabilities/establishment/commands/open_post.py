"""Open a post of a chief officer."""

from datetime import date

from broadhurst.capabilities.establishment.forms.posts import (
    end_field,
    first_day_field,
    kind_field,
    title_field,
)
from broadhurst.capabilities.establishment.queries.posts import namesakes
from broadhurst.capabilities.establishment.rules import appointments as rules
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer_in
from broadhurst.capabilities.establishment.rules.postings import Days
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency, Post
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class OpenPostForm(CommandForm):
    title = title_field()
    kind = kind_field()
    from_on = first_day_field()
    until_on = end_field("Only if the post has already ended.")


@command
def open_post(
    *,
    actor: Actor,
    agency: Agency,
    title: str,
    kind: str,
    from_on: date,
    until_on: date | None = None,
) -> Post:
    """Record that an organisation has a post, held or vacant."""
    agency = lock(Agency.objects.all(), agency)
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=actor.agency.pk, agency=agency.pk)
        + rules.objections_to_post_kind(kind, agency.kind)
        + rules.objections_to_post(
            Days(from_on, until_on),
            opens_on=agency.from_on,
            closes_on=agency.until_on,
            namesakes=namesakes(agency, title),
        )
    )

    post = Post.objects.create(
        ref=new_reference("PST", 8),
        agency=agency,
        title=title,
        kind=kind,
        from_on=from_on,
        until_on=until_on,
    )

    record(
        actor, "post.opened", post.ref, dossier=None, kind=Event.Kind.COLLECTION,
        post=title, body=agency.name, from_on=day(from_on),
        responsibility=post.get_kind_display(),
    )  # fmt: skip
    return post
