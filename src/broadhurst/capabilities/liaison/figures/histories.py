"""The leads, meetings, requests and tiers of many OCGs, to count their contact on several days.

The rows of all the OCGs are read once. A query for each OCG and day would take much longer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from broadhurst.capabilities.liaison.models import Meeting, Request
from broadhurst.capabilities.liaison.rules.recording import meet_within
from broadhurst.capabilities.register.models import Assessment, Lead
from broadhurst.capabilities.register.queries.active_owners import active_owners_at
from broadhurst.capabilities.register.queries.assessing import since_reactivated
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query, sent_ahead
from broadhurst.foundation.database.arrays import Numbers, array
from broadhurst.foundation.figure import Part, Period, Scope, Tally


class Day(NamedTuple):
    """A day of counting: the instant of its end, and the last day until which days are counted."""

    instant: datetime
    last: date

    @classmethod
    def of(cls, as_of: date) -> "Day":
        return cls(clock.as_of(as_of), min(as_of, clock.today()))


class Span(NamedTuple):
    """An officer who led on an OCG. `until_at` is None for one who leads now."""

    officer: int
    from_at: datetime
    until_at: datetime | None


class Met(NamedTuple):
    """A meeting of an SIO and an LRO."""

    met_on: date
    sio: int
    lro: int
    recorded_at: datetime


@dataclass(frozen=True)
class History:
    """The work of the leads of an OCG together. Tiers are in the order of their assessments."""

    leads: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    meetings: list[Met] = field(default_factory=list)
    asked_at: list[datetime] = field(default_factory=list)
    tiers: list[tuple[datetime, int | None]] = field(default_factory=list)

    def leading(self, role: str, instant: datetime) -> list[Span]:
        """Return who led in a role at an instant."""
        return [
            span
            for span in self.leads[role]
            if span.from_at <= instant and (span.until_at is None or span.until_at > instant)
        ]

    def within(self, instant: datetime) -> int:
        """Return within how many days the leads should have met, by the tier at an instant."""
        tier_then = None
        for moderated_at, tier in self.tiers:
            if moderated_at < instant:
                tier_then = tier
        return meet_within(tier_then)

    def pairs(self, day: Day) -> Iterator[int]:
        """Yield for each SIO and LRO the days since those two met, or were named."""
        for sio in self.leading(Lead.Role.SIO, day.instant):
            for lro in self.leading(Lead.Role.LRO, day.instant):
                days_met = [
                    meeting.met_on
                    for meeting in self.meetings
                    if (meeting.sio, meeting.lro) == (sio.officer, lro.officer)
                    and meeting.recorded_at < day.instant
                ]
                latest = max(days_met) if days_met else london(max(sio.from_at, lro.from_at))
                yield (day.last - latest).days

    def silent_days(self, day: Day) -> int | None:
        """Return the days since the leads met, asked or were named. None without both leads."""
        sios = self.leading(Lead.Role.SIO, day.instant)
        lros = self.leading(Lead.Role.LRO, day.instant)
        if not sios or not lros:
            return None
        request_times = (at for at in self.asked_at if at < day.instant)
        days_met = (
            meeting.met_on for meeting in self.meetings if meeting.recorded_at < day.instant
        )
        latest = london(max(sios[0].from_at, lros[0].from_at, *request_times))
        return (day.last - max([latest, *days_met])).days


def london(instant: datetime) -> date:
    """Return the day of an instant in London."""
    return instant.astimezone(clock.LONDON).date()


@read_once
def histories(ocgs: tuple[int, ...]) -> dict[int, History]:
    """Return the history of each OCG, by id. An OCG without rows has an empty one."""
    by_ocg = {ocg: History() for ocg in ocgs}
    ids = array(ocgs)
    with sent_ahead(query.ask(ids) for query in (_leads, _meetings, _requests, _tiers)):
        for ocg, role, officer, from_at, until_at in _leads(ids):
            by_ocg[ocg].leads[role].append(Span(officer, from_at, until_at))
        for ocg, met_on, sio, lro, recorded_at in _meetings(ids):
            by_ocg[ocg].meetings.append(Met(met_on, sio, lro, recorded_at))
        for ocg, asked_at in _requests(ids):
            by_ocg[ocg].asked_at.append(asked_at)
        for ocg, at, tier in _tiers(ids):
            by_ocg[ocg].tiers.append((at, tier))
    return by_ocg


@prepared_query
def _leads(ocgs: Numbers) -> QuerySet[Lead, Any]:
    leads = Lead.objects.filter(AnyOf(F("ocg"), ocgs), role__in=(Lead.Role.SIO, Lead.Role.LRO))
    columns = ("ocg", "role", "officer", "from_at", "until_at")
    return leads.order_by("from_at").values_list(*columns)


@prepared_query
def _meetings(ocgs: Numbers) -> QuerySet[Meeting, Any]:
    meetings = Meeting.objects.filter(AnyOf(F("ocg"), ocgs)).order_by()
    return meetings.values_list("ocg", "met_on", "sio", "lro", "recorded_at")


@prepared_query
def _requests(ocgs: Numbers) -> QuerySet[Request, Any]:
    return Request.objects.filter(AnyOf(F("ocg"), ocgs)).order_by().values_list("ocg", "asked_at")


@prepared_query
def _tiers(ocgs: Numbers) -> QuerySet[Assessment, Any]:
    accepted = Assessment.objects.filter(
        AnyOf(F("ocg"), ocgs), since_reactivated(), moderation__outcome="accepted"
    )
    tiers = accepted.order_by("scored_at", "pk")
    return tiers.values_list("ocg", "moderation__moderated_at", "moderation__tier")


def together(groups: Iterable[Iterable[int]]) -> tuple[int, ...]:
    """Return the OCGs of several days without duplicates, so each history is read once."""
    return tuple(sorted({ocg for group in groups for ocg in group}))


def by_owner(counted: Iterable[tuple[int, bool]]) -> dict[int, Part]:
    """Count the records of each organisation, and those that meet the condition."""
    rows = list(counted)
    totals = Counter(agency for agency, _ in rows)
    matching = Counter(agency for agency, is_so in rows if is_so)
    return {agency: Part(count, matching[agency]) for agency, count in totals.items()}


def days_known(scope: Scope, periods: Sequence[Period]) -> list[tuple[date, dict[int, int]]]:
    """Return the last day of each period, with the OCGs that were active then and their owners."""
    days = [as_of for _, as_of in periods]
    return list(zip(days, active_owners_at(scope, tuple(map(clock.as_of, days))), strict=True))


def tally_of(conditions_met: Sequence[bool]) -> Tally:
    """Count the records that meet the figure's condition. Each says whether it does."""
    numerator = sum(conditions_met)
    return Tally(numerator, len(conditions_met), numerator)
