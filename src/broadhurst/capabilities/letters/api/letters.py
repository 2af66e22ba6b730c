"""API endpoints for letters and their recipients."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.letters.api.shapes import as_letter, as_recipient
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
    withdraw_letter,
)
from broadhurst.capabilities.letters.lists import LETTERS
from broadhurst.capabilities.letters.queries.letters import letters, recipients
from broadhurst.capabilities.letters.schemas import LetterOut, RecipientOut
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get("/letters", **lists.listing(LETTERS, "List the letters of your unit", LetterOut))
def list_letters(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, LETTERS, as_letter)


@router.post(
    "/letters",
    **api.verb(draft_letter.DraftLetterForm, "Draft a letter", 201, answer=LetterOut),
)
def letter_drafted(request: ActingRequest) -> HttpResponse:
    form, then = draft_letter.DraftLetterForm, draft_letter.draft_letter
    return api.ask(request, form, then, as_json=as_letter, status=201)


@router.get("/letters/{ref}", summary="One letter", response=LetterOut)
def one_letter(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_letter(api.find(request, letters(), ref=ref)))


def _asked(
    request: ActingRequest,
    ref: str,
    form: type[CommandForm],
    then: Callable[..., Any],
    status: int = 200,
) -> HttpResponse:
    letter = api.find(request, letters(), ref=ref)
    return api.ask(request, form, then, as_json=as_letter, status=status, letter=letter)


@router.post(
    "/letters/{ref}/edit",
    **api.verb(edit_letter.EditLetterForm, "Edit a letter", answer=LetterOut),
)
def letter_edited(request: ActingRequest, ref: str) -> HttpResponse:
    return _asked(request, ref, edit_letter.EditLetterForm, edit_letter.edit_letter)


@router.post(
    "/letters/{ref}/ask-to-issue",
    **api.verb(ask_to_issue.AskToIssueForm, "Ask for the issue of a letter", answer=LetterOut),
)
def letter_issue_asked(request: ActingRequest, ref: str) -> HttpResponse:
    return _asked(request, ref, ask_to_issue.AskToIssueForm, ask_to_issue.ask_to_issue)


@router.post(
    "/letters/{ref}/return",
    **api.verb(return_letter.ReturnLetterForm, "Return a letter for changes", answer=LetterOut),
)
def letter_returned(request: ActingRequest, ref: str) -> HttpResponse:
    return _asked(request, ref, return_letter.ReturnLetterForm, return_letter.return_letter)


@router.post(
    "/letters/{ref}/issue",
    **api.verb(issue_letter.IssueLetterForm, "Issue a letter", answer=LetterOut),
)
def letter_issued(request: ActingRequest, ref: str) -> HttpResponse:
    return _asked(request, ref, issue_letter.IssueLetterForm, issue_letter.issue_letter)


@router.post(
    "/letters/{ref}/correct",
    **api.verb(
        correct_letter.CorrectLetterForm, "Draft a correction of a letter", 201, answer=LetterOut
    ),
)
def letter_corrected(request: ActingRequest, ref: str) -> HttpResponse:
    form, then = correct_letter.CorrectLetterForm, correct_letter.correct_letter
    return _asked(request, ref, form, then, 201)


@router.post(
    "/letters/{ref}/withdraw",
    **api.verb(withdraw_letter.WithdrawLetterForm, "Withdraw a letter", answer=LetterOut),
)
def letter_withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    return _asked(request, ref, withdraw_letter.WithdrawLetterForm, withdraw_letter.withdraw_letter)


@router.post(
    "/letters/{ref}/add-recipient",
    **api.verb(add_recipient.AddRecipientForm, "Add a recipient", 201, answer=RecipientOut),
)
def recipient_added(request: ActingRequest, ref: str) -> HttpResponse:
    letter = api.find(request, letters(), ref=ref)
    form, then = add_recipient.AddRecipientForm, add_recipient.add_recipient
    return api.ask(request, form, then, as_json=as_recipient, status=201, letter=letter)


@router.post(
    "/letters/recipients/{ref}/edit",
    **api.verb(edit_recipient.EditRecipientForm, "Edit a recipient", answer=RecipientOut),
)
def recipient_edited(request: ActingRequest, ref: str) -> HttpResponse:
    recipient = api.find(request, recipients(), ref=ref)
    form, then = edit_recipient.EditRecipientForm, edit_recipient.edit_recipient
    return api.ask(request, form, then, as_json=as_recipient, recipient=recipient)


@router.post(
    "/letters/recipients/{ref}/remove",
    **api.verb(remove_recipient.RemoveRecipientForm, "Remove a recipient", answer=LetterOut),
)
def recipient_removed(request: ActingRequest, ref: str) -> HttpResponse:
    recipient = api.find(request, recipients(), ref=ref)
    form, then = remove_recipient.RemoveRecipientForm, remove_recipient.remove_recipient
    return api.ask(request, form, then, as_json=as_letter, recipient=recipient)
