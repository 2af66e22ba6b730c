"""Say which forms about a meeting somebody may open, for `for_record`."""

from collections.abc import Callable

from broadhurst.capabilities.meetings.models import Agenda, Item, MeetingAction
from broadhurst.capabilities.meetings.queries.agendas import following_meeting
from broadhurst.capabilities.meetings.queries.parts import parts_of
from broadhurst.capabilities.meetings.rules import agendas as rules
from broadhurst.capabilities.meetings.rules.actions import ACTION
from broadhurst.capabilities.tasking.models import Meeting
from broadhurst.capabilities.tasking.rules.seats import chairs, convenes
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


def to_prepare(actor: Actor, meeting: Meeting) -> list[str]:
    """The rule of the form that adds records to an agenda."""
    return rules.objections_to_prepare(convenes(actor, meeting.board), meeting)


def to_change(actor: Actor, agenda: Agenda) -> list[str]:
    """The rule of a form that changes the minutes of a meeting."""
    return rules.objections_to_change(convenes(actor, agenda.meeting.board), agenda)


def to_arrange(actor: Actor, agenda: Agenda) -> list[str]:
    """The rule of a form that changes an agenda."""
    may = convenes(actor, agenda.meeting.board)
    return rules.objections_to_arrange(may, agenda, agenda.meeting)


def to_arrange_item(actor: Actor, item: Item) -> list[str]:
    """The rule of a form that changes an item of an agenda."""
    return to_arrange(actor, item.agenda) + rules.objections_to_item(item)


def to_conclude(actor: Actor, item: Item) -> list[str]:
    """The rule of the form that writes the note of an item."""
    objections = to_change(actor, item.agenda)
    return objections + rules.objections_to_note(item, item.agenda.meeting, now=clock.now())


def to_show(actor: Actor, item: Item) -> list[str]:
    """The rule of the form that shows an item to everybody."""
    agenda = item.agenda
    return rules.objections_to_show(chairs(actor, agenda.meeting.board), agenda, item)


def to_agree(actor: Actor, agenda: Agenda) -> list[str]:
    """The rule of the form that agrees the minutes."""
    meeting, is_chair = agenda.meeting, chairs(actor, agenda.meeting.board)
    return rules.objections_to_agree(is_chair, agenda, meeting, following_meeting(meeting))


def to_move(verb: str) -> Callable[[Actor, MeetingAction], list[str]]:
    """Return the rule of a form that moves an action of a meeting."""

    def objections(actor: Actor, action: MeetingAction) -> list[str]:
        return ACTION.objections(f"{verb}_meeting_action", action.stage, parts_of(action, actor))

    return objections
