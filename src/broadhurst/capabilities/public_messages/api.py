"""The JSON API of messages to the public."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.public_messages.lists import MESSAGES
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_messages.queries.messages import messages
from broadhurst.capabilities.public_messages.schemas import MessageOut
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["public messages"])


@router.get(
    "/public-messages", **lists.listing(MESSAGES, "List the messages of your unit", MessageOut)
)
def list_messages(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, MESSAGES, as_message)


@router.get("/public-messages/{ref}", summary="One message to the public", response=MessageOut)
def one_message(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_message(api.find(request, messages(), ref=ref)))


def as_message(message: Message) -> MessageOut:
    return MessageOut(
        ref=message.ref,
        title=message.title,
        text=message.text,
        reach=message.reach,
        districts=message.districts,
        organisation=message.unit.agency.key,
        stage=message.stage,
        written_at=message.written_at,
        cleared_at=message.cleared_at,
        publish_at=message.publish_at,
        published_at=message.published_at,
        withdrawn_at=message.withdrawn_at,
        withdrawn_because=message.withdrawn_because or None,
        corrects=message.corrects.ref if message.corrects else None,
        correction=message.correction or None,
    )
