"""The answers about transfers, packs and risks, from their rows."""

from typing import Any

from broadhurst.capabilities.deconfliction.queries.ocg_hits import open_hits_of
from broadhurst.capabilities.transfers.api.schemas import (
    HandoverCheckOut,
    PackDetailOut,
    PackOut,
    RiskOut,
    TransferDetailOut,
    TransferOut,
    TransferStepOut,
)
from broadhurst.capabilities.transfers.models import Pack, Risk, Transfer
from broadhurst.capabilities.transfers.queries.moving import pack_of, progress


def as_json(transfer: Transfer) -> TransferOut:
    """Return a transfer as JSON, from the row already loaded.

    After declining, the actor can no longer read the transfer, so nothing more can be queried.
    """
    return TransferOut(
        ref=transfer.ref,
        ocg=transfer.ocg.ref,
        kind=transfer.kind,
        stage=transfer.stage,
        giver=transfer.giver.key,
        receiver=transfer.receiver.key,
        window_from=transfer.window_from,
        window_until=transfer.window_until,
        accepted_by=transfer.accepted_by.username if transfer.accepted_by else None,
        accepted_at=transfer.accepted_at,
    )


def in_full(transfer: Transfer) -> TransferDetailOut:
    pack, is_open = pack_of(transfer), transfer.stage == Transfer.Stage.OPEN
    steps = progress(transfer) if is_open else []
    hits = open_hits_of(transfer.ocg)
    return TransferDetailOut(
        **as_json(transfer).model_dump(),
        reason=transfer.reason,
        open_hits=hits.count if hits else 0,
        steps=[TransferStepOut(title=s.title, by=s.by, is_done=s.is_done) for s in steps],
        risks=[as_risk(risk) for risk in transfer.risks.select_related("acknowledged_by")],
        pack=PackDetailOut(**as_pack(pack).model_dump(), sections=pack.sections) if pack else None,
    )


def as_pack(pack: Pack) -> PackOut:
    return PackOut(
        number=pack.number,
        prepared_at=pack.prepared_at,
    )


def as_risk(risk: Risk) -> RiskOut:
    by = risk.acknowledged_by
    return RiskOut(
        ref=risk.ref,
        source=risk.source,
        text=risk.text,
        acknowledged_by=by.username if by else None,
        is_over=risk.over_at is not None,
    )


def as_check(check: Any) -> HandoverCheckOut:
    return HandoverCheckOut(
        receipt=check.ref,
        made_at=check.made_at,
        hits=check.hit_count,
        referred=check.referred,
        answer=check.answer,
        caveat=check.caveat,
    )
