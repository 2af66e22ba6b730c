"""Pages of the commands on agendas, items and actions."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from broadhurst.capabilities.meetings.commands.add_item import AddItemForm, add_item
from broadhurst.capabilities.meetings.commands.agree_minutes import AgreeMinutesForm, agree_minutes
from broadhurst.capabilities.meetings.commands.change_action import ChangeActionForm, change_action
from broadhurst.capabilities.meetings.commands.complete_action import (
    CompleteActionForm,
    complete_action,
)
from broadhurst.capabilities.meetings.commands.conclude_item import ConcludeItemForm, conclude_item
from broadhurst.capabilities.meetings.commands.correct_minutes import (
    CorrectMinutesForm,
    correct_minutes,
)
from broadhurst.capabilities.meetings.commands.edit_item import EditItemForm, edit_item
from broadhurst.capabilities.meetings.commands.give_action import GiveActionForm, give_action
from broadhurst.capabilities.meetings.commands.move_item import MoveItemForm, move_item
from broadhurst.capabilities.meetings.commands.prepare_agenda import (
    PrepareAgendaForm,
    prepare_agenda,
)
from broadhurst.capabilities.meetings.commands.record_attendance import (
    RecordAttendanceForm,
    record_attendance,
)
from broadhurst.capabilities.meetings.commands.remove_item import RemoveItemForm, remove_item
from broadhurst.capabilities.meetings.commands.reopen_action import ReopenActionForm, reopen_action
from broadhurst.capabilities.meetings.commands.show_item import ShowItemForm, show_item
from broadhurst.capabilities.meetings.commands.withdraw_action import (
    WithdrawActionForm,
    withdraw_action,
)
from broadhurst.capabilities.meetings.queries.agendas import (
    actions,
    agendas,
    items,
    meetings,
    title_of,
)
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def prepare_agenda_page(request: ActingRequest, ref: str) -> HttpResponse:
    meeting = web.find(request, meetings(), ref=ref)
    href = reverse("meetings:meeting", args=[ref])
    return web.ask(
        request,
        PrepareAgendaForm,
        prepare_agenda,
        meeting=meeting,
        title="Add records to the agenda",
        submit="Add to agenda",
        go_to=href,
        done="The agenda is up to date.",
        context={
            "caption": f"{meeting.board}, {meeting}",
            "intro": "Adds the bids, interim decisions, answers, overdue reviews, unresolved hits "
            "and actions that wait for the board. Each reader sees only what they may see.",
            "back": href,
        },
    )


def _about_agenda(request: ActingRequest, ref: str) -> dict[str, Any]:
    agenda = web.find(request, agendas(), meeting__ref=ref)
    href = reverse("meetings:meeting", args=[ref])
    context = {"caption": f"{agenda.meeting.board}, {agenda.meeting}", "back": href}
    return {"agenda": agenda, "go_to": href, "context": context}


def _about_new_action(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Preselect the agenda item given in the query string, as live mode sends it."""
    return _about_agenda(request, ref) | {"initial": {"item": request.GET.get("item", "")}}


def _about_item(request: ActingRequest, ref: str) -> dict[str, Any]:
    item = web.find(request, items(), ref=ref)
    href = reverse("meetings:meeting", args=[item.agenda.meeting.ref])
    context = {"caption": f"Item {item.place}, {title_of(item)}", "back": href}
    return {"item": item, "go_to": href, "context": context}


def _about_action(request: ActingRequest, ref: str) -> dict[str, Any]:
    action = web.find(request, actions(), ref=ref)
    href = reverse("meetings:action", args=[ref])
    return {"action": action, "go_to": href, "context": {"caption": action.title, "back": href}}


add_item_page = web.verb(
    AddItemForm, add_item, _about_agenda, "Add an item", "Add item", "The item is added.",
)  # fmt: skip
record_attendance_page = web.verb(
    RecordAttendanceForm, record_attendance, _about_agenda, "Record attendance",
    "Save attendance", "The attendance is saved.",
)  # fmt: skip
give_action_page = web.verb(
    GiveActionForm, give_action, _about_new_action, "Give an action", "Give action",
    "The action is given. It is on the owner’s home page.",
)  # fmt: skip
correct_minutes_page = web.verb(
    CorrectMinutesForm, correct_minutes, _about_agenda, "Correct the minutes", "Add correction",
    "The correction is in the minutes.",
)  # fmt: skip
agree_minutes_page = web.verb(
    AgreeMinutesForm, agree_minutes, _about_agenda, "Agree the minutes", "Agree minutes",
    "The board agreed the minutes.", intro="They do not change any more after this.",
)  # fmt: skip
edit_item_page = web.verb(
    EditItemForm, edit_item, _about_item, "Edit this item", "Save item", "The item is saved.",
)  # fmt: skip
move_item_page = web.verb(
    MoveItemForm, move_item, _about_item, "Move this item", "Move item", "The item is moved.",
)  # fmt: skip
remove_item_page = web.verb(
    RemoveItemForm, remove_item, _about_item, "Remove this item", "Remove item",
    "The item is removed from the agenda.",
)  # fmt: skip
conclude_item_page = web.verb(
    ConcludeItemForm, conclude_item, _about_item, "Write the note of this item", "Save note",
    "The note is saved.",
)  # fmt: skip
show_item_page = web.verb(
    ShowItemForm, show_item, _about_item, "Show this item to everybody present", "Show item",
    "Everybody present can see the item on the screen.",
)  # fmt: skip
change_action_page = web.verb(
    ChangeActionForm, change_action, _about_action, "Change this action", "Save action",
    "The action is changed.",
)  # fmt: skip
complete_action_page = web.verb(
    CompleteActionForm, complete_action, _about_action, "Complete this action",
    "Complete action", "The action is complete.",
)  # fmt: skip
withdraw_action_page = web.verb(
    WithdrawActionForm, withdraw_action, _about_action, "Withdraw this action",
    "Withdraw action", "The action is withdrawn.",
)  # fmt: skip
reopen_action_page = web.verb(
    ReopenActionForm, reopen_action, _about_action, "Open this action again", "Open action",
    "The action is open again.",
)  # fmt: skip
