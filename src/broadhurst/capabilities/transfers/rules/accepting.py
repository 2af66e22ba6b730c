"""Rules for accepting a transfer, and who leads the OCG afterwards."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from broadhurst.capabilities.deconfliction.rules.checking import IN_DATE, is_fresh
from broadhurst.capabilities.register.rules.leading import who_leads
from broadhurst.capabilities.register.rules.registering import objections_to_leads
from broadhurst.capabilities.transfers.rules.moving import GIVER, RECEIVER, WORKFLOW
from broadhurst.foundation.workflow import at

MOST_NAMED = 3  # items of the checklist in one sentence


@dataclass(frozen=True)
class Step:
    """One step before a transfer is accepted: who does it, and what is missing.

    `says` is the objection if the step is not done. `waits` is true while another step must be done
    first.
    """

    verb: str
    title: str
    by: str
    is_done: bool
    says: str
    waits: bool = False


def _first(refs: Sequence[str]) -> str:
    """Name the first references, and count the others: the checklist has them all."""
    named, more = ", ".join(refs[:MOST_NAMED]), len(refs) - MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named


def steps(
    transfer: Any,
    *,
    has_pack: bool,
    unlisted: Sequence[str],
    unacknowledged: Sequence[str],
    listed: int,
    check: Any,
    today: date,
) -> list[Step]:
    """Return the steps needed before acceptance, in order.

    The page's list and the rule for `accept` both use them. `unlisted` are open risks in the
    records that the transfer does not list. `unacknowledged` are the references of items that it
    lists, out of `listed`. `check` is the latest deconfliction check of the OCG.
    """
    missing = "The handover pack has not been prepared."
    if has_pack:
        missing = (
            f"The handover pack is out of date. Ask {transfer.giver.name} to update it. "
            f"It does not list: {'; '.join(unlisted)}."
        )
    return [
        Step("prepare", "Prepare the handover pack", GIVER, has_pack and not unlisted, missing),
        Step(
            "acknowledge_risk",
            f"Checklist: {listed - len(unacknowledged)} of {listed} acknowledged"
            if has_pack
            else "Acknowledge each item on the checklist",
            RECEIVER,
            has_pack and not unacknowledged,
            f"These items are not acknowledged or agreed: {_first(unacknowledged)}."
            if has_pack
            else f"{transfer.giver.name} must first prepare the handover pack, which lists them.",
            waits=not has_pack,
        ),
        Step(
            "check_again",
            "Run a deconfliction check",
            GIVER,
            check is not None
            and check.made_at >= transfer.opened_at
            and is_fresh(check.made_at, today),
            f"The transfer needs a deconfliction check {IN_DATE}, after the transfer opened.",
        ),
        Step(
            "wait",
            "Wait for the handover window",
            "",
            today >= transfer.window_from,
            f"The handover window opens on {transfer.window_from:%-d %B %Y}.",
        ),
    ]


def expected_lro(kind: str, *, sio: Any, lro: Any) -> Any:
    """Return the officer who becomes the LRO unless another is named (rule 3).

    On a full transfer this is the giver's SIO. On a return the force already has an LRO, who stays.
    """
    return lro if kind == "return" or sio is None else sio


def objections_to_new_leads(
    transfer: Any,
    *,
    sio: Any,
    lro: Any,
    expected: Any,
    reason: str,
    sio_agencies: Collection[int],
    lro_agencies: Collection[int],
) -> list[str]:
    """Refuse a new SIO or LRO from the wrong organisation.

    The SIO must have a role that can lead as SIO in the receiver's organisation, and the LRO one
    that can lead as LRO in the giver's, or on a return in the receiver's (register/rules/leading).
    `sio_agencies` and `lro_agencies` are the organisations in which the officers have such a role.
    """
    if transfer.stage != "open":
        return []
    linked = (transfer.receiver if transfer.kind == "return" else transfer.giver).agency
    objections = []
    for sentence in objections_to_leads(sio=sio, lro=lro):
        objections += at("new_sio", f"{sentence} Name another SIO, or another LRO.")
    if transfer.receiver.agency_id not in sio_agencies:
        objections += at("new_sio", _must_investigate(transfer))
    if linked.pk not in lro_agencies:
        objections += at("new_lro", f"{who_leads('lro')} of {linked.name}.")
    if lro.pk != expected.pk and not reason.strip():
        objections += at(
            "lro_reason", f"Say why {lro.name} becomes the LRO instead of {expected.name}."
        )
    return objections


def _must_investigate(transfer: Any) -> str:
    body = transfer.receiver.agency.name
    return f"The new SIO must be an investigator or a supervisor of {body}."


def objections_to_name_sio(
    transfer: Any, parts: Collection[str], *, sio: Any, sio_agencies: Collection[int]
) -> list[str]:
    """Refuse anyone but the receiver, and an SIO who leads no investigations for it."""
    objections = WORKFLOW.objections("name_sio", transfer.stage, parts)
    if transfer.receiver.agency_id not in sio_agencies:
        objections += at("new_sio", _must_investigate(transfer))
    if transfer.new_sio_id == sio.pk:
        objections += at("new_sio", f"{sio.name} is already named as the new SIO.")
    return objections


def objections_to_accept_own(actor: Any, transfer: Any, parts: Collection[str]) -> list[str]:
    """Refuse acceptance by the officer who opened the transfer, or by the giver."""
    if actor.officer.pk == transfer.opened_by_id:
        return ["You opened this transfer, so another officer must accept it."]
    if GIVER in parts:
        return ["You act for the giving unit, so another officer must accept this transfer."]
    return []


def objections_to_accept(
    actor: Any, transfer: Any, parts: Collection[str], *, owner_id: int, todo: Sequence[Step]
) -> list[str]:
    """Refuse anyone but an officer of the receiver, and open steps (rule 2).

    The officer must not act for the giver or have opened the transfer. Until acceptance the giver
    owns the risk.
    """
    objections = objections_to_accepter(actor, transfer, parts, owner_id=owner_id)
    if transfer.stage != "open":
        return objections  # the steps only concern an open transfer
    return objections + [step.says for step in todo if not step.is_done]


def objections_to_accepter(
    actor: Any, transfer: Any, parts: Collection[str], *, owner_id: int
) -> list[str]:
    """Refuse anyone who cannot accept a transfer, whatever steps are open."""
    objections = WORKFLOW.objections("accept", transfer.stage, parts)
    if transfer.stage != "open":
        return objections  # the other objections only concern an open transfer
    objections += objections_to_accept_own(actor, transfer, parts)
    if owner_id != transfer.giver_id:
        objections.append(f"{transfer.giver.name} no longer owns this OCG.")
    return objections
