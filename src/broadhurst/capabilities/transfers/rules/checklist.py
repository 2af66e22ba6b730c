"""Rules for the items on the checklist of a transfer: acknowledged, moved or kept. Pure."""

from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.capabilities.transfers.rules.moving import WORKFLOW
from broadhurst.foundation.workflow import at

# Work that the giver may finish after the transfer. Threats, hits and gaps move with the OCG.
KEEPABLE = ("action", "request", "booking", "referral", "order", "authority")


def is_settled(risk: Any) -> bool:
    """Return whether the receiver acknowledged an item, and the giver agreed to any new terms."""
    is_agreed = risk.terms_by_id is None or risk.agreed_by_id is not None
    return risk.acknowledged_by_id is not None and is_agreed


def objections_to_acknowledge_risk(
    transfer: Any, parts: Collection[str], *, is_acknowledged: bool, is_over: bool
) -> list[str]:
    """Refuse anyone but the receiver, and an item that is not open (rule 2)."""
    objections = WORKFLOW.objections("acknowledge_risk", transfer.stage, parts)
    if is_acknowledged:
        objections.append("This risk is already acknowledged.")
    if is_over:
        objections.append(
            "The records no longer show this risk, so there is nothing to acknowledge."
        )
    return objections


def objections_to_set_terms(
    transfer: Any,
    risk: Any,
    parts: Collection[str],
    *,
    terms: str,
    kept_until: date | None,
    reason: str,
    today: date,
) -> list[str]:
    """Refuse terms without a reason, or that keep an item which must move with the OCG."""
    objections = objections_to_set_terms_now(transfer, risk, parts) + objections_to_text(reason)
    if terms == "moves":
        if kept_until is not None:
            objections += at("kept_until", "Leave the day blank if the item moves.")
        return objections
    if risk.source not in KEEPABLE:
        objections += at(
            "terms", "The giver cannot keep this. It moves with the threat, risk and harm."
        )
    if kept_until is None:
        objections += at("kept_until", "Enter the last day that the giver keeps the item.")
    elif kept_until < max(today, transfer.window_from):
        objections += at("kept_until", "Enter a day in the handover window or after it.")
    return objections


def objections_to_set_terms_now(transfer: Any, risk: Any, parts: Collection[str]) -> list[str]:
    """Refuse terms of an item that is not open."""
    objections = WORKFLOW.objections("set_terms", transfer.stage, parts)
    if risk.over_at is not None:
        objections.append("The records no longer show this item, so it needs no terms.")
    return objections


def objections_to_agree_terms(transfer: Any, risk: Any, parts: Collection[str]) -> list[str]:
    """Refuse anyone but the giver, and terms that need no agreement."""
    objections = WORKFLOW.objections("agree_terms", transfer.stage, parts)
    if risk.terms_by_id is None or risk.agreed_by_id is not None:
        objections.append("The giver has nothing to agree to here.")
    return objections


def objections_to_hand_over_item(transfer: Any, risk: Any, parts: Collection[str]) -> list[str]:
    """Refuse anyone but the giver, and an item that it does not keep."""
    objections = WORKFLOW.objections("hand_over_item", transfer.stage, parts)
    if risk.terms != "kept" or risk.handed_over_at is not None or risk.over_at is not None:
        objections.append("The giver does not keep this item.")
    return objections
