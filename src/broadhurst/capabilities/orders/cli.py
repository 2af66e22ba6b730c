"""The command line of court orders."""

import click

from broadhurst.capabilities.orders.commands.close_breach import CloseBreachForm, close_breach
from broadhurst.capabilities.orders.commands.correct_order import CorrectOrderForm, correct_order
from broadhurst.capabilities.orders.commands.end_order import EndOrderForm, end_order
from broadhurst.capabilities.orders.commands.name_monitor import NameMonitorForm, name_monitor
from broadhurst.capabilities.orders.commands.record_breach import RecordBreachForm, record_breach
from broadhurst.capabilities.orders.commands.record_check import RecordCheckForm, record_check
from broadhurst.capabilities.orders.commands.record_order import RecordOrderForm, record_order
from broadhurst.capabilities.orders.commands.vary_order import VaryOrderForm, vary_order
from broadhurst.capabilities.orders.commands.withdraw_entry import (
    WithdrawEntryForm,
    withdraw_entry,
)
from broadhurst.capabilities.orders.commands.withdraw_order import (
    WithdrawOrderForm,
    withdraw_order,
)
from broadhurst.capabilities.orders.lists import ORDERS
from broadhurst.capabilities.orders.models import Entry, Order
from broadhurst.capabilities.orders.queries.orders import entries, orders
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.lists import cli as lists


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


def an_order(actor: Actor, ref: str) -> Order | None:
    return cli.find(actor, orders(), ref=ref)


def an_entry(actor: Actor, ref: str) -> Entry | None:
    return cli.find(actor, entries(), ref=ref)


def stage_of(order: Order) -> str:
    return f"{order} is {in_sentence(order.get_stage_display())}."


def line(order: Order) -> str:
    unit = order.monitor_unit.name if order.monitor_unit else "nobody monitors it"
    due = f"next check {day(order.next_check_on)}"
    return f"{order.ref}  {order.what}  {order.get_stage_display()}  {unit}  {due}"


group = click.Group("orders", help="Court orders against the people of OCGs.")
group.add_command(
    cli.verb("record-order", RecordOrderForm, record_order, finds={"ocg": an_ocg}, says=stage_of)
)
for name, form, verb in (
    ("record-check", RecordCheckForm, record_check),
    ("record-breach", RecordBreachForm, record_breach),
    ("vary-order", VaryOrderForm, vary_order),
    ("end-order", EndOrderForm, end_order),
    ("name-monitor", NameMonitorForm, name_monitor),
    ("correct-order", CorrectOrderForm, correct_order),
    ("withdraw-order", WithdrawOrderForm, withdraw_order),
):
    group.add_command(cli.verb(name, form, verb, finds={"order": an_order}, says=stage_of))
group.add_command(
    lists.verb_on_each(
        "name-monitors",
        NameMonitorForm,
        name_monitor,
        rows=lambda _actor: orders(),
        subject="order",
    )
)
group.add_command(
    cli.verb("close-breach", CloseBreachForm, close_breach, finds={"entry": an_entry})
)
group.add_command(
    cli.verb("withdraw-entry", WithdrawEntryForm, withdraw_entry, finds={"entry": an_entry})
)
group.add_command(
    lists.listing(
        "list",
        ORDERS,
        says=line,
        summary="List the orders you can see. The default tab is those in force.",
    )
)


@group.command("history")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def history(username: str, unit: str | None, ref: str) -> None:
    """List what happened to an order, with the references of the entries."""
    with cli.acting(username, unit) as actor:
        order = an_order(actor, ref)
        if order is None:
            raise click.ClickException("The order does not exist, or you cannot see it.")
        for entry in entries(order):
            gone = "  withdrawn" if entry.withdrawn_at else ""
            click.echo(f"{entry.ref}  {day(entry.on)}  {entry.get_kind_display()}{gone}")
