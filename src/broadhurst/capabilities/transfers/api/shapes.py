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
    TransferRequestOut,
    TransferStepOut,
    WindowChangeOut,
)
from broadhurst.capabilities.transfers.models import (
    Pack,
    Risk,
    Transfer,
    TransferRequest,
    WindowChange,
)
from broadhurst.capabilities.transfers.queries.moving import pack_of, progress
from broadhurst.capabilities.transfers.rules.checklist import is_settled


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
        closed_code=transfer.closed_code,
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
        terms=risk.terms,
        kept_until=risk.kept_until,
        is_settled=is_settled(risk),
    )


def as_window(proposed: WindowChange) -> WindowChangeOut:
    return WindowChangeOut(
        stage=proposed.stage,
        proposed_by=proposed.unit.key,
        window_from=proposed.window_from,
        window_until=proposed.window_until,
        reason=proposed.reason,
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


def as_request(transfer_request: TransferRequest) -> TransferRequestOut:
    return TransferRequestOut(
        ref=transfer_request.ref,
        ocg=transfer_request.ocg.ref if transfer_request.ocg else None,
        hit=transfer_request.hit_ref or None,
        stage=transfer_request.stage,
        requester=transfer_request.requester.key,
        owner=transfer_request.owner.key,
        reason=transfer_request.reason,
        new_facts=transfer_request.new_facts,
        asked_at=transfer_request.asked_at,
        answer_due_on=transfer_request.answer_due_on,
        decline_reason=transfer_request.decline_reason,
        answer=transfer_request.answer,
        transfer=transfer_request.transfer.ref if transfer_request.transfer else None,
    )
