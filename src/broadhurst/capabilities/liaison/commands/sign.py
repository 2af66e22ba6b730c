"""Sign an entry of the policy log. A joint decision needs both leads."""

from broadhurst.capabilities.liaison.models import LogEntry, Signature
from broadhurst.capabilities.liaison.queries.forms import to_sign
from broadhurst.capabilities.liaison.rules.recording import is_joint, objections_to_sign
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class SignForm(CommandForm):
    """A form without fields. The page shows the entry above the button."""


@for_record(to_sign)
@command
def sign(*, actor: Actor, entry: LogEntry) -> Signature:
    """Sign an entry of the policy log."""
    ocg = locked(entry.ocg)
    signed = set(entry.signatures.values_list("officer_id", flat=True))
    refuse_if(objections_to_sign(entry, actor.officer.pk, signed))

    signature = Signature.objects.create(
        dossier=ocg.dossier, entry=entry, officer=actor.officer, signed_at=clock.now()
    )

    record(
        actor,
        "log.signed",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[entry.recorder],
        number=entry.number,
        joint="It is joint." if is_joint(entry, signed | {actor.officer.pk}) else "",
    )
    return signature
