"""The jobs of this room: import long trackers, check what was imported, discard old ones."""

from broadhurst.capabilities.ocg_imports import rules
from broadhurst.capabilities.ocg_imports.commands.check import check_imported_ocgs
from broadhurst.capabilities.ocg_imports.commands.expire import expire_ocg_imports
from broadhurst.capabilities.ocg_imports.commands.run import add_waiting_ocgs, stop_waiting_ocgs
from broadhurst.capabilities.ocg_imports.commands.undo import undo_waiting_ocgs
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.imports import ocg_imports, posting_of
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.jobs.registry import MustStop, Stopped, daily, long_job
from broadhurst.foundation.workflow import Refused


@long_job(rules.RUN_JOB, what="Import a long tracker of OCGs")
def import_ocgs(ref: str, must_stop: MustStop) -> None:
    """Add the rows of a tracker, as the officer who started it. Nothing is to do if it ended."""
    sheet = _found(ref)
    if sheet is None or not sheet[1].is_waiting:
        return
    actor, upload = sheet
    try:
        add_waiting_ocgs(actor=actor, upload=upload)
    except Refused as refused:
        stop_waiting_ocgs(actor=actor, upload=upload, because=[*map(str, refused.objections)])


@long_job(rules.CHECK_JOB, what="Check imported OCGs with deconfliction")
def check_ocgs(ref: str, must_stop: MustStop) -> None:
    """Check the OCGs of an import in steps. If a run dies, the next goes on after its last step."""
    while (sheet := _found(ref)) and _waits_for_checks(sheet[1]):
        if must_stop():
            raise Stopped
        check_imported_ocgs(actor=sheet[0], upload=sheet[1])


@long_job(rules.UNDO_JOB, what="Undo a long import of OCGs")
def undo_import(ref: str, must_stop: MustStop) -> None:
    """Take back what an import added, as the officer who asked. Nothing is to do if it ended."""
    sheet = _found(ref)
    if sheet is not None and sheet[1].is_being_undone:
        undo_waiting_ocgs(actor=sheet[0], upload=sheet[1])


def _waits_for_checks(upload: OcgImport) -> bool:
    return bool(upload.imported_at) and not (upload.is_checked or upload.is_being_undone)


def _found(ref: str) -> tuple[Actor, OcgImport] | None:
    """Return an import that was started, with the officer who started it as the actor."""
    posting = posting_of(ref)
    if posting is None:
        return None
    actor = actor_in(posting)
    with as_actor(actor):
        return actor, ocg_imports().get(ref=ref)


@daily(3, 15, "expire-ocg-imports", what="Discard unfinished imports of OCGs")
def expire() -> None:
    """Discard the imports that were sent 7 days ago and are still under way."""
    expire_ocg_imports(actor=actor_of_system())
