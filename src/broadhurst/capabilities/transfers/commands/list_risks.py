"""List the open risks that the records show: `prepare` and `check_again` call it."""

from broadhurst.capabilities.transfers.models import Risk, Transfer
from broadhurst.capabilities.transfers.queries import found_risks, pack_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.references import new_reference


def list_risks(actor: Actor, transfer: Transfer) -> int:
    """Add what is new, end what is over, leave what was acknowledged; returns how many are open."""
    pack = pack_of(transfer)
    found = found_risks(transfer.ocg, pack.threat_to_life if pack else "")
    wanted = {(one.source, one.about, one.text): one for one in found}
    for risk in transfer.risks.filter(over_at=None).exclude(source=Risk.Source.GIVER):
        if wanted.pop((risk.source, risk.about, risk.text), None) is None:
            risk.over_at = clock.now()
            risk.save(update_fields=["over_at"])
    for one in wanted.values():
        Risk.objects.create(
            dossier=transfer.dossier,
            ref=new_reference("RSK"),
            transfer=transfer,
            source=one.source,
            about=one.about,
            text=one.text,
            added_by=actor.officer,
            added_at=clock.now(),
        )
    return transfer.risks.filter(over_at=None).count()
