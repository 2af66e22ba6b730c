"""Record that an order was discharged or expired."""

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
from broadhurst.foundation.govuk.fields import ChoiceField, DateField, TextAreaField
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if

HOW = (Order.Stage.DISCHARGED, Order.Stage.EXPIRED)


class EndOrderForm(CommandForm):
    how = ChoiceField(
        label="How it ended",
        noun="how it ended",
        choices=[(way.value, way.label) for way in HOW],
        hints={"discharged": "A court ended or quashed it.", "expired": "Its last day has come."},
    )
    on = DateField(label="Last day in force")
    because = TextAreaField(
        label="Reason", help_text="Like the court’s reason, or what comes after.", max_length=1000
    )


@for_record(to_move("end_order"))
@command
def end_order(*, actor: Actor, order: Order, how: str, on: date, because: str) -> Order:
    """End an order. Its history stays, and nobody is asked to check it again."""
    order = locked(order)
    refuse_if(
        rules.objections_to_verb(
            "end_order", order, parts_of(order, actor), on=on, today=clock.today(), text=because
        )
        + rules.objections_to_end(order, how=how, on=on)
    )

    order.stage, order.ended_on = how, on
    order.save(update_fields=["stage", "ended_on"])
    add_entry(actor, order, Entry.Kind.ENDING, on, because, changes=f"{order.get_stage_display()}.")

    record(
        actor,
        "order.ended",
        order.ref,
        dossier=order.dossier,
        tell=concerned(order),
        what=in_sentence(order.what),
        how=in_sentence(order.get_stage_display()),
        on=day(on),
        because=because,
    )
    return order
