"""The download of a record at the terminal."""

from datetime import datetime
from pathlib import Path

import click

from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.record_copies.commands.download_record import download_record
from broadhurst.foundation.record_copies.declared import RecordCopy


def format_of(path: Path) -> str:
    """Return the format that a file's name asks for. Raises UsageError for any other."""
    form = path.suffix.removeprefix(".")
    if form not in FORMATS:
        raise click.UsageError("End the name of the file with .docx or .pdf.")
    return form


def download(name: str, copied: RecordCopy) -> click.Command:
    """Make the command that writes a record to a file. The file's ending chooses the format."""

    @click.command(name, help=f"Write the {copied.noun} to a DOCX or PDF.")
    @click.argument("ref")
    @click.option("--to", "path", required=True, type=cli.NEW_FILE, help="A .docx or .pdf")
    @cli.in_posting
    @cli.acting_as
    def run(
        ref: str, path: Path, username: str, unit: str | None, as_of: datetime | None = None
    ) -> None:
        form, on = format_of(path), as_of.date() if as_of else None
        with cli.acting(username, unit) as actor, cli.refusals():
            row = cli.find(actor, copied.rows(), ref=ref)
            if row is None:
                raise click.ClickException(f"There is no {ref}, or you cannot see it.")
            content = download_record(actor=actor, row=row, copied=copied, form=form, on=on)
        path.write_bytes(content)

    if copied.as_of:
        day = click.DateTime(["%Y-%m-%d"])
        run = click.option(
            "--as-of", type=day, help="The day to show the record on. The default is today."
        )(run)
    return run
