"""Terminal commands for bulk checks: send and start, follow, and download."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from broadhurst.capabilities.bulk_checks.commands.download import download_bulk_check
from broadhurst.capabilities.bulk_checks.commands.expire import (
    ExpireBulkChecksForm,
    expire_bulk_checks,
)
from broadhurst.capabilities.bulk_checks.commands.map import MapBulkCheckForm, map_bulk_check
from broadhurst.capabilities.bulk_checks.commands.send import SendBulkCheckForm, send_bulk_check
from broadhurst.capabilities.bulk_checks.commands.start import StartBulkCheckForm, start_bulk_check
from broadhurst.capabilities.bulk_checks.lists import BULK_CHECKS
from broadhurst.capabilities.bulk_checks.queries.checks import bulk_checks
from broadhurst.capabilities.bulk_checks.sheets.columns import FIELDS
from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.capabilities.deconfliction.rules.checking import caveat
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.lists import cli as lists
from broadhurst.foundation.spreadsheet import FORMATS

FILE = click.Path(exists=True, dir_okay=False)
MAP = f"HEADING=FIELD, for each column that we guessed wrong. Fields: {', '.join(FIELDS)}."


def in_words(bulk: BulkCheck) -> str:
    """Return the progress of a bulk check; before it starts, what each column holds."""
    stage = in_sentence(bulk.get_stage_display())
    words = f"{bulk.ref} is {stage}: {bulk.rows_answered} of {bulk.rows_sent} rows are answered"
    notes = bulk.notes
    if bulk.stage == BulkCheck.Stage.SENT:
        columns = zip(bulk.headings, bulk.columns, strict=True)
        lines = [f"{heading}: {field or 'left out'}" for heading, field in columns]
        return _in_lines(f"{words}.", *lines, *notes)
    words += (
        f", {bulk.rows_hit} with a hit, {bulk.rows_referred} referred to a desk, "
        f"{bulk.rows_in_part} with no hit, in part, {bulk.rows_wrong} not checked"
    )
    if not bulk.receipt:
        return _in_lines(f"{words}.", *notes)
    words += f", receipt {bulk.receipt.ref}.\n{caveat(bulk.rows_referred)}"
    return _in_lines(words, *notes)


def _in_lines(first: str, *others: str) -> str:
    return "\n".join([first, *(f"  {line}" for line in others)])


def expired(number: int) -> str:
    """Return how many bulk checks expired, in words."""
    return "1 bulk check expired." if number == 1 else f"{number} bulk checks expired."


@click.command("bulk-check")
@click.argument("file", type=FILE)
@click.option("--sheet", help="The sheet of a workbook. Without it, the first that has rows.")
@click.option("--ocg", help="The OCG that the spreadsheet is about.")
@click.option("--matter", help="Your own reference, if it is not about one OCG.")
@click.option("--purpose", required=True, help="The purpose of the check.")
@click.option("--only-targets", is_flag=True, help="The spreadsheet has no victims or witnesses.")
@click.option("--map", "mapped", multiple=True, help=MAP)
@cli.in_posting
@cli.acting_as
def bulk_check(username: str, unit: str | None, mapped: tuple[str, ...], **options: Any) -> None:
    """Send a spreadsheet of targets, set what each column holds, and start the check."""
    with cli.acting(username, unit) as actor:
        problems, bulk = cli.answered(actor, SendBulkCheckForm, send_bulk_check, {}, options)
        if not problems and mapped:
            columns, problems = _columns(bulk, mapped)
        if not problems and mapped:
            problems, bulk = cli.answered(
                actor, MapBulkCheckForm, map_bulk_check, {"bulk": bulk}, columns
            )
        if not problems:
            problems, bulk = cli.answered(
                actor, StartBulkCheckForm, start_bulk_check, {"bulk": bulk}, {}
            )
    _say(problems, in_words(bulk) if not problems else "")


def _columns(bulk: BulkCheck, mapped: Iterable[str]) -> tuple[dict[str, Any], list[str]]:
    """Return the answers to the columns form from HEADING=FIELD pairs, and problems."""
    names = {heading.casefold(): number for number, heading in enumerate(bulk.headings, start=1)}
    pairs = [pair.rpartition("=")[::2] for pair in mapped]
    wrong = [
        f"--map: no column is headed “{heading}”."
        for heading, _ in pairs
        if heading.casefold() not in names
    ]
    if wrong:
        return {}, wrong
    return {f"column_{names[heading.casefold()]}": field for heading, field in pairs}, []


def _say(problems: Iterable[str], words: str) -> None:
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise SystemExit(1)
    click.echo(words)


list_bulk_checks = lists.listing(
    "bulk-checks",
    BULK_CHECKS,
    says=lambda bulk: in_words(bulk).splitlines()[0],
    summary="List the bulk checks of your unit, with the progress of each.",
)


@click.command("download-bulk-check")
@click.argument("ref")
@click.option("--to", "path", required=True, type=cli.NEW_FILE, help="A .csv or .xlsx")
@cli.in_posting
@cli.acting_as
def download(ref: str, path: Path, username: str, unit: str | None) -> None:
    """Write the rows of a bulk check, with their answers, to a file."""
    form = path.suffix.lstrip(".").lower()
    if form not in FORMATS:
        raise click.ClickException("Name a file that ends in .csv or .xlsx.")
    with cli.acting(username, unit) as actor:
        bulk = cli.find(actor, bulk_checks(), ref=ref)
        copy = download_bulk_check(actor=actor, bulk=bulk, form=form) if bulk else b""
    if not bulk:
        raise click.ClickException(f"There is no bulk check {ref}, or you cannot see it.")
    path.write_bytes(copy)


COMMANDS = (
    bulk_check,
    list_bulk_checks,
    download,
    cli.verb("send-bulk-check", SendBulkCheckForm, send_bulk_check, says=in_words),
    cli.verb("expire-bulk-checks", ExpireBulkChecksForm, expire_bulk_checks, says=expired),
)
