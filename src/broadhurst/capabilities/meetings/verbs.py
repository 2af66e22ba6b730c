"""The verbs of meetings, at the API and the terminal."""

from broadhurst.capabilities.meetings.api.shapes import (
    as_action,
    as_agenda,
    as_attendance,
    as_correction,
    as_item,
)
from broadhurst.capabilities.meetings.cli import prepared, saved_action
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
from broadhurst.capabilities.meetings.queries.agendas import actions, agendas, items, meetings
from broadhurst.foundation.doors.verbs import Subject, Verb

MEETING = Subject("meeting", "/meetings/{ref}", lambda _actor: meetings())
AGENDA = Subject(
    "agenda", "/agendas/{ref}", lambda _actor: agendas(), lookup=lambda ref: {"meeting__ref": ref}
)
ITEM = Subject("item", "/agenda-items/{ref}", lambda _actor: items())
ACTION = Subject("action", "/meeting-actions/{ref}", lambda _actor: actions())

VERBS = (
    Verb(
        "prepare-agenda", PrepareAgendaForm, prepare_agenda, MEETING,
        "Add waiting records to the agenda", as_agenda, says=prepared
    ),
    Verb(
        "add-item", AddItemForm, add_item, AGENDA, "Add other business to an agenda", as_item,
        says="Item {.ref} is added to the agenda.".format,
    ),
    Verb(
        "record-attendance", RecordAttendanceForm, record_attendance, AGENDA,
        "Record who is at a meeting", as_attendance,
        says="The attendance at meeting {.agenda.meeting.ref} is recorded.".format,
    ),
    Verb(
        "give-action", GiveActionForm, give_action, AGENDA, "Give somebody an action", as_action,
        says=saved_action
    ),
    Verb(
        "correct-minutes", CorrectMinutesForm, correct_minutes, AGENDA,
        "Note a correction of the minutes", as_correction,
        says="The minutes of meeting {.agenda.meeting.ref} have a correction.".format,
    ),
    Verb(
        "agree-minutes", AgreeMinutesForm, agree_minutes, AGENDA, "Agree the minutes", as_agenda,
        says="The minutes of meeting {.meeting.ref} are agreed.".format,
    ),
    Verb(
        "edit-item", EditItemForm, edit_item, ITEM, "Edit an agenda item", as_item,
        says="Item {.ref} is saved.".format,
    ),
    Verb(
        "move-item", MoveItemForm, move_item, ITEM, "Move an agenda item", as_item,
        says="Item {.ref} is moved.".format,
    ),
    Verb(
        "remove-item", RemoveItemForm, remove_item, ITEM, "Remove an agenda item", as_item,
        says="Item {.ref} is removed from the agenda.".format,
    ),
    Verb(
        "conclude-item", ConcludeItemForm, conclude_item, ITEM, "Write the note of an agenda item",
        as_item,
        says="The note of item {.ref} is saved.".format,
    ),
    Verb(
        "show-item", ShowItemForm, show_item, ITEM, "Show an item to everybody present", as_item,
        says="Item {.ref} is shown to everybody present.".format,
    ),
    Verb(
        "change-action", ChangeActionForm, change_action, ACTION, "Change an action of a meeting",
        as_action, address="/meeting-actions/{ref}/change", says=saved_action
    ),
    Verb(
        "complete-action", CompleteActionForm, complete_action, ACTION,
        "Complete an action of a meeting", as_action, address="/meeting-actions/{ref}/complete",
        says=saved_action
    ),
    Verb(
        "withdraw-action", WithdrawActionForm, withdraw_action, ACTION,
        "Withdraw an action of a meeting", as_action, address="/meeting-actions/{ref}/withdraw",
        says=saved_action
    ),
    Verb(
        "reopen-action", ReopenActionForm, reopen_action, ACTION,
        "Open an action of a meeting again", as_action, address="/meeting-actions/{ref}/reopen",
        says=saved_action
    ),
)  # fmt: skip
