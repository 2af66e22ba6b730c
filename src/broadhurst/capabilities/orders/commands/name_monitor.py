"""Name the unit and the officer who monitor an order."""

from datetime import date

from broadhurst.capabilities.establishment.forms.fields import OfficerField, UnitField
from broadhurst.capabilities.orders import rules
from broadhurst.capabilities.orders.forms.monitor import narrow_monitors
from broadhurst.capabilities.orders.models import Entry, Order
from broadhurst.capabilities.orders.queries.forms import to_move
from broadhurst.capabilities.orders.queries.orders import concerned, is_posted, locked, parts_of
from broadhurst.capabilities.orders.writes.entries import add_entry
from broadhurst.capabilities.orders.writes.monitor import move_sight
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class NameMonitorForm(CommandForm):
    monitor_unit = UnitField(
        label="Monitoring unit", help_text="This unit sees the order, but not the OCG."
    )
    monitor = OfficerField(label="Officer who monitors it", required=False)
    next_check_on = DateField(label="Next check due", noun="the date of the next check")
    because = TextAreaField(label="Reason", help_text="Both units will read this.", max_length=400)

    def narrow_choices(self) -> None:
        """Offer units with somebody posted to them."""
        narrow_monitors(self)


@for_record(to_move("name_monitor"))
@command
def name_monitor(
    *,
    actor: Actor,
    order: Order,
    monitor_unit: Unit,
    next_check_on: date,
    because: str,
    monitor: Officer | None = None,
) -> Order:
    """Name who monitors an order. The unit before can no longer see it."""
    order = locked(order)
    refuse_if(
        rules.objections_to_name_monitor(
            order,
            parts_of(order, actor),
            unit=monitor_unit,
            monitor=monitor,
            is_posted=is_posted(monitor, monitor_unit),
            because=because,
        )
        + rules.objections_to_next_check(next_check_on, today=clock.today())
    )

    was, recipients = order.monitor_unit, concerned(order)
    order.monitor_unit, order.monitor = monitor_unit, monitor
    order.next_check_on = next_check_on
    order.save(update_fields=["monitor_unit", "monitor", "next_check_on"])
    who = f"{monitor.name}, {monitor_unit.name}" if monitor else monitor_unit.name
    changes = f"From {was.name if was else 'nobody'} to {who}."
    add_entry(actor, order, Entry.Kind.MONITOR, clock.today(), because, changes=changes)

    record(
        actor,
        "order.monitor_named",
        order.ref,
        dossier=order.dossier,
        kind=Event.Kind.DISCLOSURE,
        tell=[*recipients, *concerned(order)],
        what=in_sentence(order.what),
        who=who,
        because=because,
    )
    move_sight(order, was, monitor_unit)
    return order
