"""Remove an identifier that an OCG does not use."""

from broadhurst.capabilities.members.writes.checks import follow
from broadhurst.capabilities.members.writes.end_rows import ERROR, as_used, end, memberships_of
from broadhurst.capabilities.register.corrections import Correction
from broadhurst.capabilities.register.models import Identifier
from broadhurst.capabilities.register.queries.forms_on_ocg import to_work_on
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.queries.people import identifier_now
from broadhurst.capabilities.register.rules.correcting import objections_to_remove
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if

WHY = (("error", ERROR), ("left", "No longer in use"))


class RemoveIdentifierForm(CommandForm):
    why = ChoiceField(label="Why it is removed", choices=WHY)
    because = TextField(
        label="Reason", help_text="For example, not seen in use since May.", max_length=300
    )


@for_record(to_work_on())
@command
def remove_identifier(
    *, actor: Actor, identifier: Identifier, why: str, because: str
) -> Identifier:
    """Remove an identifier from an OCG, with a reason. The history is kept."""
    ocg = locked(identifier.ocg)
    current = identifier_now(identifier)
    is_ended, identifier = current is None, current or identifier
    leadership, recorded = current_leadership(ocg), as_used(identifier)
    refuse_if(
        objections_to_remove(ocg, leadership.parts_of(actor), is_ended=is_ended, text=because)
    )

    reason = f"{dict(WHY)[why]}: {because}"
    end(identifier, reason)

    record(
        actor,
        "ocg.identifier_removed",
        ocg.ref,
        dossier=ocg.dossier,
        what=in_sentence(identifier.get_kind_display()),
        identifier=identifier.ref,
        because=reason,
    )
    users = memberships_of(ocg, identifier.person)
    identifier.receipts = follow(actor, ocg, Correction([recorded], users))
    return identifier
