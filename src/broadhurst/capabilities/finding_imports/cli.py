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
from broadhurst.capabilities.imports.schemas import in_words
from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.inspections.queries.reports import reports
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def a_report(actor: Actor, ref: str) -> Report | None:
    return cli.find(actor, reports(), ref=ref)


def an_import(actor: Actor, ref: str) -> FindingImport | None:
    return cli.find(actor, finding_imports(), ref=ref)


FINDS = {"sent": an_import}
group = click.Group("inspections")
for name, form_class, then, finds in (
    ("send-findings", SendFindingsForm, send_findings, {"report": a_report}),
    ("map-findings", MapFindingsForm, map_findings, FINDS),
    ("run-findings", RunFindingsForm, run_findings, FINDS),
    ("undo-findings", UndoFindingsForm, undo_findings, FINDS),
    ("discard-findings", DiscardFindingsForm, discard_findings, FINDS),
):
    group.add_command(cli.verb(name, form_class, then, finds=finds, says=in_words))
