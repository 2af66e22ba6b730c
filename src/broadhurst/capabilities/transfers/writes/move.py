"""Move all parts of an OCG when a transfer is accepted. Only `accept` calls it."""

from broadhurst.capabilities.deconfliction.commands.move_entries import move_entries
from broadhurst.capabilities.establishment.queries.officers import unit_of
from broadhurst.capabilities.plans.commands.hand_over import hand_over
from broadhurst.capabilities.register.commands.change_owner import change_owner
from broadhurst.capabilities.register.writes.begin_lead import begin_leads, end_lead
from broadhurst.capabilities.safeguarding.commands.pass_on import pass_on
from broadhurst.capabilities.safeguarding.queries.referrals import open_referrals
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.checklist import kept_referrals
from broadhurst.capabilities.transfers.queries.moving import linked_unit
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Officer


def move(actor: Actor, transfer: Transfer, *, holder: Officer) -> None:
    """Move everything of an OCG together: no part moves alone (rule 3).

    The parts are leads, owner, plan, referrals, deconfliction entries and access. A referral that
    the giver keeps stays with its holder. Each step is a
    command of another app and records its own event in the same transaction. A step can change only
    what its actor can see. The receiver therefore keeps the access given when the transfer opened
    until it owns the OCG.
    """
    ocg, giver, receiver = transfer.ocg, transfer.giver, transfer.receiver
    because, linked = f"transfer {transfer.ref}", linked_unit(transfer)
    sio, lro = transfer.new_sio, transfer.new_lro
    if sio is None or lro is None:
        raise ValueError("An accepted transfer names its SIO and LRO.")

    begin_leads(
        ocg, because, sio=(sio, receiver), lro=(lro, unit_of(lro, linked, clock.today()) or linked)
    )
    end_lead(ocg, "sro")
    change_owner(actor=actor, ocg=ocg, to=receiver, because=because)
    hand_over(actor=actor, ocg=ocg, to=receiver, because=because)
    kept_refs = kept_referrals(transfer)
    for referral in open_referrals(ocg).exclude(ref__in=kept_refs):
        pass_on(actor=actor, referral=referral, holder=holder, because=because)
    move_entries(actor=actor, ocg=ocg, to=receiver)

    grants.give(ocg.dossier, Sight(giver, Grant.Level.SEE, Grant.Why.GIVER, because))
    grants.end(ocg.dossier, receiver, Grant.Why.RECEIVER)
