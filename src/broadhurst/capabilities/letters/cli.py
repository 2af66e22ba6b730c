"""The command line of letters."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from broadhurst.capabilities.letters.commands import (
    add_recipient,
    add_signatory,
    ask_to_issue,
    correct_letter,
    draft_letter,
    edit_letter,
    edit_recipient,
    edit_signatory,
    edit_template,
    issue_letter,
    remove_recipient,
    return_letter,
    set_house_style,
    withdraw_letter,
    withdraw_signatory,
    withdraw_template,
    write_template,
)
from broadhurst.capabilities.letters.commands.take_all import take_all
from broadhurst.capabilities.letters.commands.take_copy import FORMATS, take_copy
from broadhurst.capabilities.letters.lists import LETTERS, TEMPLATES
from broadhurst.capabilities.letters.models import Recipient
from broadhurst.capabilities.letters.queries.kept import signatories, templates
from broadhurst.capabilities.letters.queries.letters import letters, recipients
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.lists import cli as lists


def a_template(actor: Actor, ref: str) -> Any:
    return cli.find(actor, templates(), ref=ref)


def a_signatory(actor: Actor, ref: str) -> Any:
    return cli.find(actor, signatories(), ref=ref)


def a_letter(actor: Actor, ref: str) -> Any:
    return cli.find(actor, letters(), ref=ref)


def a_recipient(actor: Actor, ref: str) -> Any:
    return cli.find(actor, recipients(), ref=ref)


ON_TEMPLATE: dict[str, cli.Find] = {"letter_template": a_template}
ON_SIGNATORY: dict[str, cli.Find] = {"signatory": a_signatory}
ON_LETTER: dict[str, cli.Find] = {"letter": a_letter}
ON_RECIPIENT: dict[str, cli.Find] = {"recipient": a_recipient}


def _recipient(recipient: Recipient) -> str:
    return f"{recipient.ref} {recipient.name}"


Verb = tuple[str, type[CommandForm], Callable[..., Any], dict[str, cli.Find] | None]
VERBS: tuple[Verb, ...] = (
    ("write-template", write_template.WriteTemplateForm, write_template.write_template, None),
    ("edit-template", edit_template.EditTemplateForm, edit_template.edit_template, ON_TEMPLATE),
    (
        "withdraw-template",
        withdraw_template.WithdrawTemplateForm,
        withdraw_template.withdraw_template,
        ON_TEMPLATE,
    ),
    (
        "set-house-style",
        set_house_style.SetHouseStyleForm,
        set_house_style.set_house_style,
        None,
    ),
    ("add-signatory", add_signatory.AddSignatoryForm, add_signatory.add_signatory, None),
    (
        "edit-signatory",
        edit_signatory.EditSignatoryForm,
        edit_signatory.edit_signatory,
        ON_SIGNATORY,
    ),
    (
        "withdraw-signatory",
        withdraw_signatory.WithdrawSignatoryForm,
        withdraw_signatory.withdraw_signatory,
        ON_SIGNATORY,
    ),
    ("draft", draft_letter.DraftLetterForm, draft_letter.draft_letter, None),
    ("edit", edit_letter.EditLetterForm, edit_letter.edit_letter, ON_LETTER),
    ("ask-to-issue", ask_to_issue.AskToIssueForm, ask_to_issue.ask_to_issue, ON_LETTER),
    ("return", return_letter.ReturnLetterForm, return_letter.return_letter, ON_LETTER),
    ("issue", issue_letter.IssueLetterForm, issue_letter.issue_letter, ON_LETTER),
    ("correct", correct_letter.CorrectLetterForm, correct_letter.correct_letter, ON_LETTER),
    ("withdraw", withdraw_letter.WithdrawLetterForm, withdraw_letter.withdraw_letter, ON_LETTER),
    (
        "remove-recipient",
        remove_recipient.RemoveRecipientForm,
        remove_recipient.remove_recipient,
        ON_RECIPIENT,
    ),
)
VERBS_ON_RECIPIENTS: tuple[Verb, ...] = (
    ("add-recipient", add_recipient.AddRecipientForm, add_recipient.add_recipient, ON_LETTER),
    (
        "edit-recipient",
        edit_recipient.EditRecipientForm,
        edit_recipient.edit_recipient,
        ON_RECIPIENT,
    ),
)
group = click.Group("letters", help="Letters: templates, house style, recipients, copies.")
for name, form, then, finds in VERBS:
    group.add_command(cli.verb(name, form, then, finds=finds, says=str))
for name, form, then, finds in VERBS_ON_RECIPIENTS:
    group.add_command(cli.verb(name, form, then, finds=finds, says=_recipient))


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
