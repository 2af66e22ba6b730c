"""The command line of safeguarding."""

import click

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.safeguarding.lists import REFERRALS
from broadhurst.capabilities.safeguarding.models import NotReferred, Referral
from broadhurst.capabilities.safeguarding.queries.referral_on_paper import REFERRAL_COPY
from broadhurst.capabilities.safeguarding.queries.referrals import due_on
from broadhurst.capabilities.safeguarding.queries.without_names import without_names
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists import cli as lists
from broadhurst.foundation.record_copies.cli import download


def stage_of(referral: Referral) -> str:
    return f"{referral.ref} is {referral.stage}."


def reason_recorded(decision: NotReferred) -> str:
    return f"{decision} is needed. The reason is recorded."


group = click.Group("safeguarding", help="Referrals of people at risk.")


def _line(referral: Referral) -> str:
    due = due_on(referral)
    deadline = f"answer due {day(due)}" if due else "no known deadline"
    return f"{referral.ref}  {referral.stage}  {referral.team}  {deadline}"


@group.command("of-ocg")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def of_ocg(username: str, unit: str | None, ref: str) -> None:
    """Show the referrals of an OCG, without names."""
    with cli.acting(username, unit) as actor:
        ocg = cli.find(actor, Ocg.objects.all(), ref=ref)
        lines = [_line(referral) for referral in without_names(ocg)] if ocg else []
    if ocg is None:
        click.echo("The OCG does not exist, or you do not have access to it.", err=True)
        raise SystemExit(1)
    for line in lines or ["No referrals yet."]:
        click.echo(line)


group.add_command(
    lists.listing(
        "list",
        REFERRALS,
        says=_line,
        summary="List the referrals you can see. The default tab is the open ones.",
    )
)
group.add_command(download("download", REFERRAL_COPY))
