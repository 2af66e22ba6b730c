"""The terminal door of inspections."""

from typing import Any

import click

from broadhurst.capabilities.inspections.cli.corrections import VERBS
from broadhurst.capabilities.inspections.cli.finding import (
    ON_BOTH,
    ON_EVIDENCE,
    ON_FINDING,
    ON_REPORT,
    ON_RESPONSE,
    a_response,
)
from broadhurst.capabilities.inspections.commands import (
    add_evidence,
    address,
    answer,
    choose_paragraphs,
    clear,
    comment,
    draft,
    edit_paragraph,
    invite_comments,
    open_response,
    publish,
    record_act,
    record_finding,
    record_report,
    record_sending,
    set_our_status,
    withdraw_evidence,
    withdraw_paragraph,
    write_paragraph,
)
from broadhurst.capabilities.inspections.commands.load_reports import load_reports
from broadhurst.capabilities.inspections.commands.take_copy import FORMATS, take_copy
from broadhurst.capabilities.inspections.queries.paragraphs import standard_paragraphs
from broadhurst.capabilities.inspections.queries.reports import reports
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def a_paragraph(actor: Actor, ref: str) -> Any:
    return cli.find(actor, standard_paragraphs(), ref=ref)


ON_PARAGRAPH: dict[str, cli.Find] = {"paragraph": a_paragraph}

group = click.Group("inspections", help="Inspection reports, findings and responses.")
for name, form, then, finds in (
    ("record-report", record_report.RecordReportForm, record_report.record_report, {}),
    ("record-finding", record_finding.RecordFindingForm, record_finding.record_finding, ON_REPORT),
    ("record-act", record_act.RecordActForm, record_act.record_act, ON_FINDING),
    ("set-our-status", set_our_status.SetOurStatusForm, set_our_status.set_our_status, ON_FINDING),
    ("open-response", open_response.OpenResponseForm, open_response.open_response, ON_REPORT),
    (
        "invite-comments",
        invite_comments.InviteCommentsForm,
        invite_comments.invite_comments,
        ON_RESPONSE,
    ),
    ("comment", comment.CommentForm, comment.comment, ON_RESPONSE),
    ("address", address.AddressForm, address.address, ON_RESPONSE),
    ("draft", draft.DraftForm, draft.draft, ON_RESPONSE),
    (
        "choose-paragraphs",
        choose_paragraphs.ChooseParagraphsForm,
        choose_paragraphs.choose_paragraphs,
        ON_RESPONSE,
    ),
    ("write-paragraph", write_paragraph.WriteParagraphForm, write_paragraph.write_paragraph, {}),
    (
        "edit-paragraph",
        edit_paragraph.EditParagraphForm,
        edit_paragraph.edit_paragraph,
        ON_PARAGRAPH,
    ),
    (
        "withdraw-paragraph",
        withdraw_paragraph.WithdrawParagraphForm,
        withdraw_paragraph.withdraw_paragraph,
        ON_PARAGRAPH,
    ),
    ("answer", answer.AnswerForm, answer.answer, ON_BOTH),
    ("add-evidence", add_evidence.AddEvidenceForm, add_evidence.add_evidence, ON_BOTH),
    (
        "withdraw-evidence",
        withdraw_evidence.WithdrawEvidenceForm,
        withdraw_evidence.withdraw_evidence,
        ON_EVIDENCE,
    ),
    ("clear", clear.ClearForm, clear.clear, ON_RESPONSE),
    ("publish", publish.PublishForm, publish.publish, ON_RESPONSE),
    (
        "record-sending",
        record_sending.RecordSendingForm,
        record_sending.record_sending,
        ON_RESPONSE,
    ),
):
    group.add_command(cli.verb(name, form, then, finds=finds, says=str))
for verb in VERBS:
    group.add_command(verb)


@group.command("load")
@cli.in_posting
@cli.acting_as
def load(username: str, unit: str | None) -> None:
    """Load the published reports and register entries that come with the program."""
    with cli.acting(username, unit) as actor, cli.refusals():
        click.echo(f"{load_reports(actor=actor)} reports are recorded.")


@group.command("list")
@cli.in_posting
@cli.acting_as
def list_reports(username: str, unit: str | None) -> None:
    """List the reports with the last day to answer each."""
    with cli.acting(username, unit):
        for report in reports():
            day = report.day(clock.today())
            said = f"day {day} of 56, last day {report.last_day}" if day else "no clock"
            click.echo(f"{report.ref}  {report.title}  {said}")


@group.command("paragraphs")
@cli.in_posting
@cli.acting_as
def list_paragraphs(username: str, unit: str | None) -> None:
    """List your organisation's standard paragraphs."""
    with cli.acting(username, unit):
        for one in standard_paragraphs().filter(withdrawn_at=None):
            click.echo(f"{one.ref}  {one.title}")


@group.command("letter")
@click.argument("ref")
@click.argument("form", type=click.Choice([*FORMATS]))
@click.argument("file", type=click.File("wb"))
@cli.in_posting
@cli.acting_as
def letter(username: str, unit: str | None, ref: str, form: str, file: Any) -> None:
    """Write the letter of a response to a file; that a copy was taken is kept."""
    with cli.acting(username, unit) as actor, cli.refusals():
        response = a_response(actor, ref)
        if response is None:
            raise click.ClickException("No such response, or it is not yours to see.")
        file.write(take_copy(actor=actor, response=response, form=form))
