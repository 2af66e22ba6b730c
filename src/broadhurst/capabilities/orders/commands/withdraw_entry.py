"""Withdraw a check, a breach or an ending that was recorded in error."""

from broadhurst.capabilities.orders import rules
from broadhurst.capabilities.orders.models import Entry, Order
from broadhurst.capabilities.orders.queries.forms import to_withdraw_entry
from broadhurst.capabilities.orders.queries.orders import (
    concerned,
    entries,
    entry_now,
    locked,
    parts_of,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class WithdrawEntryForm(CommandForm):
    because = TextAreaField(label="Reason", max_length=400)


@for_record(to_withdraw_entry)
@command
def withdraw_entry(*, actor: Actor, entry: Entry, because: str) -> Entry:
    """Withdraw an entry, with a reason. An order whose ending is withdrawn is in force again."""
    order = locked(entry.order)
    entry = entry_now(entry)
    refuse_if(
        rules.objections_to_withdraw_entry(
            order, parts_of(order, actor), entry=entry, because=because
        )
    )

    checks = entries(order).filter(kind=Entry.Kind.CHECK, withdrawn_at=None)
    if entry.kind == Entry.Kind.ENDING:
        order.stage, order.ended_on = Order.Stage.IN_FORCE, None
        order.save(update_fields=["stage", "ended_on"])
    elif entry.was_due_on and not checks.filter(recorded_at__gt=entry.recorded_at).exists():
        # Without this check, the next one is due when it was.
        order.next_check_on = entry.was_due_on
        order.save(update_fields=["next_check_on"])
    entry.withdrawn_at, entry.withdrawn_by = clock.now(), actor.officer
    entry.withdrawn_because = because
    entry.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])

    record(
        actor,
        "order.entry_withdrawn",
        order.ref,
        dossier=order.dossier,
        tell=concerned(order),
        entry=in_sentence(entry.get_kind_display()),
        what=in_sentence(order.what),
        because=because,
    )
    return entry
