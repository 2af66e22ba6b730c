"""Check OCGs that an import added or changed, some at a time. A job goes on with the next."""

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.queries.trawling import added_in_a_day
from broadhurst.capabilities.deconfliction.writes.announce import look_for_trawling
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
def check_imported_ocgs(*, actor: Actor, sent: OcgImport) -> OcgImport:
    """Check the next OCGs of an import with deconfliction, as the officer who imported them.

    An OCG that cannot be checked any more, such as one that was handed over, is left out.
    """
    sent = lock(ocg_imports(), sent)
    refuse_if(["Nothing of this import waits to be checked."] if not _waits(sent) else [])
    some = sent.added[sent.checked : sent.checked + CHECKED_AT_ONCE]
    ocgs = {ocg.ref: ocg for ocg in Ocg.objects.filter(ref__in=[ocg["ocg"] for ocg in some])}
    left_out = len(some) - len(ocgs)
    for row in some:
        try:
            if ocg := ocgs.get(row["ocg"]):
                check(actor=actor, ocg=ocg, occasion=Check.Occasion.REGISTERED)
        except Refused:
            left_out += 1
    steps = sent.checked // CHECKED_AT_ONCE + 1
    if steps & (steps - 1) == 0:  # each time that their number has doubled
        count_checked_rows()
    sent.checked += len(some)
    sent.save(update_fields=["checked"])
    if sent.is_checked:
        look_for_trawling(actor, added_in_a_day(actor))
    record(
        actor, "ocg_import.checked", sent.ref, dossier=sent.dossier, kind=Event.Kind.COMBINATION,
        ocgs=len(some) - left_out, left_out=left_out,
    )  # fmt: skip
    return sent


def _waits(sent: OcgImport) -> bool:
    return sent.imported_at is not None and sent.undone_at is None and not sent.is_checked
