"""Commands of inspections."""

from typing import Any

import click

from broadhurst.capabilities.inspections.cli.finding import a_response
from broadhurst.capabilities.inspections.cli.verbs import VERBS
from broadhurst.capabilities.inspections.commands.load_reports import load_reports
from broadhurst.capabilities.inspections.commands.take_copy import FORMATS, take_copy
from broadhurst.capabilities.inspections.lists import FINDINGS, REPORTS
from broadhurst.capabilities.inspections.queries.paragraphs import standard_paragraphs
from broadhurst.capabilities.inspections.rules.statuses import words
from broadhurst.capabilities.inspections.writes.recounted import recounted
from broadhurst.foundation import clock
from broadhurst.foundation.doors import cli
from broadhurst.foundation.lists import cli as lists

group = click.Group("inspections", help="Inspection reports, findings and responses.")
for verb in VERBS:
    group.add_command(verb)


@group.command("load")
@cli.in_posting
@cli.acting_as
def load(username: str, unit: str | None) -> None:
    """Load the published reports and register entries that come with the program."""
    with cli.acting(username, unit) as actor, cli.refusals():
        click.echo(f"{load_reports(actor=actor)} reports are recorded.")


def _line(report: Any) -> str:
    day = report.day(clock.today())
    deadline = f"day {day} of 56, last day {report.last_day}" if day else "no clock"
    return f"{report.ref}  {report.title}  {deadline}"


group.add_command(
    lists.listing(
        "list", REPORTS, says=_line, summary="List the reports with the last day to answer each."
    )
)


def _finding_line(row: Any) -> str:
    theirs = words(row.theirs) if row.theirs else "no decision recorded"
    return f"{row.finding.key}  {row.agency.name}: {words(row.ours)}. Inspectorate: {theirs}"


group.add_command(
    lists.listing(
        "findings",
        FINDINGS,
        says=_finding_line,
        summary="List the findings of each organisation with both statuses.",
    )
)


@group.command("paragraphs")
@cli.in_posting
@cli.acting_as
def list_paragraphs(username: str, unit: str | None) -> None:
    """List your organisation's standard paragraphs."""
    with cli.acting(username, unit):
        for paragraph in standard_paragraphs().filter(withdrawn_at=None):
            click.echo(f"{paragraph.ref}  {paragraph.title}")


@group.command("letter")
@click.argument("ref")
@click.argument("form", type=click.Choice([*FORMATS]))
@click.argument("file", type=click.File("wb"))
@cli.in_posting
@cli.acting_as
def letter(username: str, unit: str | None, ref: str, form: str, file: Any) -> None:
    """Write the letter of a response to a file.

    The download is recorded as a disclosure.
    """
    with cli.acting(username, unit) as actor, cli.refusals():
        response = a_response(actor, ref)
        if response is None:
            raise click.ClickException("The response does not exist, or you cannot see it.")
        file.write(take_copy(actor=actor, response=response, form=form))


@group.command("recount")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def recount(username: str, unit: str | None, ref: str) -> None:
    """Compare the figures that a draft cites with their values today."""
    with cli.acting(username, unit) as actor, cli.refusals():
        response = a_response(actor, ref)
        if response is None:
            raise click.ClickException("The response does not exist, or you cannot see it.")
        for one in recounted(actor, response):
            changed = "  changed" if one.has_drifted else ""
            click.echo(f"{one.evidence.ref}  {one.cited}; today {one.today}{changed}")
