"""Start a correction of a published message: a draft that replaces it once published."""

from collections.abc import Iterable

from broadhurst.capabilities.public_messages import rules
from broadhurst.capabilities.public_messages.forms.message import MessageForm
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_messages.queries.forms import to_correct
from broadhurst.capabilities.public_messages.queries.messages import locked_message
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import District
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class CorrectMessageForm(MessageForm):
    correction = TextField(
        label="Reason for the correction", help_text="Anyone can read it.", max_length=150
    )


@for_record(to_correct)
@command
def correct_message(
    *,
    actor: Actor,
    message: Message,
    title: str,
    text: str,
    reach: str,
    correction: str,
    districts: Iterable[District] = (),
) -> Message:
    """Draft a correction. It is cleared as any message, and then replaces the published one."""
    message, chosen = locked_message(message), list(districts)
    refuse_if(
        to_correct(actor, message)
        + rules.objections_to_words({"title": title, "text": text, "correction": correction})
        + rules.objections_to_districts(reach, chosen)
    )

    ref = new_reference("MSG")
    draft = Message.objects.create(
        dossier=open_dossier(ref, [Sight(actor.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ref)]),
        ref=ref,
        unit=message.unit,
        title=title,
        text=text,
        reach=reach,
        districts=[district.key for district in chosen],
        written_by=actor.officer,
        written_at=clock.now(),
        corrects=message,
        correction=correction,
    )

    record(
        actor,
        "message.correction_drafted",
        ref,
        dossier=draft.dossier,
        kind=Event.Kind.COLLECTION,
        title=title,
        corrects=message.ref,
        because=correction,
    )
    return draft
