"""Pages of proposed actions: the list, one action, and one page per command."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.commitments import rules
from broadhurst.capabilities.commitments.commands import (
    complete_commitment,
    end_commitment,
    move_commitment,
    reopen_commitment,
)
from broadhurst.capabilities.commitments.lists import COLOURS, COMMITMENTS
from broadhurst.capabilities.commitments.queries import changes_of, commitments
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show


def list_page(request: ActingRequest) -> HttpResponseBase:
    """List the proposed actions that the reader can see, soonest due first."""
    return show(request, COMMITMENTS, "commitments/commitments.html")


def commitment_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one proposed action: its words, owner and date, and what happened to it."""
    row = web.find(request, commitments(), ref=ref)
    context = {
        "commitment": row,
        "colour": COLOURS[row.stage],
        "changes": changes_of(row),
        "verbs": rules.STAGES.open_to(row.stage, rules.roles_on(request.actor, row)),
    }
    return render(request, "commitments/commitment.html", context)


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    row = web.find(request, commitments(), ref=ref)
    return {"commitment": row, "go_to": reverse("commitments:commitment", args=[ref])}


complete_page = web.verb(
    complete_commitment.CompleteCommitmentForm, complete_commitment.complete_commitment, _about,
    "Record this action as done", "Record as done", "The action is recorded as done.",
)  # fmt: skip
move_page = web.verb(
    move_commitment.MoveCommitmentForm, move_commitment.move_commitment, _about,
    "Change the date or owner", "Save date and owner", "The date and the owner are saved.",
)  # fmt: skip
end_page = web.verb(
    end_commitment.EndCommitmentForm, end_commitment.end_commitment, _about,
    "End this action", "End action", "The action has ended.",
    intro="End an action that will not be done. The published response still proposes it, so think "
    "about a correction.",
)  # fmt: skip
reopen_page = web.verb(
    reopen_commitment.ReopenCommitmentForm, reopen_commitment.reopen_commitment, _about,
    "Open this action again", "Open action again", "The action is open again.",
)  # fmt: skip
