"""Withdraw an order that was recorded in error. The row and the reason are kept."""

from broadhurst.capabilities.orders import rules
from broadhurst.capabilities.orders.models import Entry, Order
from broadhurst.capabilities.orders.queries.forms import to_move
from broadhurst.capabilities.orders.queries.orders import concerned, locked, parts_of
from broadhurst.capabilities.orders.writes.entries import add_entry
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class WithdrawOrderForm(CommandForm):
    because = TextAreaField(
        label="Reason", help_text="The monitoring unit will read this.", max_length=400
    )


@for_record(to_move("withdraw_order"))
@command
def withdraw_order(*, actor: Actor, order: Order, because: str) -> Order:
    """Withdraw an order recorded in error, with a reason."""
    order = locked(order)
    refuse_if(rules.objections_to_withdraw(order, parts_of(order, actor), because=because))

    order.stage, order.ended_on = Order.Stage.WITHDRAWN, None
    order.save(update_fields=["stage", "ended_on"])
    add_entry(actor, order, Entry.Kind.WITHDRAWAL, clock.today(), because)

    record(
        actor,
        "order.withdrawn",
        order.ref,
        dossier=order.dossier,
        tell=concerned(order),
        what=in_sentence(order.what),
        because=because,
    )
    return order
