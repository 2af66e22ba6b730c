"""Record a check of whether the conditions of an order are kept."""

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


class RecordCheckForm(CommandForm):
    on = DateField(label="Date of the check")
    result = ChoiceField(label="Result", choices=Entry.Result.choices)
    text = TextAreaField(
        label="Notes",
        help_text="How you checked, and what you found. If a condition was broken, record a breach "
        "as well.",
        max_length=2000,
    )
    next_check_on = DateField(label="Next check due", noun="the date of the next check")


@for_record(to_move("record_check"))
@command
def record_check(
    *, actor: Actor, order: Order, on: date, result: str, text: str, next_check_on: date
) -> Order:
    """Record a check of an order, and when the next is due."""
    order = locked(order)
    refuse_if(
        rules.objections_to_verb(
            "record_check", order, parts_of(order, actor), on=on, today=clock.today(), text=text
        )
        + rules.objections_to_next_check(next_check_on, today=clock.today())
    )

    entry = add_entry(
        actor, order, Entry.Kind.CHECK, on, text, result=result, was_due_on=order.next_check_on
    )
    order.next_check_on = next_check_on
    order.save(update_fields=["next_check_on"])

    record(
        actor,
        "order.checked",
        order.ref,
        dossier=order.dossier,
        tell=[] if result == Entry.Result.KEPT else concerned(order),
        what=in_sentence(order.what),
        on=day(on),
        result=in_sentence(entry.get_result_display()),
        next=day(next_check_on),
    )
    return order
