"""Record what came of a breach of an order."""

from datetime import date

from broadhurst.capabilities.orders import rules
from broadhurst.capabilities.orders.models import Entry
from broadhurst.capabilities.orders.queries.forms import to_close_breach
from broadhurst.capabilities.orders.queries.orders import concerned, entry_now, locked, parts_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import at, refuse_if


class CloseBreachForm(CommandForm):
    on = DateField(label="Date of the outcome")
    outcome = TextAreaField(
        label="Outcome",
        help_text="Like: charged, convicted and fined, or no action and why.",
        max_length=1000,
    )


@for_record(to_close_breach)
@command
def close_breach(*, actor: Actor, entry: Entry, on: date, outcome: str) -> Entry:
    """Record the outcome of a breach, so that nobody is asked for it again."""
    order = locked(entry.order)
    entry, parts = entry_now(entry), parts_of(order, actor)
    objections = rules.objections_to_verb(
        "close_breach", order, parts, on=on, today=clock.today(), text=outcome
    )
    if on < entry.on:
        objections += at("on", "The outcome cannot be before the breach.")
    refuse_if([*objections, *rules.objections_to_close_breach(order, parts, entry=entry)])

    entry.outcome, entry.outcome_on = outcome, on
    entry.save(update_fields=["outcome", "outcome_on"])

    record(
        actor,
        "order.breach_closed",
        order.ref,
        dossier=order.dossier,
        tell=concerned(order),
        what=in_sentence(order.what),
    )
    return entry
