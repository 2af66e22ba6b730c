"""Record that a court varied an order."""

from datetime import date
from typing import Any

from broadhurst.capabilities.orders import rules
from broadhurst.capabilities.orders.models import Entry, Order
from broadhurst.capabilities.orders.queries.forms import to_move
from broadhurst.capabilities.orders.queries.orders import concerned, locked, parts_of
from broadhurst.capabilities.orders.writes.entries import add_entry
from broadhurst.capabilities.register.rules.correcting import changed, in_words
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if


class VaryOrderForm(CommandForm):
    prefills = True

    until_on = DateField(
        label="In force until",
        help_text="The last day. Leave it empty if it lasts until further order.",
        required=False,
    )
    conditions = TextAreaField(label="Conditions in short", max_length=2000)
    on = DateField(label="Varied on", noun="the date it was varied")
    because = TextAreaField(label="Reason", help_text="Why the court varied it.", max_length=1000)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        return subject | {"order": locked(subject["order"])}

    def narrow_choices(self) -> None:
        """Start with the order as it is."""
        for field in ("until_on", "conditions"):
            self.fields[field].initial = getattr(self.subject["order"], field)


@for_record(to_move("vary_order"))
@command
def vary_order(
    *,
    actor: Actor,
    order: Order,
    conditions: str,
    on: date,
    because: str,
    until_on: date | None = None,
) -> Order:
    """Change the conditions or the last day of an order, as the court did. The old are kept."""
    order = locked(order)
    before = _in_words(order)
    order.conditions, order.until_on = conditions, until_on
    changes = changed(before, _in_words(order))
    refuse_if(
        rules.objections_to_verb(
            "vary_order", order, parts_of(order, actor), on=on, today=clock.today(),
            text=f"{conditions} {because}",
        )
        + rules.objections_to_vary(order, until_on=until_on, is_changed=bool(changes))
    )  # fmt: skip

    order.save(update_fields=["conditions", "until_on"])
    add_entry(actor, order, Entry.Kind.VARIATION, on, because, changes=in_words(changes))

    record(
        actor,
        "order.varied",
        order.ref,
        dossier=order.dossier,
        tell=concerned(order),
        what=in_sentence(order.what),
        on=day(on),
        because=because,
    )
    return order


def _in_words(order: Order) -> dict[str, str]:
    until = day(order.until_on) if order.until_on else "further order"
    return {"Conditions": order.conditions, "In force until": until}
