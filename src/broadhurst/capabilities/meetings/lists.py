"""The list of actions of meetings, for the page, the API and the terminal."""

from django.db.models import Q
from django.urls import reverse

from broadhurst.capabilities.meetings.models import MeetingAction
from broadhurst.capabilities.meetings.queries.agendas import actions
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.lists.cells import Cell, Due, Link, Reference
from broadhurst.foundation.lists.declared import Column, Filter, List, Tab, everything

OPEN = Q(stage=MeetingAction.Stage.OPEN)


def _title(action: MeetingAction) -> Cell:
    link = Link(action.title, reverse("meetings:action", args=[action.ref]))
    return (link, Reference(action.ref))


def _due(action: MeetingAction) -> Cell:
    return Due(action.due_on) if action.stage == MeetingAction.Stage.OPEN else action.due_on


def _mine(actor: Actor) -> Q:
    return OPEN & Q(owner=actor.officer)


def _of_board(actor: Actor) -> Q:
    return OPEN & Q(meeting__board__unit=actor.unit)


ACTIONS = List(
    key="meeting-actions",
    label="Meeting actions",
    noun="action",
    page="meetings:actions",
    rows=lambda _actor: actions(),
    columns=(
        Column("title", "Action", _title, sort="title", fixed=True),
        Column("owner", "Owner", lambda action: action.owner.name, sort="owner__name"),
        Column("due", "Due by", _due, sort="due_on"),
        Column("board", "Board", lambda action: action.meeting.board.unit.name),
        Column("meeting", "Meeting", lambda action: action.meeting.at, sort="meeting__at"),
        Column("stage", "Status", lambda action: action.get_stage_display(), sort="stage"),
    ),
    sort="due",
    nothing=(
        "No actions yet",
        "Actions that a board gave you or your board gave appear here.",
    ),
    opens_on="open",
    tabs=(
        Tab("mine", "Mine", _mine),
        Tab("board", "Your board", _of_board),
        Tab("open", "Open", lambda _actor: OPEN),
        Tab("overdue", "Overdue", lambda _actor: OPEN & Q(due_on__lt=clock.today())),
        Tab("all", "All", everything),
    ),
    filters=(
        Filter(
            "stage",
            "Status",
            lambda rows, stage: rows.filter(stage=stage),
            choices=lambda: MeetingAction.Stage.choices,
        ),
    ),
)
