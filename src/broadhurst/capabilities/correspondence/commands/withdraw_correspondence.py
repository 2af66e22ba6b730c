"""Withdraw an item of correspondence that was recorded in error."""

from broadhurst.capabilities.correspondence.models import Item
from broadhurst.capabilities.correspondence.queries import items, to_change
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawCorrespondenceForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@for_record(to_change)
@command
def withdraw_correspondence(*, actor: Actor, item: Item, because: str) -> Item:
    """Withdraw an item. It stays readable with the reason."""
    item = lock(items(), item)
    refuse_if(to_change(actor, item))

    item.withdrawn_at, item.withdrawn_because = clock.now(), because
    item.save(update_fields=["withdrawn_at", "withdrawn_because"])

    record(
        actor,
        "correspondence.withdrawn",
        item.response.ref,
        dossier=item.dossier,
        item=item.ref,
        because=because,
    )
    return item
