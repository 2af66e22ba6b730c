"""Pages of letters: the list, one letter, its recipients and copies, one page per command."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.letters.commands import (
    add_recipient,
    ask_to_issue,
    correct_letter,
    draft_letter,
    edit_letter,
    edit_recipient,
    issue_letter,
    remove_recipient,
    return_letter,
    take_all,
    take_copy,
    withdraw_letter,
)
from broadhurst.capabilities.letters.lists import COLOURS, LETTERS
from broadhurst.capabilities.letters.models import Letter
from broadhurst.capabilities.letters.queries.letters import letters, recipients
from broadhurst.capabilities.letters.queries.shown import shown_letter, verbs_on
from broadhurst.capabilities.letters.rules import letters as rules
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show


def list_page(request: ActingRequest) -> HttpResponseBase:
    """List the letters of the reader's unit."""
    may_write = not rules.objections_to_write(request.actor.roles)
    return show(request, LETTERS, "letters/letters.html", may_write=may_write)


def letter_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show a letter as one of its recipients gets it, and what can be done with it."""
    letter = web.find(request, letters(), ref=ref)
    later = letter.corrected_by.exclude(stage=Letter.Stage.WITHDRAWN).first()
    verbs = verbs_on(letter, request.actor, is_corrected=later is not None)
    context = {
        "letter": letter,
        "colour": COLOURS[letter.stage],
        "verbs": verbs,
        "waits_for_another": letter.stage == Letter.Stage.READY and "issue" not in verbs,
        "later": later,
        "marking": "OFFICIAL",
        **shown_letter(letter, request.GET.get("to", "")),
    }
    return render(request, "letters/letter.html", context)


def draft_letter_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        draft_letter.DraftLetterForm,
        draft_letter.draft_letter,
        title="Draft a letter",
        submit="Save draft",
        go_to=_address,
        done="The draft is saved. Next: add its recipients.",
        context={"back": reverse("letters:letters")},
    )


def add_recipient_page(request: ActingRequest, ref: str) -> HttpResponse:
    letter = web.find(request, letters(), ref=ref)
    return web.ask(
        request,
        add_recipient.AddRecipientForm,
        add_recipient.add_recipient,
        title="Add a recipient",
        submit="Add recipient",
        go_to=_address(letter),
        done="The recipient is added.",
        another=(),
        letter=letter,
    )


def _address(letter: Letter) -> str:
    return reverse("letters:letter", args=[letter.ref])


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Redirect to the letter that the command returns, because a correction is a new letter."""
    letter = web.find(request, letters(), ref=ref)
    return {"letter": letter, "go_to": _address, "context": {"back": _address(letter)}}


def _about_recipient(request: ActingRequest, ref: str) -> dict[str, Any]:
    recipient = web.find(request, recipients(), ref=ref)
    return {"recipient": recipient, "go_to": _address(recipient.letter)}


edit_letter_page = web.verb(
    edit_letter.EditLetterForm, edit_letter.edit_letter, _about,
    "Edit the letter", "Save draft", "The draft is saved.",
)  # fmt: skip
ask_to_issue_page = web.verb(
    ask_to_issue.AskToIssueForm, ask_to_issue.ask_to_issue, _about,
    "Ask for the issue of the letter", "Ask for issue",
    "The letter is ready. Another officer of your unit issues it.",
    intro="The letter is checked for names and identifiers first. Then another officer of your "
    "unit reads and issues it.",
)  # fmt: skip
return_letter_page = web.verb(
    return_letter.ReturnLetterForm, return_letter.return_letter, _about,
    "Return the letter for changes", "Return letter", "The letter is a draft again.",
)  # fmt: skip
issue_letter_page = web.verb(
    issue_letter.IssueLetterForm, issue_letter.issue_letter, _about,
    "Issue the letter", "Issue letter", "The letter is issued. Download it to send it.",
    intro="Each recipient gets a letter dated today, with the crest and the signature of today. "
    "An issued letter never changes.",
)  # fmt: skip
correct_letter_page = web.verb(
    correct_letter.CorrectLetterForm, correct_letter.correct_letter, _about,
    "Correct the letter", "Draft correction", "The correction is a draft. Edit it next.",
    intro="The correction begins with the same words and recipients. The issued letter stays.",
)  # fmt: skip
withdraw_letter_page = web.verb(
    withdraw_letter.WithdrawLetterForm, withdraw_letter.withdraw_letter, _about,
    "Withdraw the letter", "Withdraw letter", "The letter is withdrawn.", danger=True,
)  # fmt: skip
edit_recipient_page = web.verb(
    edit_recipient.EditRecipientForm, edit_recipient.edit_recipient, _about_recipient,
    "Edit the recipient", "Save recipient", "The recipient is saved.",
)  # fmt: skip
remove_recipient_page = web.verb(
    remove_recipient.RemoveRecipientForm, remove_recipient.remove_recipient, _about_recipient,
    "Remove the recipient", "Remove recipient", "The recipient is removed.", danger=True,
)  # fmt: skip


def copy_page(request: ActingRequest, ref: str, form: str) -> HttpResponse:
    """Download the letter to one recipient. Each download is recorded as a disclosure."""
    recipient = web.find(request, recipients(), ref=ref)
    issued = getattr(recipient, "issued", None)
    if form not in take_copy.FORMATS or issued is None:
        raise Http404
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    copy = take_copy.take_copy(actor=request.actor, issued=issued, form=form)
    name = f"{recipient.letter.ref}-{take_all.file_name(recipient.name)}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(copy, content_type=take_copy.FORMATS[form], headers=headers)


def all_copies_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Download all letters with their list. Each letter is recorded as a disclosure."""
    letter = web.find(request, letters(), ref=ref)
    if letter.issued_at is None:
        raise Http404
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    copy = take_all.take_all(actor=request.actor, letter=letter)
    headers = {"Content-Disposition": f'attachment; filename="{letter.ref}.zip"'}
    return HttpResponse(copy, content_type=take_all.ZIP, headers=headers)
