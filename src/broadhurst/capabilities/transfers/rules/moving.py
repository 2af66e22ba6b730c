"""Rules for opening a transfer, and for each command while it is open."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.registering import (
    COORDINATOR,
    OWNING_UNIT,
    REGISTERING_KINDS,
    SIO,
    objections_to_archived,
    objections_to_inactive,
    objections_to_text,
    only,
)
from broadhurst.foundation.workflow import Move, Workflow, at

GIVER = "giving unit"
RECEIVER = "receiving unit's handover officer or investigator"
OPEN = ("open",)
WORKFLOW = Workflow(
    "transfer",
    Move("prepare", OPEN, "open", by=(GIVER,)),
    Move("add_risk", OPEN, "open", by=(GIVER,)),
    Move("check_again", OPEN, "open", by=(GIVER,)),
    Move("acknowledge_risk", OPEN, "open", by=(RECEIVER,)),
    Move("acknowledge_items", OPEN, "open", by=(RECEIVER,)),
    Move("set_terms", OPEN, "open", by=(GIVER, RECEIVER)),
    Move("agree_terms", OPEN, "open", by=(GIVER,)),
    Move("hand_over_item", ("accepted",), "accepted", by=(GIVER,)),
    Move("name_sio", OPEN, "open", by=(RECEIVER,)),
    Move("propose_window", OPEN, "open", by=(GIVER, RECEIVER)),
    Move("agree_window", OPEN, "open", by=(GIVER, RECEIVER)),
    Move("refuse_window", OPEN, "open", by=(GIVER, RECEIVER)),
    Move("withdraw_window", OPEN, "open", by=(GIVER, RECEIVER)),
    Move("accept", OPEN, "accepted", by=(RECEIVER,)),
    Move("decline", OPEN, "declined", by=(RECEIVER,)),
    Move("withdraw", OPEN, "withdrawn", by=(GIVER,)),
)
# A kind of authority and its last day. Broadhurst may not hold what it covers (rule 28).
AUTHORITY = re.compile(r"[^,\d][^,]{2,59}, ?(\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4})")

# Texts that people type into a box when they have nothing to enter.
NOTHING = re.compile(
    r"(there (are|is) )?(none?|nil|n ?/ ?a|na|not applicable|nothing|no)( (are |is )?"
    r"(known|outstanding|recorded|held|to report|known warnings?|warnings?|threats?( to life)?|"
    r"of note|identified|at (this|the) time|at present|currently)){0,3}"
)


def says_none(text: str) -> bool:
    """Return whether a text means that there is nothing, like “None” or “N/A”.

    An empty text counts too.
    """
    bare = " ".join(re.sub(r"[^\w/ ]", " ", text.casefold()).split())
    return not bare or NOTHING.fullmatch(bare) is not None


def roles_on(actor: Any, transfer: Any, *, sio_id: int | None) -> list[str]:
    """Return the roles of an actor on a transfer.

    `sio_id` is the officer who is SIO now.
    """
    keeps = "coordinator" in actor.roles and actor.agency.pk == transfer.giver.agency_id
    parts = []
    if actor.unit.pk == transfer.giver_id or actor.officer.pk == sio_id or keeps:
        parts.append(GIVER)
    if actor.unit.pk == transfer.receiver_id and {"handover", "investigator"} & set(actor.roles):
        parts.append(RECEIVER)
    return parts


def objections_to_open(
    ocg: Any, *, kind: str, giver: Any, receiver: Any, is_open: bool, has_owned: bool
) -> list[str]:
    """Refuse a second open transfer, or a receiver that cannot own risk (rules 1, 4)."""
    objections = objections_to_open_on(ocg, is_open=is_open)
    if giver.agency_id == receiver.agency_id:
        objections += at(
            "receiver",
            f"{receiver.name} is in the organisation that already owns this OCG. Choose another "
            "unit.",
        )
    if receiver.kind != "team" or receiver.agency.kind not in REGISTERING_KINDS:
        objections.append(
            f"{receiver.name} cannot own the risk. Choose an investigation team of a force, "
            "a ROCU or the NCA."
        )
    if kind == "return" and not has_owned:
        objections.append(
            f"{receiver.agency.name} has never owned this OCG, so this is not a return."
        )
    return objections


def objections_to_open_on(ocg: Any, *, is_open: bool) -> list[str]:
    """Refuse a transfer of an OCG that is not active, or that has an open one."""
    objections = objections_to_archived(ocg) + objections_to_inactive(ocg)
    if is_open:
        objections.append("This OCG already has an open transfer.")
    return objections


def objections_to_window(*, starts: date, ends: date, today: date) -> list[str]:
    """Refuse a handover window that starts in the past or ends before it starts.

    In the window the giver still owns the OCG and the receiver prepares.
    """
    objections = []
    if starts < today:
        objections += at("window_from", "The handover window must start today or later.")
    if ends < starts:
        objections += at(
            "window_until", "The handover window ends before it starts. Enter a later last day."
        )
    return objections


def objections_to_offer(parts: Collection[str]) -> list[str]:
    """Refuse anyone but the owning unit, the SIO or the coordinator of its register."""
    return only(parts, OWNING_UNIT, SIO, COORDINATOR)


def objections_to_prepare(
    transfer: Any, parts: Collection[str], *, authorities: str, text: str
) -> list[str]:
    """Refuse anyone but the giver, and details of an authority.

    A line on an authority may hold only its kind and its last day.
    """
    objections = WORKFLOW.objections("prepare", transfer.stage, parts) + objections_to_text(text)
    lines = [line.strip() for line in authorities.splitlines() if line.strip()]
    return objections + [
        f"“{line[:40]}”: enter the kind of authority and the day it ends, like “Directed "
        "surveillance, 30 April 2021”. Do not say what it covers."
        for line in lines
        if not AUTHORITY.fullmatch(line)
    ]


def objections_to_take_pack(
    actor: Any, transfer: Any, parts: Collection[str], *, has_pack: bool
) -> list[str]:
    """Refuse a copy of a pack to anyone but the giver and the receiver."""
    if not has_pack:
        return ["The handover pack has not been prepared."]
    if GIVER in parts or actor.unit.pk in (transfer.giver_id, transfer.receiver_id):
        return []
    return ["Only the giving and the receiving unit can download the handover pack."]
