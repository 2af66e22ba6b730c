"""The command line of operations."""

import click

from broadhurst.capabilities.operations.commands.load_outcomes import load_outcomes
from broadhurst.capabilities.operations.commands.open_operation import (
    OpenOperationForm,
    open_operation,
)
from broadhurst.capabilities.operations.commands.record_outcome import (
    RecordOutcomeForm,
    record_outcome,
)
from broadhurst.capabilities.operations.lists import OPERATIONS
from broadhurst.capabilities.operations.models import Operation
from broadhurst.capabilities.operations.queries import operations
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.lists import cli as lists


def an_operation(actor: Actor, ref: str) -> Operation | None:
    return cli.find(actor, operations(), ref=ref)


group = click.Group("operations", help="Named operations and their published outcomes.")
group.add_command(cli.verb("open-operation", OpenOperationForm, open_operation, says=str))
group.add_command(
    cli.verb(
        "record-outcome",
        RecordOutcomeForm,
        record_outcome,
        finds={"operation": an_operation},
        says=str,
    )
)


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
