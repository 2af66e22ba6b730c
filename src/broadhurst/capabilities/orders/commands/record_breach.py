"""Record that a person broke a condition of an order."""

from datetime import date

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
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if


class RecordBreachForm(CommandForm):
    on = DateField(label="Date of the breach")
    text = TextAreaField(
        label="Condition that was broken",
        help_text="Which condition, how you know, and what you have done so far.",
        max_length=2000,
    )


@for_record(to_move("record_breach"))
@command
def record_breach(*, actor: Actor, order: Order, on: date, text: str) -> Order:
    """Record a breach. It is a task of the LRO until its outcome is recorded."""
    order = locked(order)
    refuse_if(
        rules.objections_to_verb(
            "record_breach", order, parts_of(order, actor), on=on, today=clock.today(), text=text,
            since=order.from_on,
        )
    )  # fmt: skip

    add_entry(actor, order, Entry.Kind.BREACH, on, text)

    record(
        actor,
        "order.breached",
        order.ref,
        dossier=order.dossier,
        tell=concerned(order),
        what=in_sentence(order.what),
        on=day(on),
    )
    return order
