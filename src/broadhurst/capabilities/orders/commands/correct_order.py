"""Correct a mistake in an order. The history keeps the words before and after."""

from datetime import date
from typing import Any

from broadhurst.capabilities.orders import rules
from broadhurst.capabilities.orders.forms.order import OrderForm
from broadhurst.capabilities.orders.models import Entry, Order
from broadhurst.capabilities.orders.queries.forms import to_move
from broadhurst.capabilities.orders.queries.orders import concerned, locked, parts_of, same_order
from broadhurst.capabilities.orders.writes.entries import add_entry
from broadhurst.capabilities.register.rules.correcting import changed, in_words
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField, TextField
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if

CORRECTED = (
    "person_name", "kind", "other_kind", "court", "court_reference", "made_on", "from_on",
    "until_on", "conditions",
)  # fmt: skip


class CorrectOrderForm(OrderForm):
    prefills = True
    field_order = ("person_name",)

    person_name = TextField(label="Name on the order", max_length=120)
    because = TextAreaField(
        label="Reason for the correction",
        help_text="If the court changed the order, record a variation instead.",
        max_length=400,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        return subject | {"order": locked(subject["order"])}

    def narrow_choices(self) -> None:
        """Start with the order as it is recorded."""
        for field in CORRECTED:
            self.fields[field].initial = getattr(self.subject["order"], field)


@for_record(to_move("correct_order"))
@command
def correct_order(*, actor: Actor, order: Order, because: str, **answers: Any) -> Order:
    """Correct what was mistyped in an order, with a reason."""
    order = locked(order)
    before = _in_words(order)
    for field in CORRECTED:
        setattr(order, field, answers.get(field, "" if field != "until_on" else None))
    if order.kind != Order.Kind.OTHER:
        order.other_kind = ""
    changes = changed(before, _in_words(order))
    text = f"{order.person_name} {order.what} {order.court} {order.conditions} {because}"
    refuse_if(
        rules.objections_to_correct(
            order, parts_of(order, actor), changes=changes, because=because
        )
        + rules.objections_to_order(
            kind=order.kind, other_kind=order.other_kind, made_on=order.made_on,
            from_on=order.from_on, until_on=order.until_on, today=clock.today(), text=text,
        )
        + rules.objections_to_same(same_order(order))
    )  # fmt: skip

    order.save(update_fields=CORRECTED)
    add_entry(
        actor, order, Entry.Kind.CORRECTION, clock.today(), because, changes=in_words(changes)
    )

    record(
        actor,
        "order.corrected",
        order.ref,
        dossier=order.dossier,
        tell=concerned(order),
        what=in_sentence(order.what),
        # The log is kept for ever, and these may name people. The history has the words.
        changes=in_words(changes, but=("Name", "Conditions")),
        because=because,
    )
    return order


def _in_words(order: Order) -> dict[str, str]:
    def day_of(on: date | None) -> str:
        return day(on) if on else "further order"

    return {
        "Name": order.person_name,
        "Kind": order.what,
        "Court": order.court,
        "Court reference": order.court_reference,
        "Made on": day_of(order.made_on),
        "In force from": day_of(order.from_on),
        "In force until": day_of(order.until_on),
        "Conditions": order.conditions,
    }
