"""What stands between a transfer and its acceptance, and who leads afterwards."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from broadhurst.capabilities.deconfliction.rules import FRESH_FOR_DAYS
from broadhurst.capabilities.register.rules import objections_to_leads
from broadhurst.capabilities.transfers.rules.moving import GIVER, RECEIVER, WORKFLOW
from broadhurst.foundation.workflow import at


@dataclass(frozen=True)
class Step:
    """One thing to be done before a transfer is accepted: whose it is, and what is missing."""

    verb: str
    title: str
    by: str
    is_done: bool
    says: str


def steps(
    transfer: Any,
    *,
    has_pack: bool,
    unlisted: Sequence[str],
    unacknowledged: Sequence[str],
    check: Any,
    now: datetime,
    today: date,
) -> list[Step]:
    """What must be done first, in order: the page's list and the rule are one.

    `unlisted` are open risks in the records that the transfer does not list; `unacknowledged` are
    the references of those it lists. `check` is the latest of the OCG.
    """
    since = max(transfer.opened_at, now - timedelta(days=FRESH_FOR_DAYS))
    missing = "The handover pack has not been prepared."
    if has_pack:
        missing = f"The records have moved on since the pack was prepared: {'; '.join(unlisted)}."
    return [
        Step("prepare", "Handover pack prepared", GIVER, has_pack and not unlisted, missing),
        Step(
            "acknowledge_risk",
            "Every open risk acknowledged by name",
            RECEIVER,
            has_pack and not unacknowledged,
            f"Open risks are not acknowledged: {', '.join(unacknowledged)}."
            if has_pack
            else "The open risks are listed, to be acknowledged, when the pack is prepared.",
        ),
        Step(
            "check_again",
            "Fresh deconfliction check",
            GIVER,
            check is not None and check.made_at >= since,
            "There is no deconfliction check made since the transfer opened and in the last "
            f"{FRESH_FOR_DAYS} days.",
        ),
        Step(
            "wait",
            "Handover window open",
            "",
            today >= transfer.window_from,
            f"The handover window opens on {transfer.window_from:%-d %B %Y}.",
        ),
    ]


def expected_lro(kind: str, *, sio: Any, lro: Any) -> Any:
    """Who becomes the LRO unless another is named: on a full transfer the giver's SIO (rule 3).

    On a return the LRO is the force's already and stays.
    """
    return lro if kind == "return" or sio is None else sio


def objections_to_new_leads(
    transfer: Any,
    *,
    sio: Any,
    lro: Any,
    expected: Any,
    reason: str,
    sio_bodies: Collection[int],
    lro_bodies: Collection[int],
) -> list[str]:
    """The SIO is of the receiver's body; the LRO of the giver's, or on a return the receiver's."""
    if transfer.stage != "open":
        return []
    linked = (transfer.receiver if transfer.kind == "return" else transfer.giver).agency
    objections = objections_to_leads(sio=sio, lro=lro)
    if transfer.receiver.agency_id not in sio_bodies:
        objections += at("new_sio", f"The new SIO must belong to {transfer.receiver.agency.name}.")
    if linked.pk not in lro_bodies:
        objections += at("new_lro", f"The new LRO must belong to {linked.name}.")
    if lro.pk != expected.pk and not reason.strip():
        objections += at(
            "lro_reason", f"Say why {lro.name} becomes the LRO instead of {expected.name}."
        )
    return objections


def objections_to_accept(
    actor: Any, transfer: Any, parts: Collection[str], *, owner_id: int, todo: Sequence[Step]
) -> list[str]:
    """A named officer of the receiver, who neither gives nor opened it, once all is done (rule 2).

    Until then the giver owns the risk.
    """
    objections = WORKFLOW.objections("accept", transfer.stage, parts)
    if transfer.stage != "open":
        return objections  # what else might be said of it is over too
    if actor.officer.pk == transfer.opened_by_id or GIVER in parts:
        objections.append("Nobody accepts their own offer: another officer must.")
    if owner_id != transfer.giver_id:
        objections.append(f"{transfer.giver.name} no longer owns this OCG.")
    return objections + [step.says for step in todo if not step.is_done]
