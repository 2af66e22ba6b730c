"""Withdraw a link that was recorded in error. The row and the reason are kept."""

from broadhurst.capabilities.links import rules
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.links.queries.links import locked, parts_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class WithdrawLinkForm(CommandForm):
    because = TextAreaField(label="Reason", max_length=400)


@for_record(lambda actor, link: rules.objections_to_change(link, parts_of(link, actor)))
@command
def withdraw_link(*, actor: Actor, link: Link, because: str) -> Link:
    """Withdraw a link recorded in error, with a reason."""
    link = locked(link)
    refuse_if(rules.objections_to_withdraw(link, parts_of(link, actor), because=because))

    link.withdrawn_at, link.withdrawn_by = clock.now(), actor.officer
    link.withdrawn_because = because
    link.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])

    record(actor, "link.withdrawn", link.ref, dossier=None)
    return link
