"""The command line of letters."""

from pathlib import Path
from typing import Any

import click

from broadhurst.capabilities.letters.commands.take_all import take_all
from broadhurst.capabilities.letters.commands.take_copy import FORMATS, take_copy
from broadhurst.capabilities.letters.lists import LETTERS, TEMPLATES
from broadhurst.capabilities.letters.models import Recipient
from broadhurst.capabilities.letters.queries.kept import signatories, templates
from broadhurst.capabilities.letters.queries.letters import letters, recipients
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.lists import cli as lists


def a_template(actor: Actor, ref: str) -> Any:
    return cli.find(actor, templates(), ref=ref)


def a_signatory(actor: Actor, ref: str) -> Any:
    return cli.find(actor, signatories(), ref=ref)


def a_letter(actor: Actor, ref: str) -> Any:
    return cli.find(actor, letters(), ref=ref)


def a_recipient(actor: Actor, ref: str) -> Any:
    return cli.find(actor, recipients(), ref=ref)


def recipient_line(recipient: Recipient) -> str:
    return f"Recipient {recipient.ref} ({recipient.name}) is saved."


group = click.Group("letters", help="Letters: templates, house style, recipients, copies.")


@group.command("download")
@click.argument("ref")
@click.option("--to", "path", required=True, type=cli.NEW_FILE, help="A .pdf, .docx or .zip")
@cli.in_posting
@cli.acting_as
def download(ref: str, path: Path, username: str, unit: str | None) -> None:
    """Write a letter to a file: of a recipient (.pdf, .docx), or all of a letter (.zip)."""
    form = path.suffix.lstrip(".").lower()
    if form not in (*FORMATS, "zip"):
        raise click.ClickException("Name a file that ends in .pdf, .docx or .zip.")
    with cli.acting(username, unit) as actor, cli.refusals():
        content = _all(actor, ref) if form == "zip" else _one(actor, ref, form)
    path.write_bytes(content)


def _all(actor: Actor, ref: str) -> bytes:
    letter = a_letter(actor, ref)
    if letter is None:
        raise click.ClickException(f"There is no letter {ref}, or you cannot see it.")
    return take_all(actor=actor, letter=letter)


def _one(actor: Actor, ref: str, form: str) -> bytes:
    issued = getattr(a_recipient(actor, ref), "issued", None)
    if issued is None:
        raise click.ClickException(f"There is no issued letter to {ref}, or you cannot see it.")
    return take_copy(actor=actor, issued=issued, form=form)


group.add_command(
    lists.listing(
        "list",
        LETTERS,
        says=lambda letter: f"{letter.ref}  {letter.subject}  {letter.get_stage_display()}",
        summary="List the letters of your unit.",
    )
)
group.add_command(
    lists.listing(
        "templates",
        TEMPLATES,
        says=lambda letter: f"{letter.ref}  {letter.title}  version {letter.version}",
        summary="List the letter templates of your unit.",
    )
)
