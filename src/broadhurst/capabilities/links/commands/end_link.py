"""Record that two OCGs, or two people, are no longer linked."""

from datetime import date

from broadhurst.capabilities.links import rules
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.links.queries.links import locked, parts_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class EndLinkForm(CommandForm):
    until_on = DateField(label="Linked until", noun="the last day of the link")
    because = TextAreaField(
        label="Reason", help_text="Say what shows that it is over.", max_length=400
    )


@for_record(lambda actor, link: rules.objections_to_end_now(link, parts_of(link, actor)))
@command
def end_link(*, actor: Actor, link: Link, until_on: date, because: str) -> Link:
    """End a link on a day. It stays in the history of both ends."""
    link = locked(link)
    refuse_if(
        rules.objections_to_end(
            link, parts_of(link, actor), until_on=until_on, today=clock.today(), because=because
        )
    )

    link.until_on, link.ended_because = until_on, because
    link.save(update_fields=["until_on", "ended_because"])

    record(actor, "link.ended", link.ref, dossier=None)
    return link
