"""The command line of court orders."""

import click

from broadhurst.capabilities.orders.lists import ORDERS
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.orders.queries.orders import entries, orders
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.lists import cli as lists


def stage_of(order: Order) -> str:
    return f"{order} is {in_sentence(order.get_stage_display())}."


def line(order: Order) -> str:
    unit = order.monitor_unit.name if order.monitor_unit else "nobody monitors it"
    due = f"next check {day(order.next_check_on)}"
    return f"{order.ref}  {order.what}  {order.get_stage_display()}  {unit}  {due}"


group = click.Group("orders", help="Court orders against the people of OCGs.")

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
        order = cli.find(actor, orders(), ref=ref)
        if order is None:
            raise click.ClickException("The order does not exist, or you cannot see it.")
        for entry in entries(order):
            gone = "  withdrawn" if entry.withdrawn_at else ""
            click.echo(f"{entry.ref}  {day(entry.on)}  {entry.get_kind_display()}{gone}")
