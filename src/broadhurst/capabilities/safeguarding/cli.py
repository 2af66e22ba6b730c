"""The command line of safeguarding."""

from collections.abc import Callable

import click

from broadhurst.capabilities.register.models import Membership, Ocg
from broadhurst.capabilities.register.queries.people import members
from broadhurst.capabilities.safeguarding.commands.acknowledge import (
    AcknowledgeForm,
    AcknowledgeReferralsForm,
    acknowledge,
)
from broadhurst.capabilities.safeguarding.commands.chase import ChaseForm, chase
from broadhurst.capabilities.safeguarding.commands.close import CloseForm, close
from broadhurst.capabilities.safeguarding.commands.decide import DecideForm, decide
from broadhurst.capabilities.safeguarding.commands.edit import EditForm, edit
from broadhurst.capabilities.safeguarding.commands.record_decision import (
    RecordDecisionForm,
    record_decision,
)
from broadhurst.capabilities.safeguarding.commands.record_no_referral import (
    NoReferralForm,
    record_no_referral,
)
from broadhurst.capabilities.safeguarding.commands.refer import ReferForm, refer
from broadhurst.capabilities.safeguarding.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.safeguarding.lists import REFERRALS
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referral_on_paper import REFERRAL_COPY
from broadhurst.capabilities.safeguarding.queries.referrals import due_on, referrals
from broadhurst.capabilities.safeguarding.queries.without_names import without_names
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists import cli as lists
from broadhurst.foundation.record_copies.cli import download


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.all(), ref=ref)


def a_referral(actor: Actor, ref: str) -> Referral | None:
    return cli.find(actor, referrals(), ref=ref)


def a_person(actor: Actor, ref: str) -> Membership | None:
    return cli.find(actor, members(), person__ref=ref)


def stage_of(referral: Referral) -> str:
    return f"{referral.ref} is {referral.stage}."


group = click.Group("safeguarding", help="Referrals of people at risk.")
group.add_command(cli.verb("refer", ReferForm, refer, finds={"ocg": an_ocg}, says=stage_of))
group.add_command(
    cli.verb(
        "no-referral",
        NoReferralForm,
        record_no_referral,
        finds={"member": a_person},
        says=lambda decision: f"{decision} is needed. The reason is recorded.",
    )
)
for name, form, verb in (
    ("acknowledge", AcknowledgeForm, acknowledge),
    ("chase", ChaseForm, chase),
    ("decide", DecideForm, decide),
    ("record-decision", RecordDecisionForm, record_decision),
    ("edit", EditForm, edit),
    ("withdraw", WithdrawForm, withdraw),
    ("close", CloseForm, close),
):
    group.add_command(cli.verb(name, form, verb, finds={"referral": a_referral}, says=stage_of))


ON_EACH: tuple[tuple[str, type[CommandForm], Callable[..., Referral]], ...] = (
    ("acknowledge-referrals", AcknowledgeReferralsForm, acknowledge),
    ("chase-referrals", ChaseForm, chase),
)
for name, each_form, on_each in ON_EACH:
    group.add_command(
        lists.verb_on_each(
            name, each_form, on_each, rows=lambda _actor: referrals(), subject="referral"
        )
    )


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
        ocg = an_ocg(actor, ref)
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
