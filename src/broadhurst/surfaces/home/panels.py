"""Panels of home beside the tasks: changes, the load of a unit, a board's next meeting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from broadhurst.capabilities.deconfliction.queries.ocg_hits import ask_counts
from broadhurst.capabilities.duty_desks.queries.waiting import ROOM as DESKS
from broadhurst.capabilities.establishment.queries.visits import last_visit
from broadhurst.capabilities.following.queries import Changes, changes_on
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.register.models import Lead, Ocg, Ownership
from broadhurst.capabilities.register.rules.registering import is_partner
from broadhurst.capabilities.tasking.models import Meeting
from broadhurst.capabilities.tasking.queries.bids import slim_bids
from broadhurst.capabilities.tasking.rules.bidding import UNDECIDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.agencies.models import Role
from broadhurst.foundation.agencies.sessions import LAST_VISIT
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.drafts.store import drafts_of
from broadhurst.foundation.notices.waiting import Waiting
from broadhurst.foundation.notices.words import words
from broadhurst.surfaces.home.drafts import with_records

OCGS_SHOWN = 5
LINES_SHOWN = 3
LEADS_SHOWN = 10
BIDS_SHOWN = 10
DRAFTS_SHOWN = 5
FIRST_VISIT = timedelta(days=7)  # what a first visit shows of the past
OCCASIONAL = frozenset({Role.PARTNER, Role.POLICING_BODY, Role.CLEARER})

HAS = """
SELECT ARRAY (SELECT w.ocg_id FROM register_ownership w JOIN register_ocg o ON o.id = w.ocg_id
              WHERE w.unit_id = %(unit)s AND w.until_at IS NULL AND o.state = 'active'),
       ARRAY (SELECT l.ocg_id FROM register_acting_lead l
              JOIN register_ocg o ON o.id = l.ocg_id
              WHERE l.officer_id = %(officer)s AND l.until_at IS NULL AND o.state = 'active'),
       ARRAY (SELECT ocg_id FROM following_follow WHERE officer_id = %(officer)s),
       EXISTS (SELECT FROM register_acting_lead WHERE officer_id = %(officer)s),
       EXISTS (SELECT FROM drafts_draft WHERE posting_id = %(posting)s AND expires_at > %(now)s)
"""


@dataclass(frozen=True)
class Has:
    """The ids of the active OCGs that an actor's unit owns, or the officer leads or follows.

    `leads` says whether the officer leads any, also archived ones, and `drafted` whether there are
    drafts.
    """

    owned: list[int]
    led: list[int]
    followed: list[int]
    leads: bool
    drafted: bool

    @property
    def ocgs(self) -> set[int]:
        """The OCGs that the actor answers for."""
        return {*self.owned, *self.led}


def has(actor: Actor) -> Has:
    """Return the kinds of task that an actor has, in one statement, so that home skips the rest."""
    return Has(*send(*ask_has(actor)).row())


def ask_has(actor: Actor) -> Ask:
    """Return the statement that `has` sends."""
    parameters: dict[str, Any] = {"unit": actor.unit.pk, "officer": actor.officer.pk}
    return HAS, parameters | {"posting": actor.posting.pk, "now": clock.now()}


def drafts_beside(actor: Actor) -> dict[str, Any]:
    """Return the actor's newest drafts, and whether there are more."""
    newest = list(drafts_of(actor)[: DRAFTS_SHOWN + 1])
    drafts = with_records(newest[:DRAFTS_SHOWN])
    return {"drafts": drafts, "more_drafts": len(newest) > DRAFTS_SHOWN}


@dataclass(frozen=True)
class Changed:
    """The changes on one OCG since an earlier visit: the newest, and how many more."""

    ocg: Ocg
    lines: list[str]
    more: int


@dataclass
class Load:
    """An officer or a unit: the OCGs that they lead or own, and the open actions on these."""

    name: str
    ocgs: int = 0
    open: int = 0
    late: int = 0


def since_last_visit(session: Any) -> datetime:
    """Return the last visit a day or more before this one, or a week ago without any."""
    last = session.get(LAST_VISIT)
    return datetime.fromisoformat(last) if last else clock.now() - FIRST_VISIT


def visited(actor: Actor) -> datetime:
    """Return the same instant for somebody without a session, as at the API and the terminal."""
    return last_visit(actor) or clock.now() - FIRST_VISIT


def changed(actor: Actor, has_now: Has, since: datetime) -> list[Changed]:
    """Return what others changed on OCGs that the actor follows or leads."""
    # The timeline has the rest. A partner cannot see it.
    most = None if is_partner(actor.agency) else LINES_SHOWN
    changes = all_changed(actor, has_now, since)[:OCGS_SHOWN]
    return [_first_lines(change, most) for change in changes]


def all_changed(actor: Actor, has_now: Has, since: datetime) -> list[Changes]:
    """Return the same changes, each in full, for the API and the terminal."""
    ids = sorted({*has_now.followed, *has_now.led})
    return changes_on(_ocgs(ids) if ids else [], actor, since)


@prepared_query
def _ocgs(ids: list[int]) -> QuerySet[Ocg]:
    return Ocg.objects.filter(AnyOf(F("pk"), ids))


def asks_beside(actor: Actor, has_now: Has) -> list[Ask]:
    """Return statements of the panels, to send them ahead."""
    ids = sorted({*has_now.followed, *has_now.led})
    asks = [_ocgs.ask(ids)] if ids else []
    if actor.has(Role.COORDINATOR):
        asks.append(_by_unit.ask(actor.agency.pk))
    elif has_now.owned:
        asks.append(_by_lead.ask(has_now.owned))
    return [*asks, *([ask_counts(has_now.ocgs)] if has_now.ocgs else [])]


def _first_lines(changes: Changes, most: int | None) -> Changed:
    lines = [words(event) for event in changes.events[:most]]
    return Changed(changes.ocg, lines, len(changes.events) - len(lines))


def load_beside(actor: Actor, has_now: Has) -> list[Load]:
    """Return the load of the actor's unit by lead, or of a coordinator's organisation by unit.

    The most late actions come first. It takes two queries, whatever the number of OCGs.
    """
    is_of_units = actor.has(Role.COORDINATOR)
    return _summed(_by_unit(actor.agency.pk) if is_of_units else _by_lead(has_now.owned))


@prepared_query
def _by_unit(agency: int) -> QuerySet[Ownership, tuple[int, int, str]]:
    owned = Ownership.objects.filter(until_at=None, ocg__state=Ocg.State.ACTIVE, agency=agency)
    return owned.values_list("ocg", "unit", "unit__name").order_by().distinct()


@prepared_query
def _by_lead(ocgs: list[int]) -> QuerySet[Lead, tuple[int, int, str]]:
    leads = Lead.objects.filter(AnyOf(F("ocg"), ocgs), until_at=None)
    return leads.values_list("ocg", "officer", "officer__name").order_by().distinct()


def _summed(rows: Iterable[tuple[int, int, str]]) -> list[Load]:
    """Return the load of each person or unit. `rows` have an OCG, a key and a name."""
    loads: dict[int, Load] = {}
    of_ocg: dict[int, list[Load]] = {}
    for ocg, key, name in rows:
        load = loads.setdefault(key, Load(name))
        load.ocgs += 1
        of_ocg.setdefault(ocg, []).append(load)
    if not of_ocg:
        return []
    for ocg, is_open, is_late in _actions_on([*of_ocg], clock.today()):
        for load in of_ocg[ocg]:
            load.open, load.late = load.open + is_open, load.late + is_late
    return sorted(loads.values(), key=lambda load: (-load.late, -load.ocgs, load.name))


@prepared_query
def _actions_on(ocgs: list[int], today: date) -> QuerySet[Action, tuple[int, int, int]]:
    """Select the numbers of open and of late actions on each OCG."""
    actions = Action.objects.filter(AnyOf(F("objective__plan__ocg"), ocgs), closed_at=None)
    late = Count("pk", filter=Q(due_on__lt=today))
    counted = actions.order_by().values("objective__plan__ocg").annotate(Count("pk"), late=late)
    return counted.values_list("objective__plan__ocg", "pk__count", "late")


def desk_queue(tasks: Sequence[Waiting]) -> list[Waiting]:
    """Return the reviews among the tasks of a duty desk, oldest first."""
    return [task for task in tasks if task.room == DESKS]


def next_meeting(actor: Actor) -> dict[str, Any] | None:
    """Return the next meeting of a chair's board with the bids that wait for it, or None."""
    if not actor.has(Role.CHAIR) and not actor.has(Role.GATEWAY):
        return None
    for meeting in _meetings_of(actor.unit.pk, clock.now()):
        bids = _undecided(meeting.board_id, meeting.pk)
        return {"meeting": meeting, "board": actor.unit, "bids": bids}
    return None


@prepared_query
def _meetings_of(unit: int, now: datetime) -> QuerySet[Meeting]:
    """Select the next planned meeting of the board of a unit."""
    rows = Meeting.objects.filter(board__unit=unit, stage=Meeting.Stage.PLANNED, at__gt=now)
    return rows.order_by("at")[:1]


@prepared_query
def _undecided(board: int, meeting: int) -> QuerySet[Any]:
    """Select the oldest bids that a meeting of a board may decide on."""
    bids = slim_bids().filter(board=board, stage__in=UNDECIDED)
    waiting = bids.filter(Q(meeting=meeting) | Q(meeting=None)).order_by("submitted_at")
    return waiting[:BIDS_SHOWN]


def is_occasional(actor: Actor, has_now: Has) -> bool:
    """Return whether somebody only answers now and then, as a council officer does.

    A partner who leads an OCG works on it like any other lead.
    """
    return set(actor.roles) <= OCCASIONAL and not has_now.leads
