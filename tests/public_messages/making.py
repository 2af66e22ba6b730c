"""Messages to the public as the tests draft them."""

from datetime import datetime
from typing import Any

from broadhurst.capabilities.public_messages.commands.clear_message import clear_message
from broadhurst.capabilities.public_messages.commands.draft_message import draft_message
from broadhurst.capabilities.public_messages.commands.publish_message import publish_message
from broadhurst.capabilities.public_messages.commands.schedule_message import schedule_message
from broadhurst.capabilities.public_messages.models import Message
from tests.inspections.making import Room

WORDS = {
    "title": "Do not lend your bank account",
    "text": "If someone pays you to use your account, it is **money laundering**. Call 101.",
    "reach": "local",
}


def a_draft(room: Room, **changes: Any) -> Message:
    return draft_message(actor=room.cast.pol, **(WORDS | changes))


def cleared(room: Room, **changes: Any) -> Message:
    return clear_message(actor=room.clem, message=a_draft(room, **changes), is_read=True)


def published(room: Room, **changes: Any) -> Message:
    return publish_message(actor=room.cast.pol, message=cleared(room, **changes))


def scheduled(room: Room, at: datetime, **changes: Any) -> Message:
    return schedule_message(actor=room.cast.pol, message=cleared(room, **changes), publish_at=at)
