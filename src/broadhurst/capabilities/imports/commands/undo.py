"""Undo an import within a day: remove what it added, unless somebody changed it since."""

from broadhurst.capabilities.imports import rules
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.imports import imports
from broadhurst.capabilities.imports.writes.recorded import still_there
from broadhurst.capabilities.members.commands.remove_identifier import remove_identifier
from broadhurst.capabilities.members.commands.remove_member import remove_member
from broadhurst.capabilities.register.models import Identifier, Membership
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if

WHY, BECAUSE = "error", "Import undone"


class UndoImportForm(CommandForm):
    """Nothing is asked: everything that is unchanged is removed."""


@for_record(
    on_ocg(lambda _ocg, parts, upload: rules.objections_to_undo(upload, parts, clock.now()))
)
@command
def undo_import(*, actor: Actor, upload: Import) -> Import:
    """Remove each person and identifier by its own command, the last row first.

    A row that anybody changed since is kept, and listed. Hits stay with those who were told.
    """
    ocg = locked(upload.ocg)
    upload = lock(imports(), upload)
    parts = current_leadership(ocg).parts_of(actor)
    refuse_if(rules.objections_to_undo(upload, parts, clock.now()))

    kept = []
    for added in reversed(upload.added):
        remaining = still_there(ocg, added)
        if remaining is None:
            kept.append(added["row"])
        else:
            _remove(actor, *remaining)
    upload.undone_at, upload.kept = clock.now(), sorted(kept)
    upload.save(update_fields=["undone_at", "kept"])

    record(
        actor,
        "import.undone",
        upload.ref,
        dossier=ocg.dossier,
        ocg=ocg.ref,
        rows=len(upload.added) - len(kept),
        kept=len(kept),
    )
    return upload


def _remove(actor: Actor, member: Membership | None, used: list[Identifier]) -> None:
    """Remove a person with their identifiers, or identifiers of the group."""
    if member is not None:
        remove_member(actor=actor, member=member, why=WHY, because=BECAUSE)
        return
    for identifier in used:
        remove_identifier(actor=actor, identifier=identifier, why=WHY, because=BECAUSE)
