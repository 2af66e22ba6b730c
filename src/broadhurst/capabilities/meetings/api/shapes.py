"""The answers about agendas and actions, from their rows."""

from broadhurst.capabilities.meetings.api.schemas import (
    AgendaItemOut,
    AgendaOut,
    AttendanceOut,
    MeetingActionOut,
    MinutesCorrectionOut,
)
from broadhurst.capabilities.meetings.models import (
    Agenda,
    Attendance,
    Correction,
    Item,
    MeetingAction,
)
from broadhurst.capabilities.meetings.queries.agendas import (
    actions_of,
    attendance_of,
    items_of,
    title_of,
)
from broadhurst.capabilities.meetings.queries.minutes import decision_in_words


def as_item(item: Item) -> AgendaItemOut:
    return AgendaItemOut(
        ref=item.ref,
        meeting=item.agenda.meeting.ref,
        place=item.place,
        kind=item.kind,
        title=title_of(item),
        bid=item.bid.ref if item.bid else None,
        papers=item.papers,
        note=item.note,
        decision=decision_in_words(item),
        is_carried=item.is_carried,
        removed_because=item.removed_because,
    )


def as_attendance(row: Attendance) -> AttendanceOut:
    return AttendanceOut(
        meeting=row.agenda.meeting.ref,
        officer=row.officer.username if row.officer else None,
        guest=row.guest,
        status=row.status,
    )


def as_correction(correction: Correction) -> MinutesCorrectionOut:
    return MinutesCorrectionOut(
        meeting=correction.agenda.meeting.ref,
        text=correction.text,
        by=correction.by.username,
        at=correction.at,
    )


def as_action(action: MeetingAction) -> MeetingActionOut:
    return MeetingActionOut(
        ref=action.ref,
        meeting=action.meeting.ref,
        board=action.meeting.board.ref,
        title=action.title,
        owner=action.owner.username,
        due_on=action.due_on,
        stage=action.stage,
        outcome=action.outcome,
        closed_at=action.closed_at,
    )


def as_agenda(agenda: Agenda) -> AgendaOut:
    corrections = agenda.corrections.select_related("by", "agenda__meeting")
    attendance = attendance_of(agenda).select_related("officer", "agenda__meeting")
    return AgendaOut(
        meeting=agenda.meeting.ref,
        board=agenda.meeting.board.ref,
        at=agenda.meeting.at,
        agreed_at=agenda.agreed_at,
        items=[as_item(item) for item in items_of(agenda)],
        attendance=[as_attendance(row) for row in attendance],
        actions=[as_action(action) for action in actions_of(agenda.meeting)],
        corrections=[as_correction(correction) for correction in corrections],
    )
