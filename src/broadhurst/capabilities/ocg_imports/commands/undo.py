"""Undo an import of OCGs within a day, unless somebody worked on them since."""

from typing import Any

from broadhurst.capabilities.imports.commands.undo import BECAUSE, WHY
from broadhurst.capabilities.imports.writes.recorded import still_there
from broadhurst.capabilities.members.commands.remove_identifier import remove_identifier
from broadhurst.capabilities.members.commands.remove_member import remove_member
from broadhurst.capabilities.ocg_imports import rules
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.imports import ocg_imports
from broadhurst.capabilities.ocg_imports.writes.remove_ocgs import remove_ocgs, worked_on
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.jobs.registry import defer
from broadhurst.foundation.workflow import refuse_if


class UndoOcgsForm(CommandForm):
    """Nothing is asked: everything that nobody worked on is removed."""


@for_record(lambda actor, upload: rules.objections_to_undo(actor, upload, clock.now()))
@command
def undo_ocgs(*, actor: Actor, upload: OcgImport) -> OcgImport:
    """Close the OCGs that it added, and remove what it added to others. List what is kept.

    Hits stay with those who were told. A worker undoes a long import.
    """
    upload = lock(ocg_imports(), upload)
    refuse_if(rules.objections_to_undo(actor, upload, clock.now()))

    if upload.row_count <= rules.AT_ONCE:
        return _take_all_back(actor, upload)
    upload.undo_asked_at, upload.posting = clock.now(), actor.posting
    upload.save(update_fields=["undo_asked_at", "posting"])
    defer(rules.UNDO_JOB, upload.ref)
    record(actor, "ocg_import.undo_started", upload.ref, dossier=upload.dossier)
    return upload


@command
def undo_waiting_ocgs(*, actor: Actor, upload: OcgImport) -> OcgImport:
    """Take back a long import that an officer asked to undo."""
    upload = lock(ocg_imports(), upload)
    refuse_if([] if upload.is_being_undone else ["Nobody asked to undo this import."])
    return _take_all_back(actor, upload)


def _take_all_back(actor: Actor, upload: OcgImport) -> OcgImport:
    added = {row["ocg"]: row for row in upload.added}
    rows = Ocg.objects.filter(ref__in=added).order_by("pk").select_for_update(no_key=True)
    ocgs = {ocg.ref: ocg for ocg in rows}
    new = [ocg for ref, ocg in ocgs.items() if added[ref]["is_new"]]
    used = worked_on(new, upload.imported_at) if upload.imported_at else set()
    gone = [ocg for ocg in new if ocg.pk not in used]
    remove_ocgs(actor, upload.ref, gone)
    refs = {ocg.ref for ocg in gone}
    kept: list[int] = []
    for ref, row in added.items():
        if row["is_new"]:
            kept += [] if ref in refs else row["rows"]
        else:
            kept += _take_back(actor, ocgs.get(ref), row)
    upload.undone_at, upload.kept = clock.now(), sorted(set(kept))
    upload.save(update_fields=["undone_at", "kept"])

    record(
        actor, "ocg_import.undone", upload.ref, dossier=upload.dossier, kind=Event.Kind.ERASURE,
        tell=[upload.unit],
        ocgs=len(gone), kept=len(upload.kept),
    )  # fmt: skip
    return upload


def _take_back(actor: Actor, ocg: Ocg | None, added: dict[str, Any]) -> list[int]:
    """Remove what was added to an OCG of the register. Return the rows that changed since."""
    kept = []
    for part in reversed(added["parts"]):
        remaining = still_there(ocg, part) if ocg else None
        if remaining is None:
            kept.append(part["row"])
            continue
        member, used = remaining
        if member is not None:
            remove_member(actor=actor, member=member, why=WHY, because=BECAUSE)
            continue
        for identifier in used:
            remove_identifier(actor=actor, identifier=identifier, why=WHY, because=BECAUSE)
    return kept
