"""Terminal commands for checks and receipts."""

from typing import TextIO

import click

from broadhurst.capabilities.deconfliction.commands.check_target import check_target
from broadhurst.capabilities.deconfliction.commands.count_names import CountNamesForm, count_names
from broadhurst.capabilities.deconfliction.commands.expire import ExpireForm, expire
from broadhurst.capabilities.deconfliction.forms.target import CheckLinesForm, CheckTargetForm
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.queries.checks import (
    DisclosedHit,
    hits_told,
    since_confirmed,
)
from broadhurst.capabilities.deconfliction.queries.entries import checks_made
from broadhurst.capabilities.deconfliction.writes.check_lines import LineResult, check_lines
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import moment

NEWEST = 50


def in_words(check: Check) -> str:
    """Return the answer of a check, always with its limits."""
    hits = map(of_hit, hits_told(check) or ())
    lines = [f"{check.ref}: {check.answer}", *hits, check.caveat]
    if check.entered:
        lines.append(f"Entered as {check.entered}.")
    return "\n".join(
        lines + [f"Not checked, or only in part: {wrong}" for wrong in check.not_checked]
    )


def of_hit(disclosed: DisclosedHit) -> str:
    """Return a hit, its strength, and who to contact."""
    words = f"{disclosed.hit.words} ({disclosed.hit.get_strength_display()})"
    return f"{disclosed.hit.ref}  {words}  {disclosed.body}: contact {disclosed.other_contact}"


def of_lines(results: list[LineResult]) -> str:
    """Return the answer for each line under the line itself."""
    return "\n\n".join(
        f"{result.line.text}\n"
        + (in_words(result.made) if result.made else not_checked(result.reason))
        for result in results
    )


def not_checked(reason: str) -> str:
    """Return why a line was not checked, in words."""
    return f"Not checked: {reason}"


def expired(number: int) -> str:
    """Return how many entries expired, in words."""
    return "1 entry expired." if number == 1 else f"{number} entries expired."


def counted(number: int) -> str:
    """Return how many names are more common here than in the population, in words."""
    names = "1 name is" if number == 1 else f"{number} names are"
    return f"{names} more common among entries than in the population."


@click.command("checks")
@cli.in_posting
@cli.acting_as
def list_checks(username: str, unit: str | None) -> None:
    """List the newest checks that you can see, with their receipts."""
    with cli.acting(username, unit):
        checks = checks_made()[:NEWEST]
        confirmed = since_confirmed(checks)
        for check in checks:
            refs = ", ".join(side.ref for side in confirmed[check.ref])
            since = f", since confirmed by a desk: {refs}" if refs else ""
            made_at = moment(check.made_at)
            click.echo(f"{check.ref}  {made_at}  {check.matter}  {check.answer}{since}")


@click.command("check-lines", help=(check_lines.__doc__ or "").split("\n\n")[0])
@click.argument("file", type=click.File(), default="-")
@click.option("--ocg", default="", help="Reference of the OCG, if the targets belong to one.")
@click.option("--matter", default="", help="Your own reference.")
@cli.in_posting
@cli.acting_as
def check_each_line(username: str, unit: str | None, file: TextIO, **purpose: str) -> None:
    """Check the lines of a file, or of the standard input."""
    with cli.acting(username, unit) as actor:
        answers = {"lines": file.read(), **purpose}
        problems, results = cli.answered(actor, CheckLinesForm, check_lines, {}, answers)
    if problems:
        raise click.ClickException("\n".join(problems))
    click.echo(of_lines(results))


COMMANDS = (
    cli.verb("check-target", CheckTargetForm, check_target, says=in_words),
    check_each_line,
    list_checks,
    cli.verb("expire", ExpireForm, expire, says=expired),
    cli.verb("count-names", CountNamesForm, count_names, says=counted),
)
