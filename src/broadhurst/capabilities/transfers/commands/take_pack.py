"""Download the handover pack as a DOCX or PDF. Each download is recorded as a disclosure."""

from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.moving import pack_of, parts_of
from broadhurst.capabilities.transfers.queries.pack_on_paper import on_paper
from broadhurst.capabilities.transfers.rules.moving import objections_to_take_pack
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.workflow import Refused, refuse_if


@command
def take_pack(*, actor: Actor, transfer: Transfer, form: str = "pdf") -> bytes:
    """Return the latest pack as one DOCX or PDF with the marking on each page."""
    pack = pack_of(transfer)
    parts = parts_of(transfer, actor)
    refuse_if(objections_to_take_pack(actor, transfer, parts, has_pack=pack is not None))
    assert pack is not None  # noqa: S101 - the rule refuses it above
    write, _ = FORMATS[form]
    try:
        copy = write(on_paper(transfer, pack))
    except CannotRender as cannot:
        raise Refused([str(cannot)]) from cannot

    record(
        actor,
        "transfer.pack_downloaded",
        transfer.ocg.ref,
        dossier=transfer.dossier,
        kind=Event.Kind.DISCLOSURE,
        transfer=transfer.ref,
        number=pack.number,
        format=form.upper(),
    )
    return copy
