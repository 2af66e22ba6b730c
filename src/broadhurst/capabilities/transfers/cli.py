"""Command line of transfers."""

from pathlib import Path
from typing import Any

import click

from broadhurst.capabilities.transfers.commands.take_pack import take_pack
from broadhurst.capabilities.transfers.lists.asked import REQUESTS
from broadhurst.capabilities.transfers.lists.transfers import TRANSFERS
from broadhurst.capabilities.transfers.queries.moving import transfers
from broadhurst.foundation.doors import cli
from broadhurst.foundation.lists import cli as lists
from broadhurst.foundation.record_copies.cli import format_of

group = click.Group("transfers", help="The full handover of an OCG, and its return.")


@group.command("take-pack")
@click.argument("ref")
@click.option("--to", "path", required=True, type=cli.NEW_FILE, help="A .docx or .pdf")
@cli.in_posting
@cli.acting_as
def pack_taken(ref: str, path: Path, username: str, unit: str | None) -> None:
    """Write the handover pack of a transfer to a DOCX or PDF."""
    form = format_of(path)
    with cli.acting(username, unit) as actor, cli.refusals():
        transfer = cli.find(actor, transfers(), ref=ref)
        if transfer is None:
            raise click.ClickException(f"There is no transfer {ref}, or you cannot see it.")
        content = take_pack(actor=actor, transfer=transfer, form=form)
    path.write_bytes(content)
    click.echo(f"The handover pack of transfer {ref} is in {path}.")


def _line(transfer: Any) -> str:
    match = "  Match found" if transfer.open_hits else ""
    return (
        f"{transfer.ref}  {transfer.ocg}  {transfer.giver} to {transfer.receiver}  "
        f"{transfer.stage}{match}"
    )


group.add_command(
    lists.listing("list", TRANSFERS, says=_line, summary="List the transfers you can see.")
)
group.add_command(
    lists.listing(
        "requests",
        REQUESTS,
        says=lambda row: f"{row.ref}  {row.about}  {row.requester} asks {row.owner}  {row.stage}",
        summary="List the requests for OCGs you can see.",
    )
)
