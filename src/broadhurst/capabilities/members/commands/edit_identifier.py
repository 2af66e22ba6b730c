"""Correct an identifier of an OCG: its kind, its text or its user."""

from typing import Any

from broadhurst.capabilities.members.commands.add_identifier import AddIdentifierForm
from broadhurst.capabilities.members.writes.checks import follow
from broadhurst.capabilities.members.writes.end_rows import as_used, end, memberships_of
from broadhurst.capabilities.register.corrections import Correction
from broadhurst.capabilities.register.models import Identifier, Person
from broadhurst.capabilities.register.queries.forms_on_ocg import to_work_on
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.queries.people import identifier_now
from broadhurst.capabilities.register.rules.correcting import (
    changed,
    in_words,
    objections_to_edit_identifier,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class EditIdentifierForm(AddIdentifierForm):
    prefills = True
    because = TextField(
        label="Reason", help_text="Why you are correcting the record.", max_length=400
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Return the subject with the OCG locked."""
        identifier: Identifier = subject["identifier"]
        locked(identifier.ocg)
        return subject | {"identifier": identifier_now(identifier) or identifier}

    def narrow_choices(self) -> None:
        """Start with the current details, and offer the people of this OCG."""
        identifier: Identifier = self.subject["identifier"]
        self.offer_people(identifier.ocg)
        for name in ("kind", "value", "person"):
            self.fields[name].initial = getattr(identifier, name)


@for_record(to_work_on())
@command
def edit_identifier(
    *,
    actor: Actor,
    identifier: Identifier,
    kind: str,
    value: str,
    because: str,
    person: Person | None = None,
) -> Identifier:
    """Correct an identifier, with a reason, and check it again."""
    ocg = locked(identifier.ocg)
    current = identifier_now(identifier)
    is_ended, identifier = current is None, current or identifier
    leadership, recorded, user_before = (
        current_leadership(ocg),
        as_used(identifier),
        identifier.person,
    )
    after = Identifier(
        dossier=ocg.dossier, ref=new_reference("IDN"), ocg=ocg, person=person, kind=kind,
        value=value, added_at=clock.now(),
    )  # fmt: skip
    changes = changed(_in_words(identifier), _in_words(after))
    others = ocg.identifiers.filter(kind=kind, value=value).exclude(pk=identifier.pk)
    refuse_if(
        objections_to_edit_identifier(
            ocg, leadership.parts_of(actor), changes, is_ended=is_ended, is_there=others.exists(),
            kind=kind, value=value, text=because,
        )
    )  # fmt: skip

    end(identifier, because)
    after.save(force_insert=True)

    record(
        actor,
        "ocg.identifier_corrected",
        ocg.ref,
        dossier=ocg.dossier,
        what=in_sentence(identifier.get_kind_display()),
        changes=in_words(changes),
        because=because,
    )
    moved = memberships_of(ocg, user_before) if user_before != person else []
    after.receipts = follow(actor, ocg, Correction([recorded], [after, *moved]))
    return after


def _in_words(identifier: Identifier) -> dict[str, str]:
    """Return the details of an identifier in words.

    The user is named by reference, because they may be a victim and the log is kept for ever.
    """
    return {
        "Kind": identifier.get_kind_display(),
        "Value": identifier.value,
        "Used by": identifier.person.ref if identifier.person else "the group",
    }
