"""Read agendas, their items and who attends, as far as the reader may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from broadhurst.capabilities.meetings.models import Agenda, Attendance, Item, MeetingAction
from broadhurst.capabilities.meetings.rules.agendas import hidden_from
from broadhurst.capabilities.meetings.rules.invitation import LASTS
from broadhurst.capabilities.tasking.models import Attendee, Decision, Meeting
from broadhurst.capabilities.tasking.rules.bidding import UNDECIDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.agencies.models import Officer, Posting, in_force_on
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.doors.routes import record_address


def meetings() -> QuerySet[Meeting]:
    """Return meetings with their board. Everyone can read when a board meets."""
    return Meeting.objects.select_related("board__unit__agency")


@prepared_query
def meeting_at(ref: str) -> QuerySet[Meeting]:
    """Return the meeting of a reference, for its page."""
    rows = Meeting.objects.select_related("board__unit").filter(ref=ref)
    board = ("unit", "deputy", "secretary", "unit__key", "unit__name")
    return rows.only("ref", "at", "stage", *(f"board__{name}" for name in board))


@dataclass(frozen=True)
class PlannedMeeting:
    """A meeting in the calendar. It names the board and nothing else."""

    cover_name: str
    ref: str
    href: str
    starts_at: datetime
    ends_at: datetime


def planned_meetings_of(actor: Actor, since: datetime, until: datetime) -> list[PlannedMeeting]:
    """Return the meetings in a span of the boards that an actor is a member or an attendee of."""
    attends = Attendee.objects.filter(officer=actor.officer, removed_at=None).values("board")
    own_boards = Q(board__unit=actor.unit) | Q(board__in=attends)
    rows = meetings().filter(own_boards, at__gte=since, at__lt=until).order_by("at")
    return [
        PlannedMeeting(
            row.board.unit.name,
            row.ref,
            record_address("meetings:meeting", row.ref),
            row.at,
            row.at + LASTS,
        )
        for row in rows
    ]


def agendas() -> QuerySet[Agenda]:
    """Return the agendas that the reader may see, with their meeting."""
    return Agenda.objects.select_related(
        "dossier", "meeting__board__unit__agency", "prepared_by", "agreed_by", "agreed_in"
    )


def agenda_of(meeting: Meeting) -> Agenda | None:
    """Return the agenda of a meeting, or None if it has none that the reader may see."""
    for agenda in _agenda(meeting.pk):
        agenda.meeting = meeting
        return agenda
    return None


def ask_agenda(meeting: Meeting) -> Ask:
    """Return the statement of `agenda_of`, to send it ahead."""
    return _agenda.ask(meeting.pk)


@prepared_query
def _agenda(meeting: int) -> QuerySet[Agenda]:
    return Agenda.objects.filter(meeting=meeting).order_by()


def items() -> QuerySet[Item]:
    """Return items with their record, where the reader may see it.

    The records are fetched separately: a join would hide items of records that are no longer seen.
    """
    decisions = Decision.objects.select_related(
        "decided_by", "capability", "referred_to__unit", "meeting"
    )
    rows = Item.objects.select_related("agenda__meeting__board__unit", "subject", "concluded_by")
    return rows.prefetch_related(
        "ocg", "action__owner",
        Prefetch("bid__decisions", decisions.order_by("pk")),
        "bid__ocg", "bid__bidder", "bid__capability", "bid__board__unit",
    )  # fmt: skip


def items_of(agenda: Agenda) -> list[Item]:
    """Return the items of an agenda that the reader may see, in order."""
    return list(items().filter(agenda=agenda, removed_at=None))


def title_of(item: Item) -> str:
    """Return the title of an item: that of its record, or its own."""
    if item.kind == Item.Kind.OTHER:
        return item.title
    if item.action:
        return item.action.title
    if item.ocg:
        return str(item.ocg.name)
    if item.bid is None:
        return item.get_kind_display()
    bid: Any = item.bid
    ocg = getattr(bid, "ocg", None)
    return f"{bid.title}{f', for {ocg.name}' if ocg else ''}"


def decision_at(item: Item) -> Decision | None:
    """Return the decision on an item's bid at its meeting, or None."""
    if item.bid is None:
        return None
    made = [row for row in item.bid.decisions.all() if row.meeting_id == item.agenda.meeting_id]
    return made[-1] if made else None


def is_done(item: Item) -> bool:
    """Return whether the meeting has dealt with an item."""
    return item.concluded_at is not None or decision_at(item) is not None


def waits_for_decision(item: Item) -> bool:
    """Return whether the board has still to decide the item's bid."""
    return item.kind == Item.Kind.BID and item.bid is not None and item.bid.stage in UNDECIDED


def attendance_of(agenda: Agenda) -> QuerySet[Attendance]:
    """Return who is expected, was there or sent apologies, by name."""
    return agenda.attendance.select_related("officer").order_by("officer__name", "guest")


def principals_present(agenda: Agenda) -> list[set[int]]:
    """Return the principals of each person recorded as present. A guest has none."""
    present = _present(agenda.pk)
    officers = [officer for officer in present if officer]
    units: dict[int, set[int]] = {pk: {-pk} for pk in officers}
    for officer, unit in _units_of(officers, clock.today()) if officers else ():
        units[officer].add(unit)
    return [units[officer] if officer else set() for officer in present]


@prepared_query
def _present(agenda: int) -> QuerySet[Attendance, int | None]:
    """Return the officer of each person recorded as present. A guest has none."""
    rows = Attendance.objects.filter(agenda=agenda, status=Attendance.Status.PRESENT)
    return rows.order_by().values_list("officer", flat=True)


@prepared_query
def _units_of(officers: list[int], day: date) -> QuerySet[Posting, Any]:
    rows = Posting.objects.filter(in_force_on(day), AnyOf(F("officer"), officers))
    return rows.order_by().values_list("officer", "unit")


def count_hidden(item: Item, present: Sequence[set[int]]) -> int:
    """Return how many of those present may not see an item on the shared screen.

    It is 0 once the chair decided to show it. Readers whose access changed since are not trusted.
    """
    if item.subject is None or item.shown_because:
        return 0
    is_current = item.subject.lapses_at > clock.now()
    return hidden_from(item.subject.readers if is_current else (), present)


def actions() -> QuerySet[MeetingAction]:
    """Return the actions that the reader may see, with their meeting and owner."""
    return MeetingAction.objects.select_related("dossier", "owner", "meeting__board__unit")


def actions_of(meeting: Meeting) -> list[MeetingAction]:
    """Return the actions that a meeting gave, as far as the reader may see them."""
    return list(actions().filter(meeting=meeting).order_by("given_at", "pk"))


def officers_at(agenda: Agenda) -> QuerySet[Officer]:
    """Return the officers who are expected at a meeting or were there."""
    attending = agenda.attendance.filter(officer__isnull=False).values("officer")
    return Officer.objects.filter(pk__in=attending).order_by("name")


def following_meeting(meeting: Meeting) -> Meeting | None:
    """Return the next meeting of the board after one, if it has begun or was held."""
    rows = meeting.board.meetings.filter(at__gt=meeting.at, at__lte=clock.now())
    return rows.order_by("at").first()


def locked_agenda(agenda: Agenda) -> Agenda:
    """Lock and return the agenda, so that two people do not give two items one place.

    Its meeting is locked first, so that nobody closes it meanwhile.
    """
    take(Meeting, agenda.meeting_id)
    return lock(agendas(), agenda)


def locked_item(item: Item) -> Item:
    """Lock the meeting and the agenda of an item, and return the item as it is now."""
    take(Meeting, item.agenda.meeting_id)
    take(Agenda, item.agenda_id)
    return lock(items(), item)


def locked_action(action: MeetingAction) -> MeetingAction:
    """Lock and return an action."""
    return lock(actions(), action)
