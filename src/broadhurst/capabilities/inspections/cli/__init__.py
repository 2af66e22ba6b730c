"""Commands of inspections."""

from typing import Any

import click

from broadhurst.capabilities.inspections.cli.finding import ON_BOTH, a_finding, a_response
from broadhurst.capabilities.inspections.commands import add_evidence, answer, share_answer
from broadhurst.capabilities.inspections.commands.load_reports import load_reports
from broadhurst.capabilities.inspections.commands.take_copy import take_copy
from broadhurst.capabilities.inspections.figures.letter import letter_of
from broadhurst.capabilities.inspections.lists import REPORTS
from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.inspections.queries.differing import before_of
from broadhurst.capabilities.inspections.queries.over_the_years import over_the_years
from broadhurst.capabilities.inspections.queries.paragraphs import standard_paragraphs
from broadhurst.capabilities.inspections.queries.signatures import is_as_published, signature_on
from broadhurst.capabilities.inspections.rules.differences import changes
from broadhurst.capabilities.inspections.rules.digests import form_of, verified
from broadhurst.capabilities.inspections.writes.recounted import recounted
from broadhurst.foundation import clock
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.doors.pdf_signatures import Signature
from broadhurst.foundation.lists import cli as lists

group = click.Group("inspections", help="Inspection reports, findings and responses.")
for name, form, command in (
    ("answer", answer.AnswerForm, answer.answer),
    ("add-evidence", add_evidence.AddEvidenceForm, add_evidence.add_evidence),
    ("share-answer", share_answer.ShareAnswerForm, share_answer.share_answer),
):
    group.add_command(cli.verb(name, form, command, finds=ON_BOTH))


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


@group.command("over-the-years")
@click.argument("key")
@cli.in_posting
@cli.acting_as
def finding_over_the_years(username: str, unit: str | None, key: str) -> None:
    """List the reports that a finding came back in, and what was answered each time."""
    with cli.acting(username, unit) as actor:
        finding = a_finding(actor, key)
        if finding is None:
            raise click.ClickException("The finding does not exist.")
        for row in over_the_years(finding, actor):
            report = row.finding.report
            click.echo(f"{report.published_on:%B %Y}  {row.finding.key}  {report.title}")
            for answered in row.answered:
                answer = (
                    answered.answer.get_answer_display() if answered.answer else "see the response"
                )
                click.echo(
                    f"  {answered.publication.ref}  {answered.publication.body.name}: {answer}"
                )
                text = answered.answer.explanation if answered.answer else answered.comments
                for line in text.strip().splitlines():
                    click.echo(f"    {line}".rstrip())


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
        for figure in recounted(actor, response):
            changed = "  changed" if figure.has_drifted else ""
            click.echo(f"{figure.evidence.ref}  {figure.cited}; today {figure.today}{changed}")


@group.command("changes")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def show_changes(username: str, unit: str | None, ref: str) -> None:
    """Show the paragraphs that a correction changes, adds or takes out."""
    with cli.acting(username, unit) as actor, cli.refusals():
        response = a_response(actor, ref)
        before = before_of(response) if response else None
        if response is None or before is None:
            raise click.ClickException("You can see no correction with this reference.")
        for change in changes(before, letter_of(response)):
            for mark, text in (("-", change.before), ("+", change.after)):
                if text:
                    click.echo(f"{mark} {text}")
            click.echo()


@group.command("verify")
@click.argument("ref")
@click.argument("file", type=click.File("rb"), required=False)
@cli.in_posting
@cli.acting_as
def verify(username: str, unit: str | None, ref: str, file: Any) -> None:
    """Verify the SHA-256 and the signature of a published letter, and whether FILE is a copy."""
    with cli.acting(username, unit) as actor, cli.refusals():
        row = cli.find(actor, Publication.objects.filter(url=""), ref=ref)
        if row is None:
            raise click.ClickException("No letter is published with this reference.")
        digests = verified(row)
        for digest in digests:
            verdict = "as published" if digest.is_intact else f"CHANGED, now {digest.now}"
            click.echo(f"{digest.name:5} {digest.recorded}  {verdict}")
        signature = signature_on(row)
        click.echo(_signed(row, signature))
        form = form_of(row, file.read()) if file else ""
        if form:
            click.echo(f"The file is the published {form}.")
        if not (all(digest.is_intact for digest in digests) and is_as_published(row, signature)):
            raise click.ClickException("The stored letter differs from the published one.")
        if file and not form:
            raise click.ClickException("This is not the letter that was published.")


def _signed(row: Publication, signature: Signature | None) -> str:
    if not row.pdf_signed_by:
        return "The PDF was published without a signature."
    verdict = "as published" if is_as_published(row, signature) else "BROKEN"
    return f"Signed by {row.pdf_signed_by}, certificate {row.certificate_sha256}  {verdict}"
