"""Command line of liaison."""

import click

from broadhurst.capabilities.liaison.commands.accept import AcceptForm, accept
from broadhurst.capabilities.liaison.commands.ask import AskForm, ask
from broadhurst.capabilities.liaison.commands.complete import CompleteForm, complete
from broadhurst.capabilities.liaison.commands.decide_jointly import (
    DecideJointlyForm,
    decide_jointly,
)
from broadhurst.capabilities.liaison.commands.edit import EditRequestForm, edit
from broadhurst.capabilities.liaison.commands.log_decision import LogDecisionForm, log_decision
from broadhurst.capabilities.liaison.commands.record_meeting import (
    RecordMeetingForm,
    record_meeting,
)
from broadhurst.capabilities.liaison.commands.refuse import RefuseForm, refuse
from broadhurst.capabilities.liaison.commands.sign import SignForm, sign
from broadhurst.capabilities.liaison.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.liaison.models import LogEntry, Request
from broadhurst.capabilities.liaison.queries.requests import open_requests, requests
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import moment


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.all(), ref=ref)


def a_request(actor: Actor, ref: str) -> Request | None:
    return cli.find(actor, requests(), ref=ref)


def an_entry(actor: Actor, ref: str) -> LogEntry | None:
    return cli.find(actor, LogEntry.objects.select_related("ocg", "dossier"), ref=ref)


def stage_of(request: Request) -> str:
    return f"{request.ref} is {request.stage}."


def number_of(entry: LogEntry) -> str:
    return f"{entry.ref} is entry {entry.number} of the policy log."


group = click.Group("liaison", help="SIO and LRO at work together.")
group.add_command(cli.verb("ask", AskForm, ask, finds={"ocg": an_ocg}, says=stage_of))
for name, form, verb in (
    ("accept", AcceptForm, accept),
    ("refuse", RefuseForm, refuse),
    ("complete", CompleteForm, complete),
    ("edit", EditRequestForm, edit),
    ("withdraw", WithdrawForm, withdraw),
):
    group.add_command(cli.verb(name, form, verb, finds={"lead_request": a_request}, says=stage_of))
group.add_command(
    cli.verb("log-decision", LogDecisionForm, log_decision, finds={"ocg": an_ocg}, says=number_of)
)
group.add_command(
    cli.verb(
        "decide-jointly", DecideJointlyForm, decide_jointly, finds={"ocg": an_ocg}, says=number_of
    )
)
group.add_command(cli.verb("sign", SignForm, sign, finds={"entry": an_entry}, says=str))
group.add_command(
    cli.verb("record-meeting", RecordMeetingForm, record_meeting, finds={"ocg": an_ocg}, says=str)
)


@group.command("list")
@click.argument("ocg")
@cli.in_posting
@cli.acting_as
def list_requests(ocg: str, username: str, unit: str | None) -> None:
    """List the open requests of an OCG."""
    with cli.acting(username, unit) as actor:
        found_ocg = an_ocg(actor, ocg)
        for request in open_requests(found_ocg) if found_ocg else ():
            click.echo(
                f"{request.ref}  {request.stage}  {request.kind}  "
                f"answer by {moment(request.answer_due_at)}"
            )
