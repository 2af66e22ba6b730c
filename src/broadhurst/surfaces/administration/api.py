"""API endpoints that end a posting or close an account.

The answer lists what the officer still leads.
"""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.establishment.commands.close_account import (
    CloseAccountForm,
    close_account,
)
from broadhurst.capabilities.establishment.commands.end_posting import EndPostingForm
from broadhurst.capabilities.establishment.queries.administering import accounts_of, postings_in
from broadhurst.capabilities.leavers.commands.leave_posting import leave_posting
from broadhurst.foundation.agencies.models import Officer, Posting
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.surfaces.administration.queries import leads_in, leads_of
from broadhurst.surfaces.administration.schemas import AccountClosedOut, PostingEndedOut

router = Router(tags=["administration"])


def _as_ended(posting: Posting) -> PostingEndedOut:
    return PostingEndedOut(
        ref=posting.ref,
        officer=posting.officer.username,
        unit=posting.unit.key,
        until_on=posting.until_on,
        leads=leads_in(posting),
    )


def _as_closed(officer: Officer) -> AccountClosedOut:
    return AccountClosedOut(username=officer.username, is_active=False, leads=leads_of(officer))


@router.post(
    "/postings/{ref}/end", **api.verb(EndPostingForm, "End a posting", answer=PostingEndedOut)
)
def end(request: ActingRequest, ref: str) -> HttpResponse:
    posting = api.find(request, postings_in(request.actor), ref=ref)
    return api.ask(request, EndPostingForm, leave_posting, as_json=_as_ended, posting=posting)


@router.post(
    "/officers/{ref}/close",
    **api.verb(CloseAccountForm, "Close an account", answer=AccountClosedOut),
)
def close(request: ActingRequest, ref: str) -> HttpResponse:
    officer = api.find(request, accounts_of(request.actor), username=ref)
    return api.ask(request, CloseAccountForm, close_account, as_json=_as_closed, officer=officer)
