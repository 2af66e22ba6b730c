"""API endpoints for responses."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from ninja import Router

from broadhurst.capabilities.inspections.api.publication_schemas import (
    PublicationOut,
)
from broadhurst.capabilities.inspections.api.response_shapes import (
    as_publication,
    as_response,
    response_in_full,
)
from broadhurst.capabilities.inspections.api.schemas import (
    ResponseDetailOut,
    ResponseOut,
)
from broadhurst.capabilities.inspections.commands import (
    address,
    clear,
    comment,
    draft,
    invite_comments,
    publish,
    record_sending,
    return_for_changes,
    take_copy,
)
from broadhurst.capabilities.inspections.figures.clearing import clearing_now
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.capabilities.inspections.writes.recounted import recounted
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.workflow import Refused

router = Router()
LETTER_TYPES = [kind for _, kind in FORMATS.values()]


@router.get(
    "/responses/{ref}",
    summary="One response: what remains, its answers, its letter",
    response=ResponseDetailOut,
)
def one_response(request: ActingRequest, ref: str) -> HttpResponse:
    response = api.find(request, responses(), ref=ref)
    is_elsewhere = response.stage == Response.Stage.ELSEWHERE
    now = None if is_elsewhere else clearing_now(response, request.actor)
    return api.answer(response_in_full(response, now, recounted(request.actor, response)))


@router.get(
    "/responses/{ref}/letter.{form}",
    **api.refusing(api.file("The letter as a file: pdf or docx", *LETTER_TYPES), 409),
)
def letter(request: ActingRequest, ref: str, form: str) -> HttpResponse:
    """Each download is recorded as a disclosure."""
    if form not in FORMATS:
        raise Http404
    response = api.find(request, responses().exclude(stage="elsewhere"), ref=ref)
    try:
        copy = take_copy.take_copy(actor=request.actor, response=response, form=form)
    except Refused as refused:
        reasons = [{"message": reason} for reason in refused.objections]
        raise Problem(409, "Refused", " ".join(refused.objections), reasons) from refused
    return HttpResponse(copy, content_type=FORMATS[form][1])


def _on_response(
    request: ActingRequest,
    ref: str,
    form: type[CommandForm],
    then: Callable[..., Any],
    as_json: api.AsJson = as_response,
) -> HttpResponse:
    response = api.find(request, responses(), ref=ref)
    return api.ask(request, form, then, as_json=as_json, response=response)


@router.post(
    "/responses/{ref}/invite-comments",
    **api.verb(
        invite_comments.InviteCommentsForm,
        "Invite the chief officer's comments",
        answer=ResponseOut,
    ),
)
def response_invite_comments(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_response(
        request, ref, invite_comments.InviteCommentsForm, invite_comments.invite_comments
    )


@router.post(
    "/responses/{ref}/comment",
    **api.verb(comment.CommentForm, "Comment for the chief officer", answer=ResponseOut),
)
def response_comment(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_response(request, ref, comment.CommentForm, comment.comment)


@router.post(
    "/responses/{ref}/address",
    **api.verb(address.AddressForm, "Address the letter", answer=ResponseOut),
)
def response_address(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_response(request, ref, address.AddressForm, address.address)


@router.post(
    "/responses/{ref}/draft",
    **api.verb(draft.DraftForm, "Write the policing body's comments", answer=ResponseOut),
)
def response_draft(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_response(request, ref, draft.DraftForm, draft.draft)


@router.post(
    "/responses/{ref}/clear", **api.verb(clear.ClearForm, "Clear a response", answer=ResponseOut)
)
def response_clear(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_response(request, ref, clear.ClearForm, clear.clear)


@router.post(
    "/responses/{ref}/return-for-changes",
    **api.verb(
        return_for_changes.ReturnForChangesForm, "Return a response for changes", answer=ResponseOut
    ),
)
def response_returned(request: ActingRequest, ref: str) -> HttpResponse:
    form, then = return_for_changes.ReturnForChangesForm, return_for_changes.return_for_changes
    return _on_response(request, ref, form, then)


@router.post(
    "/responses/{ref}/publish",
    **api.verb(publish.PublishForm, "Publish a response", answer=PublicationOut),
)
def response_publish(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_response(request, ref, publish.PublishForm, publish.publish, as_publication)


@router.post(
    "/responses/{ref}/record-sending",
    **api.verb(record_sending.RecordSendingForm, "Record when it was sent", answer=ResponseOut),
)
def response_record_sending(request: ActingRequest, ref: str) -> HttpResponse:
    return _on_response(
        request, ref, record_sending.RecordSendingForm, record_sending.record_sending
    )
