"""Pages that end a posting or close an account.

They list what the officer still leads.
"""

from django.http import HttpResponse
from django.urls import reverse

from broadhurst.capabilities.establishment.commands.close_account import (
    CloseAccountForm,
    close_account,
)
from broadhurst.capabilities.establishment.commands.end_posting import EndPostingForm
from broadhurst.capabilities.establishment.queries.administering import accounts_of, postings_in
from broadhurst.capabilities.leavers.commands.leave_posting import leave_posting
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.surfaces.administration.queries import leads_in, leads_of


def end_posting_page(request: ActingRequest, ref: str) -> HttpResponse:
    """End a posting; the officer's sessions and tokens in it stop on that day."""
    posting = web.find(request, postings_in(request.actor), ref=ref)
    officer = posting.officer
    back = reverse("establishment:officer", args=[officer.username])
    return web.ask(
        request,
        EndPostingForm,
        leave_posting,
        title="End this posting",
        submit="End posting",
        done="The end of the posting is saved.",
        go_to=back,
        posting=posting,
        context={
            "caption": f"{officer.name}, {posting.unit.name}",
            "back": back,
            "danger": True,
            "above": "administration/_leads.html",
            "leads": leads_in(posting),
        },
    )


def close_account_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Close an account; its postings, sessions and tokens stop at once."""
    officer = web.find(request, accounts_of(request.actor), username=ref)
    back = reverse("establishment:officer", args=[officer.username])
    return web.ask(
        request,
        CloseAccountForm,
        close_account,
        title="Close this account",
        submit="Close account",
        done=f"The account of {officer.name} is closed. Postings, sessions and tokens have ended.",
        go_to=back,
        officer=officer,
        context={
            "caption": officer.name,
            "back": back,
            "danger": True,
            "above": "administration/_leads.html",
            "leads": leads_of(officer),
            "warn": "Postings, sessions and tokens of this officer end at once.",
        },
    )
