"""Command line of liaison."""

from pathlib import Path
from typing import Any

import click

from broadhurst.capabilities.liaison.cli import reviews
from broadhurst.capabilities.liaison.commands.escalate_requests import (
    EscalateRequestsForm,
    escalate_requests,
)
from broadhurst.capabilities.liaison.commands.take_log_copy import take_log_copy
from broadhurst.capabilities.liaison.models import LogCopy, LogEntry, Request
from broadhurst.capabilities.liaison.queries.coming_up import coming_up
from broadhurst.capabilities.liaison.queries.follow_up import history_of
from broadhurst.capabilities.liaison.queries.log_copies import is_copy, log_copies, verified
from broadhurst.capabilities.liaison.queries.log_on_paper import ENTRY_COPY, LOG_COPY
from broadhurst.capabilities.liaison.queries.requests import open_requests, requests
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import count, moment
from broadhurst.foundation.record_copies.cli import download


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.all(), ref=ref)


def stage_of(request: Request) -> str:
    return f"{request.ref} is {request.stage}."


def number_of(entry: LogEntry) -> str:
    return f"{entry.ref} is entry {entry.number} of the policy log."


def a_request(actor: Actor, ref: str) -> Request | None:
    return cli.find(actor, requests(), ref=ref)


def a_copy(actor: Actor, ref: str) -> LogCopy | None:
    return cli.find(actor, log_copies(), ref=ref)


def sealed_line(copy: LogCopy) -> str:
    return f"{copy.ref} has {count(copy.count, 'entry', 'entries')}. SHA-256 {copy.sha256}"


def seen_line(number: int) -> str:
    return f"{count(number, 'action or event')} marked as seen."


def passed_up_line(number: int) -> str:
    return f"{count(number, 'late request')} passed up."


group = click.Group("liaison", help="SIO and LRO at work together.")


group.add_command(
    cli.verb("escalate", EscalateRequestsForm, escalate_requests, says=passed_up_line)
)


reviews.add_to(group)


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


@group.command("coming-up")
@click.argument("ocg")
@cli.in_posting
@cli.acting_as
def list_coming_up(ocg: str, username: str, unit: str | None) -> None:
    """List the plan actions and events to come on an OCG."""
    with cli.acting(username, unit) as actor:
        row = an_ocg(actor, ocg)
        for item in coming_up(row) if row else ():
            seen = "; ".join(item.seen_by)
            click.echo(
                f"{item.happens_on}  {item.ref}  {item.what}  {item.by.name}  {seen}".rstrip()
            )


@group.command("history")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def request_history(ref: str, username: str, unit: str | None) -> None:
    """Show what happened to a request so far, newest first."""
    with cli.acting(username, unit) as actor:
        request = a_request(actor, ref)
        for step in history_of(request) if request else ():
            by = f"  {step['by'].name}" if step["by"] else ""
            click.echo(f"{moment(step['at'])}  {step['title']}{by}  {step['text']}".rstrip())


@group.command("take-log-copy")
@click.argument("ref")
@click.option("--to", "path", required=True, type=cli.NEW_FILE, help="A .pdf")
@cli.in_posting
@cli.acting_as
def log_copy_taken(ref: str, path: Path, username: str, unit: str | None) -> None:
    """Write a sealed copy of a policy log to a PDF."""
    with cli.acting(username, unit) as actor, cli.refusals():
        content = take_log_copy(actor=actor, copy=_copy_or_error(actor, ref))
    path.write_bytes(content)
    click.echo(f"Sealed copy {ref} is in {path}.")


@group.command("verify-log-copy")
@click.argument("ref")
@click.argument("file", type=click.File("rb"), required=False)
@cli.in_posting
@cli.acting_as
def verify_log_copy(username: str, unit: str | None, ref: str, file: Any) -> None:
    """Verify the SHA-256 and the signature of a sealed copy, and whether FILE is that copy."""
    with cli.acting(username, unit) as actor, cli.refusals():
        copy = _copy_or_error(actor, ref)
        now = verified(copy)
        click.echo(f"SHA-256 {copy.sha256}  {'as sealed' if now.is_intact else 'CHANGED'}")
        if copy.signed_by:
            verdict = "as sealed" if now.is_signature_right else "BROKEN"
            click.echo(
                f"Signed by {copy.signed_by}, certificate {copy.certificate_sha256}  {verdict}"
            )
        else:
            click.echo("The copy was sealed without a signature.")
        if not now.is_as_sealed:
            raise click.ClickException("The stored copy differs from the sealed one.")
        if file and not is_copy(copy, file.read()):
            raise click.ClickException("This file is not the copy that was sealed.")
        if file:
            click.echo("The file is the sealed copy.")


def _copy_or_error(actor: Actor, ref: str) -> LogCopy:
    copy = a_copy(actor, ref)
    if copy is None:
        raise click.ClickException(f"There is no copy {ref}, or you cannot see it.")
    return copy


group.add_command(download("download-log", LOG_COPY))
group.add_command(download("download-entry", ENTRY_COPY))
