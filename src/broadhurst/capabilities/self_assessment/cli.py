"""The command line of self-assessments."""

from typing import Any

import click

from broadhurst.capabilities.self_assessment.commands import (
    assess,
    cite_figure,
    correct,
    link_record,
    share,
    stop_sharing,
    withdraw,
    withdraw_evidence,
)
from broadhurst.capabilities.self_assessment.lists import ASSESSMENTS
from broadhurst.capabilities.self_assessment.queries.assessments import assessments, findings
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.lists import cli as lists


def a_finding(actor: Actor, key: str) -> Any:
    return cli.find(actor, findings(), key=key)


def an_assessment(actor: Actor, ref: str) -> Any:
    return cli.find(actor, assessments(), ref=ref)


ON_ASSESSMENT: dict[str, cli.Find] = {"assessment": an_assessment}

group = click.Group("self-assessment", help="What organisations say of themselves, with evidence.")
group.add_command(
    cli.verb("assess", assess.AssessForm, assess.assess, finds={"finding": a_finding}, says=str)
)
for name, form, then in (
    ("correct", correct.CorrectForm, correct.correct),
    ("cite-figure", cite_figure.CiteFigureForm, cite_figure.cite_figure),
    ("link-record", link_record.LinkRecordForm, link_record.link_record),
    (
        "withdraw-evidence",
        withdraw_evidence.WithdrawEvidenceForm,
        withdraw_evidence.withdraw_evidence,
    ),
    ("share", share.ShareForm, share.share),
    ("stop-sharing", stop_sharing.StopSharingForm, stop_sharing.stop_sharing),
    ("withdraw", withdraw.WithdrawForm, withdraw.withdraw),
):
    group.add_command(cli.verb(name, form, then, finds=ON_ASSESSMENT, says=str))
group.add_command(
    lists.listing(
        "list",
        ASSESSMENTS,
        says=lambda assessment: f"{assessment.ref}  {assessment}, {assessment.assessed_on}",
        summary="List the self-assessments you can see.",
    )
)
