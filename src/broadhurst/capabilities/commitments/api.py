"""The JSON API of proposed actions."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

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
