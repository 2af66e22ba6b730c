"""Check OCGs that an import added or changed, some at a time. A job goes on with the next."""

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.queries.trawling import added_in_a_day
from broadhurst.capabilities.deconfliction.writes.announce import flag_trawling
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.imports import ocg_imports
from broadhurst.capabilities.ocg_imports.writes.numbered import count_checked_rows
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import Refused, refuse_if

CHECKED_AT_ONCE = 20


@command
def check_imported_ocgs(*, actor: Actor, upload: OcgImport) -> OcgImport:
    """Check the next OCGs of an import with deconfliction, as the officer who imported them.

    An OCG that cannot be checked any more, such as one that was handed over, is left out.
    """
    upload = lock(ocg_imports(), upload)
    refuse_if(["Nothing of this import waits to be checked."] if not _waits(upload) else [])
    rows = upload.added[upload.checked : upload.checked + CHECKED_AT_ONCE]
    ocgs = {ocg.ref: ocg for ocg in Ocg.objects.filter(ref__in=[ocg["ocg"] for ocg in rows])}
    left_out = len(rows) - len(ocgs)
    for row in rows:
        try:
            if ocg := ocgs.get(row["ocg"]):
                check(actor=actor, ocg=ocg, occasion=Check.Occasion.REGISTERED)
        except Refused:
            left_out += 1
    steps = upload.checked // CHECKED_AT_ONCE + 1
    if steps & (steps - 1) == 0:  # each time that their number has doubled
        count_checked_rows()
    upload.checked += len(rows)
    upload.save(update_fields=["checked"])
    if upload.is_checked:
        flag_trawling(actor, added_in_a_day(actor))
    record(
        actor, "ocg_import.checked", upload.ref, dossier=upload.dossier,
        kind=Event.Kind.COMBINATION, ocgs=len(rows) - left_out, left_out=left_out,
    )  # fmt: skip
    return upload


def _waits(upload: OcgImport) -> bool:
    return upload.imported_at is not None and upload.undone_at is None and not upload.is_checked
