"""The minutes of a meeting, made from what was recorded, as far as the reader may see it."""

from collections.abc import Iterator
from dataclasses import dataclass

from broadhurst.capabilities.meetings.models import Agenda, Attendance, Correction, Item
from broadhurst.capabilities.meetings.models import MeetingAction as Action
from broadhurst.capabilities.meetings.queries.agendas import (
    actions_of,
    attendance_of,
    decision_at,
    items_of,
    title_of,
)
from broadhurst.capabilities.tasking.models import Decision
from broadhurst.foundation.doors.letters import Letter
from broadhurst.foundation.doors.paper import MARKING, files_of, plain
from broadhurst.foundation.govuk.words import day, in_sentence, london_day, moment


@dataclass(frozen=True)
class MinutedItem:
    """An item with its decision, in words, and its actions."""

    item: Item
    title: str
    decision: str
    actions: list[Action]


@dataclass(frozen=True)
class Minutes:
    """The minutes of a meeting."""

    agenda: Agenda
    present: list[str]
    apologies: list[str]
    not_recorded: list[str]
    items: list[MinutedItem]
    other_actions: list[Action]
    corrections: list[Correction]

    @property
    def title(self) -> str:
        return f"Minutes of {self.agenda.meeting.board.unit.name}, {day(self.agenda.meeting.at)}"


def minutes_of(agenda: Agenda) -> Minutes:
    """Return the minutes of a meeting. Items that the reader may not see are left out."""
    actions = actions_of(agenda.meeting)
    items = items_of(agenda)
    refs = {item.ref for item in items}
    attendance = list(attendance_of(agenda))
    return Minutes(
        agenda,
        _names(attendance, Attendance.Status.PRESENT),
        _names(attendance, Attendance.Status.APOLOGIES),
        _names(attendance, Attendance.Status.EXPECTED),
        [
            MinutedItem(
                item,
                title_of(item),
                decision_in_words(item),
                [action for action in actions if action.item_ref == item.ref],
            )
            for item in items
        ],
        [action for action in actions if action.item_ref not in refs],
        list(agenda.corrections.select_related("by")),
    )


def decision_in_words(item: Item) -> str:
    """Return the decision of the meeting on an item's bid, in a sentence or two."""
    decision = decision_at(item)
    return in_words(decision) if decision else ""


def in_words(decision: Decision) -> str:
    """Return a decision in a sentence or two."""
    details = [decision.capability.name] if decision.capability else []
    details += [f"to {decision.referred_to.unit.name}"] if decision.referred_to else []
    details += [f"until {day(decision.deferred_until)}"] if decision.deferred_until else []
    words = ", ".join([str(decision), *details])
    texts = [f"{words}, by {decision.decided_by.name}.", decision.reason, decision.conditions]
    return " ".join(text for text in texts if text)


def on_paper(minutes: Minutes) -> Letter:
    """Return the minutes as a document to print, with the marking on each page."""
    meeting = minutes.agenda.meeting
    unit = meeting.board.unit
    return Letter(
        markdown="\n\n".join(_paragraphs(minutes)),
        title=minutes.title,
        sender=f"{unit.name}\n{unit.agency.name}",
        recipient="",
        dated=london_day(meeting.at),
        marking=MARKING,
    )


def _names(attendance: list[Attendance], status: str) -> list[str]:
    rows = [row for row in attendance if row.status == status]
    return [row.officer.name if row.officer else f"{row.guest} (guest)" for row in rows]


def _paragraphs(minutes: Minutes) -> Iterator[str]:
    agenda, meeting = minutes.agenda, minutes.agenda.meeting
    yield f"# {plain(minutes.title)}"
    yield f"The board met on {plain(moment(meeting.at))}. {_status(agenda)}"
    yield f"**Present:** {plain(', '.join(minutes.present) or 'nobody recorded')}"
    yield f"**Apologies:** {plain(', '.join(minutes.apologies) or 'none')}"
    if minutes.not_recorded:
        yield f"**Attendance not recorded:** {plain(', '.join(minutes.not_recorded))}"
    for row in minutes.items:
        yield from _item(row)
        yield from map(_action, row.actions)
    yield from _after_the_items(minutes)


def _item(row: MinutedItem) -> Iterator[str]:
    yield f"## {row.item.place}\\. {plain(row.title)}"
    if row.decision:
        yield f"**Decision:** {plain(row.decision)}"
    if row.item.note:
        yield plain(row.item.note)
    if row.item.is_carried:
        yield "Carried over to the next meeting."
    if not (row.decision or row.item.note):
        yield "Not reached."


def _after_the_items(minutes: Minutes) -> Iterator[str]:
    if minutes.other_actions:
        yield "## Other actions"
        yield from map(_action, minutes.other_actions)
    if minutes.corrections:
        yield "## Corrections"
        for correction in minutes.corrections:
            noted = f"{correction.by.name}, {day(correction.at)}"
            yield f"{plain(correction.text)} ({plain(noted)})"
    yield from files_of(minutes.agenda)


def _status(agenda: Agenda) -> str:
    if agenda.agreed_at and agenda.agreed_in:
        return f"The board agreed these minutes on {plain(day(agenda.agreed_in.at))}."
    return "These minutes are not agreed yet."


def _action(action: Action) -> str:
    stage = in_sentence(action.get_stage_display())
    words = f"{action.title}. {action.owner.name}, by {day(action.due_on)} ({stage})."
    return f"**Action:** {plain(words)}"
