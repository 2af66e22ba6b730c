"""The command line of the files on a record."""

from pathlib import Path
from typing import Any

import click

from broadhurst.capabilities.files.commands.add_file import add_file
from broadhurst.capabilities.files.commands.download_file import download_file
from broadhurst.capabilities.files.forms.file import AddFileForm
from broadhurst.capabilities.files.models import File
from broadhurst.capabilities.files.queries.files import WITHOUT_FILES, files, files_on
from broadhurst.capabilities.notes.queries.records import records_at
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def a_record(actor: Actor, ref: str) -> Any:
    rows, lookup = records_at(actor, ref, WITHOUT_FILES)
    return cli.find(actor, rows, **lookup)


def a_file(actor: Actor, ref: str) -> File | None:
    return cli.find(actor, files(), ref=ref)


group = click.Group("files", help="Files on records.")
group.add_command(cli.verb("add", AddFileForm, add_file, finds={"about": a_record}))


@group.command("list")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def list_files(username: str, unit: str | None, ref: str) -> None:
    """List the files on a record, newest first."""
    with cli.acting(username, unit) as actor:
        row = a_record(actor, ref)
        if row is None:
            raise click.ClickException("The record does not exist, or you cannot see it.")
        for file in files_on(row):
            ended = f"  Withdrawn: {file.withdrawn_because}" if file.withdrawn_at else ""
            click.echo(f"{file}  {file.get_scan_display()}  SHA-256 {file.sha256}{ended}")


@group.command("download")
@click.argument("ref")
@click.option("--to", "path", required=True, type=cli.NEW_FILE, help="The file to write")
@cli.in_posting
@cli.acting_as
def download(username: str, unit: str | None, ref: str, path: Path) -> None:
    """Write a file of a record to a file. It is recorded as a disclosure."""
    with cli.acting(username, unit) as actor, cli.refusals():
        file = a_file(actor, ref)
        if file is None:
            raise click.ClickException(f"There is no {ref}, or you cannot see it.")
        content = download_file(actor=actor, file=file)
    path.write_bytes(content)
