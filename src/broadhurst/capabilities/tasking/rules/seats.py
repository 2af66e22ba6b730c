"""Rules on the seats of a board: who chairs it, convenes it and edits its details."""

from typing import Any

from broadhurst.foundation.workflow import at

CONVENING = ("chair", "gateway")


def chairs(actor: Any, board: Any) -> bool:
    """Return whether an actor is the chair or the deputy chair of a board."""
    is_in = actor.unit.pk == board.unit_id
    return is_in and ("chair" in actor.roles or actor.officer.pk == board.deputy_id)


def convenes(actor: Any, board: Any) -> bool:
    """Return whether an actor is the chair, deputy, secretary or gateway officer of a board."""
    is_in = actor.unit.pk == board.unit_id
    is_secretary = "gateway" in actor.roles or actor.officer.pk == board.secretary_id
    return chairs(actor, board) or (is_in and is_secretary)


def objections_to_convene(actor: Any, board: Any) -> list[str]:
    """Refuse anyone but the chair, deputy, secretary or gateway officer of the board."""
    if convenes(actor, board):
        return []
    return ["Only the chair, the secretary or the gateway officer of this board can do this."]


def objections_to_edit_board(actor: Any, board: Any) -> list[str]:
    """Refuse anyone but those who convene the board, or who administer it.

    A coordinator administers the boards of their own organisation.
    """
    is_coordinator = "coordinator" in actor.roles and actor.agency.pk == board.unit.agency_id
    if convenes(actor, board) or is_coordinator or "administrator" in actor.roles:
        return []
    return [
        "Only the chair or the secretary of this board, or an OCG coordinator of its "
        "organisation, can change it."
    ]


def objections_to_seats(deputy: Any, secretary: Any) -> list[str]:
    """Refuse one officer in both seats."""
    if deputy is not None and deputy == secretary:
        return at("secretary", "Choose somebody else. This officer is the deputy chair.")
    return []


def objections_to_declare(
    actor: Any, bid: Any, officer: Any, *, is_ended: bool, is_declared: bool
) -> list[str]:
    """Refuse a conflict of interest in an ended bid, a second one, or one for somebody else."""
    objections = objections_to_declare_now(is_ended=is_ended)
    if officer.pk != actor.officer.pk and not convenes(actor, bid.board):
        objections += at(
            "officer",
            "Only the chair or the secretary of the board can record an interest for somebody "
            "else.",
        )
    if is_declared:
        objections += at("officer", f"{officer.name} has declared an interest in this bid already.")
    return objections


def objections_to_declare_now(*, is_ended: bool) -> list[str]:
    """Refuse an interest in a bid that nobody decides any more."""
    return ["This bid has ended, so there is nothing left to decide."] if is_ended else []


def objections_to_withdraw_interest(actor: Any, bid: Any, interest: Any) -> list[str]:
    """Refuse anyone but the officer who declared it, or those who convene the board."""
    if interest is None:
        return at("officer", "Choose an officer who has declared an interest.")
    if interest.officer_id == actor.officer.pk or convenes(actor, bid.board):
        return []
    return ["Only the officer with the interest, or the chair or secretary, can withdraw it."]


def objections_to_attendee(officer: Any, *, is_member: bool, attends: bool) -> list[str]:
    """Refuse an officer who is at the meetings already."""
    if is_member:
        return at("officer", f"{officer.name} is already a member of this board.")
    if attends:
        return at("officer", f"{officer.name} already attends the meetings of this board.")
    return []
