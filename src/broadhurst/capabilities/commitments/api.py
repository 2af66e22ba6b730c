"""The JSON API of proposed actions."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.commitments.commands import (
    complete_commitment,
    end_commitment,
    move_commitment,
    reopen_commitment,
)
from broadhurst.capabilities.commitments.lists import COMMITMENTS
from broadhurst.capabilities.commitments.models import Change, Commitment
from broadhurst.capabilities.commitments.queries import changes_of, commitments
from broadhurst.capabilities.commitments.schemas import (
    CommitmentChangeOut,
    CommitmentDetailOut,
    CommitmentOut,
)
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["proposed actions"])


@router.get(
    "/proposed-actions",
    **lists.listing(COMMITMENTS, "List the proposed actions you can see", CommitmentOut),
)
def list_commitments(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, COMMITMENTS, as_commitment)


@router.get(
    "/proposed-actions/{ref}",
    summary="One proposed action with its history",
    response=CommitmentDetailOut,
)
def one_commitment(request: ActingRequest, ref: str) -> HttpResponse:
    row = api.find(request, commitments(), ref=ref)
    changes = [as_change(change) for change in changes_of(row)]
    return api.answer(CommitmentDetailOut(**as_commitment(row).model_dump(), changes=changes))


@router.post(
    "/proposed-actions/{ref}/complete",
    **api.verb(
        complete_commitment.CompleteCommitmentForm,
        "Record that a proposed action was done",
        answer=CommitmentOut,
    ),
)
def completed(request: ActingRequest, ref: str) -> HttpResponse:
    row = api.find(request, commitments(), ref=ref)
    form, then = complete_commitment.CompleteCommitmentForm, complete_commitment.complete_commitment
    return api.ask(request, form, then, as_json=as_commitment, commitment=row)


@router.post(
    "/proposed-actions/{ref}/move",
    **api.verb(
        move_commitment.MoveCommitmentForm,
        "Change the date or owner of a proposed action",
        answer=CommitmentOut,
    ),
)
def moved(request: ActingRequest, ref: str) -> HttpResponse:
    row = api.find(request, commitments(), ref=ref)
    form, then = move_commitment.MoveCommitmentForm, move_commitment.move_commitment
    return api.ask(request, form, then, as_json=as_commitment, commitment=row)


@router.post(
    "/proposed-actions/{ref}/end",
    **api.verb(end_commitment.EndCommitmentForm, "End a proposed action", answer=CommitmentOut),
)
def ended(request: ActingRequest, ref: str) -> HttpResponse:
    row = api.find(request, commitments(), ref=ref)
    form, then = end_commitment.EndCommitmentForm, end_commitment.end_commitment
    return api.ask(request, form, then, as_json=as_commitment, commitment=row)


@router.post(
    "/proposed-actions/{ref}/reopen",
    **api.verb(
        reopen_commitment.ReopenCommitmentForm,
        "Open a proposed action again",
        answer=CommitmentOut,
    ),
)
def reopened(request: ActingRequest, ref: str) -> HttpResponse:
    row = api.find(request, commitments(), ref=ref)
    form, then = reopen_commitment.ReopenCommitmentForm, reopen_commitment.reopen_commitment
    return api.ask(request, form, then, as_json=as_commitment, commitment=row)


def as_commitment(row: Commitment) -> CommitmentOut:
    return CommitmentOut(
        ref=row.ref,
        finding=row.finding,
        response=row.response,
        body=row.body.key,
        force=row.force.key,
        action=row.action,
        owner=row.owner.username,
        due_on=row.due_on,
        stage=row.stage,
        outcome=row.outcome or None,
    )


def as_change(change: Change) -> CommitmentChangeOut:
    return CommitmentChangeOut(
        kind=change.kind,
        owner=change.owner.username,
        due_on=change.due_on,
        because=change.because or None,
        at=change.at,
    )
