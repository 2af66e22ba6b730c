"""List the open risks found in the records. `prepare` and `check_again` call it."""

from broadhurst.capabilities.transfers.models import Risk, Transfer
from broadhurst.capabilities.transfers.queries.moving import pack_of
from broadhurst.capabilities.transfers.queries.risks import found_risks, key_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.references import new_reference


def list_risks(actor: Actor, transfer: Transfer) -> int:
    """Update the risks of a transfer from the records, and return how many are open.

    New risks are added and risks that are over are closed. The others keep their acknowledgement.
    Risks that the giver added by hand are left alone.
    """
    pack = pack_of(transfer)
    current = found_risks(transfer.ocg, pack)
    missing = {key_of(risk_found): risk_found for risk_found in current}
    for risk in transfer.risks.filter(over_at=None).exclude(source=Risk.Source.GIVER):
        if missing.pop(key_of(risk), None) is None:
            risk.over_at = clock.now()
            risk.save(update_fields=["over_at"])
    for risk_found in missing.values():
        Risk.objects.create(
            dossier=transfer.dossier,
            ref=new_reference("RSK"),
            transfer=transfer,
            source=risk_found.source,
            about=risk_found.about,
            text=risk_found.text,
            added_by=actor.officer,
            added_at=clock.now(),
        )
    return transfer.risks.filter(over_at=None).count()
