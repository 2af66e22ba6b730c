"""Rules for agendas, attendance and minutes. `may` says whether the actor convenes the board."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

REFERENCE = re.compile(r"[A-Z]{3}-[2-9A-Z]{6,12}")
MOST_PAPERS = 10
ONLY_CONVENERS = "Only the chair, the secretary or the gateway officer of this board can do this."
ONLY_CHAIR = "Only the chair or the deputy chair of this board can do this."
AGREED = "The board agreed these minutes, so they cannot be changed."

HELD = (
    "This meeting was held, so its agenda cannot be changed. Add the item to the next meeting, "
    "or correct the minutes."
)


def objections_to_prepare(may: bool, meeting: Any) -> list[str]:
    """Refuse to add records to the agenda of a meeting that was held."""
    objections = [] if may else [ONLY_CONVENERS]
    if meeting.stage != "planned":
        objections.append("This meeting was held. Add the records to the next one.")
    return objections


def objections_to_change(may: bool, agenda: Any) -> list[str]:
    """Refuse anyone but those who convene the board, and any change of agreed minutes."""
    objections = [] if may else [ONLY_CONVENERS]
    if agenda.agreed_at is not None:
        objections.append(AGREED)
    return objections


def objections_to_arrange(may: bool, agenda: Any, meeting: Any) -> list[str]:
    """Refuse to change the agenda of a meeting that was held: its minutes say what it heard."""
    objections = objections_to_change(may, agenda)
    if meeting.stage != "planned" and agenda.agreed_at is None:
        objections.append(HELD)
    return objections


def objections_to_papers(papers: Collection[str]) -> list[str]:
    """Refuse papers that are not references of records, or too many papers."""
    wrong = [ref for ref in papers if not REFERENCE.fullmatch(ref)]
    objections = []
    if wrong:
        objections += at(
            "papers", f"Enter references of records, like OCG-7K3QF2. “{wrong[0]}” is not one."
        )
    if len(papers) > MOST_PAPERS:
        objections += at("papers", f"Enter at most {MOST_PAPERS} papers.")
    return objections


def objections_to_title(kind: str, title: str) -> list[str]:
    """Refuse other business without a title, or a title for a record, which has its own."""
    if kind == "other" and not title.strip():
        return at("title", "Enter a title.")
    if kind != "other" and title.strip():
        return at("title", "This item has the title of its record. Leave this empty.")
    return objections_to_text(title)


def objections_to_item(item: Any) -> list[str]:
    """Refuse to change an item that was removed."""
    return ["This item was removed from the agenda."] if item.removed_at is not None else []


def objections_to_place(place: int, last: int) -> list[str]:
    """Refuse a place after the last item."""
    if 1 <= place <= last:
        return []
    return at("place", f"Enter a number from 1 to {last}.")


def objections_to_attendance(*, officer: Any, guest: str) -> list[str]:
    """Refuse attendance without an officer or a guest, or with both."""
    if officer is None and not guest.strip():
        return at("officer", "Choose an officer, or enter the name of a guest.")
    if officer is not None and guest.strip():
        return at("guest", "Choose an officer or enter a guest, not both.")
    return []


def has_begun(meeting: Any, now: datetime) -> bool:
    """Return whether a meeting has begun: its items can then be concluded, and shown live."""
    begun: bool = meeting.at <= now
    return begun


def objections_to_conclude(item: Any, meeting: Any, *, note: str, now: datetime) -> list[str]:
    """Refuse to conclude an item before the meeting, or without a word for the minutes."""
    objections = objections_to_note(item, meeting, now=now) + objections_to_text(note)
    if not note.strip():
        objections += at("note", "Enter what was said or decided, for the minutes.")
    return objections


def objections_to_note(item: Any, meeting: Any, *, now: datetime) -> list[str]:
    """Refuse a note of a removed item, or before the meeting."""
    objections = objections_to_item(item)
    if not has_begun(meeting, now):
        objections.append("The meeting has not begun.")
    return objections


def objections_to_show(chairs: bool, agenda: Any, item: Any) -> list[str]:
    """Refuse anyone but the chair, because people who cannot see the record will see the item.

    Nobody is at a meeting that was held.
    """
    objections = [] if chairs else [ONLY_CHAIR]
    if item.subject_id is None:
        objections.append("Everybody at the meeting can see this item already.")
    return (
        objections + objections_to_arrange(True, agenda, agenda.meeting) + objections_to_item(item)
    )


def objections_to_agree(chairs: bool, agenda: Any, meeting: Any, following: Any) -> list[str]:
    """Refuse to agree minutes except by the chair, at a later meeting of the board.

    `following` is the next meeting of the board that has begun or was held.
    """
    objections = [] if chairs else [ONLY_CHAIR]
    if agenda.agreed_at is not None:
        objections.append(AGREED)
    if meeting.stage != "held":
        objections.append("Close the meeting first.")
    elif following is None:
        objections.append("The board agrees the minutes at its next meeting, which has not begun.")
    return objections


def hidden_from(readers: Iterable[int], present: Sequence[Collection[int]]) -> int:
    """Return how many of those present may not see a record.

    `readers` are the principals that may. `present` has the principals of each person. A guest has
    none.
    """
    may = set(readers)
    return sum(not may & set(principals) for principals in present)
