"""Figures of the contact of SIO and LRO: how long ago they met, and whether a channel is open."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from broadhurst.capabilities.liaison.figures.histories import (
    Day,
    History,
    histories,
    london,
    together,
)
from broadhurst.capabilities.liaison.models import Meeting, Request
from broadhurst.capabilities.liaison.queries.log import tier_of
from broadhurst.capabilities.liaison.rules.recording import MEET_WITHIN, meet_within
from broadhurst.capabilities.register.figures import active_ids, active_owners
from broadhurst.capabilities.register.models import Lead, Ocg, Ownership
from broadhurst.capabilities.register.queries.ocgs import in_force_at
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.reach import listed_ids
from broadhurst.foundation.figure import (
    Measure,
    Part,
    Period,
    Record,
    Row,
    Scope,
    Tally,
    how_many_did,
    middle,
    middle_of,
)
from broadhurst.foundation.govuk import words


def lead_pairs(scope: Scope, as_of: date) -> QuerySet[Any]:
    """Return the SIOs of OCGs with both leads at the end of a day.

    Each has the LRO (`lro_officer`, since `lro_from`) and the last meeting of this pair (`met_on`).
    """
    instant = clock.as_of(as_of)
    meetings = Meeting.objects.filter(
        ocg=OuterRef("ocg"),
        sio=OuterRef("officer"),
        lro=OuterRef("ocg__leads__officer"),
        recorded_at__lt=instant,
    )
    # One call, so that all of it is asked of the same lead.
    rows = Lead.objects.filter(
        in_force_at(instant),
        Q(ocg__leads__until_at=None) | Q(ocg__leads__until_at__gt=instant),
        ocg__in=listed_ids(active_ids(scope, instant)),
        role="sio",
        ocg__leads__role="lro",
        ocg__leads__from_at__lte=instant,
    )
    return rows.annotate(
        lro_from=F("ocg__leads__from_at"),
        met_on=Subquery(meetings.values("met_on")[:1]),
        tier=tier_of(before=instant),
    )


def days_since_met(since: datetime, other: datetime, met_on: date | None, as_of: date) -> int:
    """Return the days since a pair met, or since the later of them was named."""
    return (min(as_of, clock.today()) - (met_on or london(max(since, other)))).days


@read_once
def _days_of_pairs(scope: Scope, as_of: date) -> list[tuple[int, int, bool]]:
    """Return for each pair the owning organisation, the days since they met, and if in time."""
    owners = active_owners(scope, clock.as_of(as_of))
    return _pairs_of(owners, histories(together([owners])), as_of)


def _pairs_of(
    owners: dict[int, int], known: dict[int, History], as_of: date
) -> list[tuple[int, int, bool]]:
    day = Day.of(as_of)
    return [
        (agency, days, days <= known[ocg].within(day.instant))
        for ocg, agency in owners.items()
        for days in known[ocg].pairs(day)
    ]


def _tally_of_days(scope: Scope, since: date | None, as_of: date) -> Tally:
    days = [many for _, many, _ in _days_of_pairs(scope, as_of)]
    return Tally(middle_of(days), len(days))


def _rhythm_by_owner(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
    return _by_owner((agency, met) for agency, _, met in _days_of_pairs(scope, as_of))


def _by_owner(counted: Iterable[tuple[int, bool]]) -> dict[int, Part]:
    """Count the records of each organisation, and those that did."""
    rows = list(counted)
    many = Counter(agency for agency, _ in rows)
    did = Counter(agency for agency, is_so in rows if is_so)
    return {agency: Part(count, did[agency]) for agency, count in many.items()}


def _days_known(scope: Scope, periods: Sequence[Period]) -> list[tuple[date, dict[int, int]]]:
    """Return the last day of each period, with the OCGs that were active then and their owners."""
    return [(as_of, active_owners(scope, clock.as_of(as_of))) for _, as_of in periods]


def _rhythm_over_time(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
    days = _days_known(scope, periods)
    known = histories(together(owners for _, owners in days))
    return [
        _tally_of([met for _, _, met in _pairs_of(owners, known, as_of)]) for as_of, owners in days
    ]


def _tally_of(did: Sequence[bool]) -> Tally:
    return Tally(sum(did), len(did), sum(did))


def _in_rhythm(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return the OCGs with both leads: 1 for those that met in time, and 0 for the others."""
    return [replace(row, value=int(row.value <= within)) for row, within in _contacts(scope, as_of)]


@read_once
def _contacts(scope: Scope, as_of: date) -> list[tuple[Row, int]]:
    """Return the OCGs with both leads, the days since those last met, and how many may pass.

    The longest time comes first.
    """
    owner = Ownership.objects.filter(in_force_at(clock.as_of(as_of)), ocg=OuterRef("ocg"))
    found = lead_pairs(scope, as_of).annotate(owner_id=Subquery(owner.values("agency")[:1]))
    rows = [
        (
            _contact_row(lead, days_since_met(lead.from_at, lead.lro_from, lead.met_on, as_of)),
            meet_within(lead.tier),
        )
        for lead in found.select_related("ocg")
    ]
    return sorted(rows, key=lambda pair: (-pair[0].value, pair[0].record.ref))


def _days_rows(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    return [row for row, _ in _contacts(scope, as_of)]


def _contact_row(lead: Any, days: int) -> Row:
    ocg, since = lead.ocg, "" if lead.met_on else ", not met yet"
    text = f"{ocg.name}: {words.count(days, 'day')}{since}"
    record = Record(ocg.ref, text, reverse("dossier:ocg_liaison", args=[ocg.ref]))
    return Row(record, frozenset({lead.owner_id}), value=days)


days_since_contact = Measure(
    "days_since_contact", "Days since SIO and LRO last met, or were named (median)", "days", "day",
    "For each OCG that the organisation owned at the end of the day and that had both an SIO and "
    "an LRO: the days since those two last met, or since the later of them was named. The figure "
    "is the median.",
    _days_rows, value=middle, is_of_a_period=False, tally=_tally_of_days,
)  # fmt: skip

met_in_time = Measure(
    "met_in_time", "SIO and LRO met as often as the tier asks", "OCGs", "OCG",
    "OCGs that the organisation owned at the end of the day and that had both an SIO and an LRO: "
    f"how many where those two met in the days before: {MEET_WITHIN[1]} for tier 1 or no tier, "
    f"{MEET_WITHIN[2]} for tier 2 and {MEET_WITHIN[3]} for tier 3. A pair that has not met yet "
    "counts from the day that the later of them was named.",
    _in_rhythm, value=how_many_did, of=("OCGs", "OCG"), is_of_a_period=False,
    by_agency=_rhythm_by_owner, series=_rhythm_over_time,
)  # fmt: skip


def _open_channels(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return the active OCGs: 1 for those with an open channel, and 0 for the others."""
    instant = clock.as_of(as_of)
    owner = Ownership.objects.filter(in_force_at(instant), ocg=OuterRef("pk"))
    met = Meeting.objects.filter(ocg=OuterRef("pk"), recorded_at__lt=instant)
    asked = Request.objects.filter(ocg=OuterRef("pk"), asked_at__lt=instant)
    ocgs: QuerySet[Any] = Ocg.objects.filter(pk__in=listed_ids(active_ids(scope, instant)))
    rows = ocgs.annotate(
        owning=Subquery(owner.values("agency")[:1]),
        sio_from=_lead_from("sio", instant),
        lro_from=_lead_from("lro", instant),
        met_on=Subquery(met.order_by("-met_on").values("met_on")[:1]),
        asked_at=Subquery(asked.order_by("-asked_at").values("asked_at")[:1]),
        tier=tier_of("pk", instant),
    )
    return [_channel_row(ocg, as_of) for ocg in rows.order_by("ref")]


def _lead_from(role: str, instant: datetime) -> Subquery:
    leads = Lead.objects.filter(in_force_at(instant), ocg=OuterRef("pk"), role=role)
    return Subquery(leads.values("from_at")[:1])


def _channel_row(ocg: Any, as_of: date) -> Row:
    days = _silent_days(ocg, as_of)
    if days is None:
        said, is_open = f"no {'SIO' if ocg.sio_from is None else 'LRO'} named", False
    else:
        is_open = days <= meet_within(ocg.tier)
        said = f"{words.count(days, 'day')} since they met, asked or were named"
    text = f"{ocg.name}: {said}"
    record = Record(ocg.ref, text, reverse("dossier:ocg_liaison", args=[ocg.ref]))
    return Row(record, frozenset({ocg.owning}), value=int(is_open))


def _silent_days(ocg: Any, as_of: date) -> int | None:
    """Return the days since a meeting or a request, or since both were named; None without both."""
    if ocg.sio_from is None or ocg.lro_from is None:
        return None
    instants = [max(ocg.sio_from, ocg.lro_from), ocg.asked_at]
    days: list[date] = [london(at) for at in instants if at]
    latest: date = max(days + ([ocg.met_on] if ocg.met_on else []))
    return (min(as_of, clock.today()) - latest).days


def _channels_of(
    owners: dict[int, int], known: dict[int, History], as_of: date
) -> list[tuple[int, bool]]:
    """Return the owner of each OCG, and whether its channel is open."""
    day = Day.of(as_of)
    return [(agency, _is_open(known[ocg], day)) for ocg, agency in owners.items()]


def _is_open(history: History, day: Day) -> bool:
    days = history.silent_days(day)
    return days is not None and days <= history.within(day.instant)


def _channels_by_owner(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
    owners = active_owners(scope, clock.as_of(as_of))
    return _by_owner(_channels_of(owners, histories(together([owners])), as_of))


def _channels_over_time(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
    days = _days_known(scope, periods)
    known = histories(together(owners for _, owners in days))
    return [
        _tally_of([is_open for _, is_open in _channels_of(owners, known, as_of)])
        for as_of, owners in days
    ]


open_channel = Measure(
    "open_channel", "OCGs with an open channel between SIO and LRO", "OCGs", "OCG",
    "OCGs that the organisation owned at the end of the day: how many had both an SIO and an LRO "
    "who, in the days before, met, asked each other for something or were named. The days are "
    f"{MEET_WITHIN[1]} for tier 1 or no tier, {MEET_WITHIN[2]} for tier 2 and {MEET_WITHIN[3]} for "
    "tier 3.",
    _open_channels, value=how_many_did, of=("OCGs", "OCG"), is_of_a_period=False,
    by_agency=_channels_by_owner, series=_channels_over_time,
)  # fmt: skip

FIGURES: list[Measure] = [days_since_contact, met_in_time, open_channel]
