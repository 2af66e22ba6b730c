"""Put the public copy of a message in place, and take it away.

Not a command. The commands that clear, publish and withdraw a message call it.
"""

from broadhurst.capabilities.public_messages.models import Message, PublicMessage
from broadhurst.capabilities.public_messages.queries.messages import locked_message, names_of
from broadhurst.foundation import clock, public_copies
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors.documents import html
from broadhurst.foundation.workflow import Refused


def put_in_public(message: Message) -> None:
    """Publish a locked message now. One that it corrects is withdrawn in the same moment."""
    now, rendered = clock.now(), as_shown(message)
    if message.corrects is not None:
        earlier = locked_message(message.corrects)
        if earlier.stage == Message.Stage.PUBLISHED:
            take_from_public(earlier, f"Corrected by {message.ref}: {message.correction}")
    message.stage, message.published_at = Message.Stage.PUBLISHED, now
    message.publish_at = None
    message.save(update_fields=["stage", "published_at", "publish_at"])
    copy = PublicMessage.objects.create(
        ref=message.ref,
        agency=message.unit.agency,
        title=message.title,
        text=message.text,
        html=rendered,
        reach=message.reach,
        districts=names_of(message.districts),
        published_at=now,
        correction=message.correction,
    )
    public_copies.changed(copy)


def as_shown(message: Message) -> str:
    """Return a message as HTML; raise Refused if it cannot be shown."""
    try:
        return html(message.text)
    except CannotRender as cannot:
        raise Refused([str(cannot)]) from cannot


def take_from_public(message: Message, because: str) -> None:
    """Withdraw a locked message, and delete its public copy, if any."""
    message.stage, message.publish_at = Message.Stage.WITHDRAWN, None
    message.withdrawn_at, message.withdrawn_because = clock.now(), because[:200]
    message.save(update_fields=["stage", "publish_at", "withdrawn_at", "withdrawn_because"])
    copy = PublicMessage.objects.filter(ref=message.ref).first()
    if copy:
        copy.delete()
        public_copies.changed(copy)
