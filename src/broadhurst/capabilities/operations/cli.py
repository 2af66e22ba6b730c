"""The command line of operations."""

import click

from broadhurst.capabilities.operations.commands.load_outcomes import load_outcomes
from broadhurst.capabilities.operations.lists import OPERATIONS
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.capabilities.operations.queries import OUTCOMES, operations, series_of
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists import cli as lists


def an_operation(actor: Actor, ref: str) -> Operation | None:
    return cli.find(actor, operations(), ref=ref)


def an_outcome(actor: Actor, ref: str) -> Outcome | None:
    return cli.find(actor, OUTCOMES, ref=ref)


OPERATION: dict[str, cli.Find] = {"operation": an_operation}
OUTCOME: dict[str, cli.Find] = {"outcome": an_outcome}
group = click.Group("operations", help="Named operations and their published outcomes.")


@group.command("outcomes")
@click.argument("operation")
@cli.in_posting
@cli.acting_as
def outcomes(username: str, unit: str | None, operation: str) -> None:
    """List the published figures of an operation, by reference."""
    with cli.acting(username, unit) as actor:
        outcomes_row = an_operation(actor, operation)
        if outcomes_row is None:
            raise click.ClickException(f"There is no operation with the reference {operation}.")
        whole, parts = series_of(outcomes_row)
        for part in (*whole, *parts):
            for row in part.outcomes:
                click.echo(f"{row.ref}  {part.title}, as of {day(row.as_of)}: {row.in_words()}")


@group.command("load")
@cli.in_posting
@cli.acting_as
def load(username: str, unit: str | None) -> None:
    """Load the published operations and outcomes that come with the program."""
    with cli.acting(username, unit) as actor, cli.refusals():
        click.echo(f"{load_outcomes(actor=actor)} published figures are new.")


group.add_command(
    lists.listing(
        "list",
        OPERATIONS,
        says=lambda operation: f"{operation.ref}  {operation.name}",
        summary="List the operations that have published outcomes.",
    )
)
