"""Terminal commands of imports of findings, in the group of inspections."""

import click

from broadhurst.capabilities.finding_imports.commands.discard import (
    DiscardFindingsForm,
    discard_findings,
)
from broadhurst.capabilities.finding_imports.commands.map_columns import (
    MapFindingsForm,
    map_findings,
)
from broadhurst.capabilities.finding_imports.commands.run import RunFindingsForm, run_findings
from broadhurst.capabilities.finding_imports.commands.send import SendFindingsForm, send_findings
from broadhurst.capabilities.finding_imports.commands.undo import UndoFindingsForm, undo_findings
from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.capabilities.finding_imports.queries.imports import finding_imports
from broadhurst.capabilities.finding_imports.queries.shown import shown_findings
from broadhurst.capabilities.imports.schemas import in_words
from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.inspections.queries.reports import reports
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def a_report(actor: Actor, ref: str) -> Report | None:
    return cli.find(actor, reports(), ref=ref)


def an_import(actor: Actor, ref: str) -> FindingImport | None:
    return cli.find(actor, finding_imports(), ref=ref)


@click.command("finding-import")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def show(ref: str, username: str, unit: str | None) -> None:
    """Show an import of findings, and how its rows are read before they are added."""
    with cli.acting(username, unit) as actor:
        upload = an_import(actor, ref)
        rows = shown_findings(upload) if upload else []
    if not upload:
        raise click.ClickException(f"There is no import {ref}, or you cannot see it.")
    click.echo(in_words(upload))
    for row in rows:
        due = f"by {row.due_on}" if row.due_on else row.due_text
        parts = (row.title, row.text, due, row.addressed_to)
        click.echo(f"  Row {row.number}: {'; '.join(filter(None, parts))}")


FINDS = {"upload": an_import}
group = click.Group("inspections")
group.add_command(show)
for name, form_class, then, finds, called in (
    ("send-findings", SendFindingsForm, send_findings, {"report": a_report}, ""),
    ("map-findings", MapFindingsForm, map_findings, FINDS, "import"),
    ("run-findings", RunFindingsForm, run_findings, FINDS, "import"),
    ("undo-findings", UndoFindingsForm, undo_findings, FINDS, "import"),
    ("discard-findings", DiscardFindingsForm, discard_findings, FINDS, "import"),
):
    group.add_command(cli.verb(name, form_class, then, finds=finds, called=called, says=in_words))
