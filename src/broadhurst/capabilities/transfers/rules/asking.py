"""Rules for asking another organisation for an OCG, and for its answer. Pure."""

from collections.abc import Collection, Sequence
from typing import Any

from broadhurst.capabilities.register.rules.registering import (
    COORDINATOR,
    OWNING_UNIT,
    REGISTERING_KINDS,
    SIO,
    objections_to_archived,
    objections_to_text,
)
from broadhurst.foundation.workflow import Move, Workflow, at

# In working days of the owner's nation. Policy of this project: no public source gives a number.
ANSWER_WITHIN = 5
ASKED = ("asked",)
OWNERS = (OWNING_UNIT, SIO, COORDINATOR)
ASKER = "unit that asked"
WORKFLOW = Workflow(
    "request",
    Move("agree", ASKED, "agreed", by=OWNERS),
    Move("decline_request", ASKED, "declined", by=OWNERS),
    Move("withdraw_request", ASKED, "withdrawn", by=(ASKER,)),
)
CHECKING_ROLES = {"handover", "investigator", "coordinator"}


def roles_on(actor: Any, request: Any, *, leads: Collection[Any] = ()) -> list[str]:
    """Return the roles of an actor on a request. `leads` are those of its OCG, if it has one."""
    parts = []
    if actor.unit.pk == request.owner_id:
        parts.append(OWNING_UNIT)
    if any(lead.role == "sio" and lead.officer_id == actor.officer.pk for lead in leads):
        parts.append(SIO)
    if "coordinator" in actor.roles and actor.agency.pk == request.owner.agency_id:
        parts.append(COORDINATOR)
    if actor.unit.pk == request.requester_id and CHECKING_ROLES & set(actor.roles):
        parts.append(ASKER)
    return parts


def objections_to_ask_at_all(actor: Any, owner: Any) -> list[str]:
    """Refuse a unit that cannot own an OCG, and the owner's own organisation."""
    objections = objections_to_asker(actor)
    if owner.agency_id == actor.agency.pk:
        objections.append(f"{owner.name} is in your own organisation. Ask it directly.")
    return objections


def objections_to_asker(actor: Any) -> list[str]:
    """Refuse an actor who cannot ask for any OCG."""
    objections = []
    if actor.unit.kind != "team" or actor.agency.kind not in REGISTERING_KINDS:
        objections.append(
            "Only an investigation team of a force, a ROCU or the NCA can ask for an OCG."
        )
    if not CHECKING_ROLES & set(actor.roles):
        objections.append(
            "Only a handover officer, an investigator or an OCG coordinator can ask for an OCG."
        )
    return objections


def objections_to_ask_for(
    actor: Any,
    owner: Any,
    *,
    reason: str,
    new_facts: str,
    earlier: Sequence[Any],
    ocg: Any = None,
    has_open_transfer: bool = False,
) -> list[str]:
    """Refuse a second open request, or one without new facts after it was declined.

    `earlier` are the requests of the organisation for the same OCG or hit, the latest first.
    """
    objections = objections_to_ask_now(
        actor, owner, earlier=earlier, ocg=ocg, has_open_transfer=has_open_transfer
    ) + objections_to_text(f"{reason} {new_facts}")
    if any(request.stage == "asked" for request in earlier):
        return objections
    return objections + at("new_facts", _nothing_new(new_facts, earlier))


def objections_to_ask_now(
    actor: Any,
    owner: Any,
    *,
    earlier: Sequence[Any],
    ocg: Any = None,
    has_open_transfer: bool = False,
) -> list[str]:
    """Refuse a request that the unit cannot make, or a second open one."""
    objections = objections_to_ask_at_all(actor, owner)
    if ocg is not None:
        objections += objections_to_archived(ocg)
    if has_open_transfer:
        objections.append("This OCG already has an open transfer.")
    open_requests = [request for request in earlier if request.stage == "asked"]
    return objections + [
        f"{request.requester.name} already asked for this: {request.ref}."
        for request in open_requests[:1]
    ]


def _nothing_new(new_facts: str, earlier: Sequence[Any]) -> list[str]:
    declined = [request for request in earlier if request.stage == "declined"]
    if not declined:
        return []
    reasons_given = {
        _bare(text) for request in declined for text in (request.reason, request.new_facts)
    }
    if _bare(new_facts) in reasons_given | {""}:
        latest = declined[0]
        return [
            f"{latest.owner.name} declined request {latest.ref}. Enter what has changed since then."
        ]
    return []


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def objections_to_agree(
    request: Any, parts: Collection[str], *, ocg: Any, owner_id: int | None
) -> list[str]:
    """Refuse anyone but the owner, and an OCG that the asked unit does not own.

    `owner_id` is the unit that owns the OCG now.
    """
    objections = WORKFLOW.objections("agree", request.stage, parts)
    if ocg is None:
        objections += at("ocg", "Choose the OCG to hand over.")
    elif owner_id != request.owner_id:
        objections += at("ocg", f"{request.owner.name} does not own this OCG. Choose another one.")
    return objections
