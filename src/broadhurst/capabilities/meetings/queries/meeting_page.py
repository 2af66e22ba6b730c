"""The parts of a meeting's page: a page of its items, an index of them, actions and attendance.

The statements are prepared, because a page has many of them. They are sent together.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.http import QueryDict

from broadhurst.capabilities.meetings.models import Agenda, Attendance, Item, MeetingAction
from broadhurst.capabilities.meetings.queries.agendas import rows_of
from broadhurst.capabilities.tasking.models import Decision
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.doors.paging import Page, page_by_key

ON_THE_PAGE = 25  # actions


def asks_of_page(agenda: Agenda) -> list[Ask]:
    """Return the statements of the page of a meeting, to send them ahead together."""
    return [
        _sections.ask(agenda.pk, agenda.meeting_id),
        _first_actions.ask(agenda.meeting_id),
        _attendance.ask(agenda.pk),
    ]


def page_of(agenda: Agenda, query: QueryDict) -> Page[Item]:
    """Return a page of the items of an agenda, or of one kind of them if the query names it.

    They share the agenda, which is not read again.
    """
    rows = rows_of(agenda).select_related(None).defer("note", "shown_because", "removed_because")
    if query.get("kind") in Item.Kind.values:
        rows = rows.filter(kind=query["kind"])
    page = page_by_key(rows, query, by="place")
    for item in page.rows:
        item.agenda = agenda
    return page


@dataclass(frozen=True)
class Section:
    """The items of one kind on an agenda that the reader may see: how many, and how many done."""

    kind: str
    label: str
    many: int
    done: int


def sections_of(agenda: Agenda) -> list[Section]:
    """Return the kinds of items on an agenda, in the order in which a meeting takes them."""
    rows = sorted(_sections(agenda.pk, agenda.meeting_id), key=lambda row: row[1])
    return [
        Section(kind, str(Item.Kind(kind).label), many, done) for kind, _place, many, done in rows
    ]


@prepared_query
def _sections(agenda: int, meeting: int) -> QuerySet[Item, Any]:
    """Return the first place of each kind of items, how many there are, and how many are done."""
    decided = Decision.objects.filter(bid=OuterRef("bid"), meeting=meeting)
    is_done = Q(concluded_at__isnull=False) | Q(Exists(decided))
    rows = Item.objects.filter(agenda=agenda, removed_at=None).order_by().values_list("kind")
    return rows.annotate(Min("place"), Count("pk"), done=Count("pk", filter=is_done))


def first_actions_of(agenda: Agenda) -> list[MeetingAction]:
    """Return the first actions that a meeting gave, one more than its page shows."""
    return _first_actions(agenda.meeting_id)


@prepared_query
def _first_actions(meeting: int) -> QuerySet[MeetingAction]:
    rows = MeetingAction.objects.filter(meeting=meeting).select_related("owner")
    shown = rows.only("ref", "title", "due_on", "stage", "owner__name")
    return shown.order_by("given_at", "pk")[: ON_THE_PAGE + 1]


def attendance_shown(agenda: Agenda) -> list[Attendance]:
    """Return who attends, by name, with the columns that the page of the meeting shows."""
    return _attendance(agenda.pk)


@prepared_query
def _attendance(agenda: int) -> QuerySet[Attendance]:
    rows = Attendance.objects.filter(agenda=agenda).select_related("officer")
    shown = rows.only("guest", "status", "officer__name")
    return shown.order_by("officer__name", "guest")
