"""The parts of a meeting's page beside its items: an index of them, actions and attendance.

The statements are prepared, because a page has many of them. They are sent together.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from broadhurst.capabilities.meetings.models import Agenda, Attendance, Item, MeetingAction
from broadhurst.capabilities.tasking.models import Decision, Meeting
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.database.ahead import Ask

ON_THE_PAGE = 25  # actions


def asks_of_page(meeting: Meeting) -> list[Ask]:
    """Return the statements of the page of a meeting, to send them ahead together."""
    return [_sections.ask(meeting.pk), _first_actions.ask(meeting.pk), _attendance.ask(meeting.pk)]


@dataclass(frozen=True)
class Section:
    """The items of one kind on an agenda that the reader may see: how many, and how many done."""

    kind: str
    label: str
    many: int
    done: int


def sections_of(agenda: Agenda) -> list[Section]:
    """Return the kinds of items on an agenda, in the order in which a meeting takes them."""
    rows = sorted(_sections(agenda.meeting_id), key=lambda row: row[1])
    return [
        Section(kind, str(Item.Kind(kind).label), total, done) for kind, _place, total, done in rows
    ]


@prepared_query
def _sections(meeting: int) -> QuerySet[Item, Any]:
    """Return the first place of each kind of items, how many there are, and how many are done."""
    decided = Decision.objects.filter(bid=OuterRef("bid"), meeting=meeting)
    is_done = Q(concluded_at__isnull=False) | Q(Exists(decided))
    rows = Item.objects.filter(agenda__meeting=meeting, removed_at=None)
    kinds = rows.order_by().values_list("kind")
    return kinds.annotate(Min("place"), Count("pk"), done=Count("pk", filter=is_done))


def first_actions_of(agenda: Agenda) -> list[MeetingAction]:
    """Return the first actions that a meeting gave, one more than its page shows."""
    return _first_actions(agenda.meeting_id)


@prepared_query
def _first_actions(meeting: int) -> QuerySet[MeetingAction]:
    rows = MeetingAction.objects.filter(meeting=meeting).select_related("owner")
    actions = rows.only("ref", "title", "due_on", "stage", "owner__name")
    return actions.order_by("given_at", "pk")[: ON_THE_PAGE + 1]


def attendance_shown(agenda: Agenda) -> list[Attendance]:
    """Return who attends, by name, with the columns that the page of the meeting shows."""
    return _attendance(agenda.meeting_id)


@prepared_query
def _attendance(meeting: int) -> QuerySet[Attendance]:
    rows = Attendance.objects.filter(agenda__meeting=meeting).select_related("officer")
    attendances = rows.only("guest", "status", "officer__name")
    return attendances.order_by("officer__name", "guest")
