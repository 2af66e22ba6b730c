"""Draft a message to the public."""

from collections.abc import Iterable

from broadhurst.capabilities.public_messages import rules
from broadhurst.capabilities.public_messages.forms.message import MessageForm
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import District
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.workflow import refuse_if


class DraftMessageForm(MessageForm):
    """The words and the reach of a new message."""


@for_roles(rules.objections_to_draft)
@command
def draft_message(
    *, actor: Actor, title: str, text: str, reach: str, districts: Iterable[District] = ()
) -> Message:
    """Draft a message. Another officer must clear it before it is published."""
    chosen = list(districts)
    refuse_if(
        rules.objections_to_draft(actor.roles)
        + rules.objections_to_words({"title": title, "text": text})
        + rules.objections_to_districts(reach, chosen)
    )

    ref = new_reference("MSG")
    message = Message.objects.create(
        dossier=open_dossier(ref, [Sight(actor.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ref)]),
        ref=ref,
        unit=actor.unit,
        title=title,
        text=text,
        reach=reach,
        districts=[district.key for district in chosen],
        written_by=actor.officer,
        written_at=clock.now(),
    )

    record(
        actor,
        "message.drafted",
        ref,
        dossier=message.dossier,
        kind=Event.Kind.COLLECTION,
        title=title,
    )
    return message
