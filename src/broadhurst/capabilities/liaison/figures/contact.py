"""Figures of how long ago SIO and LRO met."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from broadhurst.capabilities.liaison.figures.histories import (
    Day,
    History,
    by_owner,
    days_known,
    histories,
    london,
    tally_of,
    together,
)
from broadhurst.capabilities.liaison.models import Meeting
from broadhurst.capabilities.liaison.queries.log import tier_of
from broadhurst.capabilities.liaison.rules.recording import MEET_WITHIN, meet_within
from broadhurst.capabilities.register.models import Lead, Ownership
from broadhurst.capabilities.register.queries.active_owners import active_ids, active_owners
from broadhurst.capabilities.register.queries.ocgs import in_force_at
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.reach import listed_ids
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import (
    Measure,
    Part,
    Period,
    Record,
    Row,
    Scope,
    Tally,
    how_many_meet,
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


def days_since_met(
    sio_since: datetime, lro_since: datetime, met_on: date | None, as_of: date
) -> int:
    """Return the days since a pair met, or since the later of them was named."""
    return (min(as_of, clock.today()) - (met_on or london(max(sio_since, lro_since)))).days


@read_once
def _days_of_pairs(scope: Scope, as_of: date) -> list[tuple[int, int, bool]]:
    """Return each pair's owning organisation, the days since they met, and if that is in time."""
    owners = active_owners(scope, clock.as_of(as_of))
    return _pairs_of(owners, histories(together([owners])), as_of)


def _pairs_of(
    owners: dict[int, int], history_of: dict[int, History], as_of: date
) -> list[tuple[int, int, bool]]:
    day = Day.of(as_of)
    return [
        (agency, days, days <= history_of[ocg].within(day.instant))
        for ocg, agency in owners.items()
        for days in history_of[ocg].pairs(day)
    ]


def _tally_of_days(scope: Scope, since: date | None, as_of: date) -> Tally:
    days = [days_since for _, days_since, _ in _days_of_pairs(scope, as_of)]
    return Tally(middle_of(days), len(days))


def _rhythm_by_owner(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
    return by_owner((agency, met) for agency, _, met in _days_of_pairs(scope, as_of))


def _rhythm_over_time(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
    days = days_known(scope, periods)
    history_of = histories(together(owners for _, owners in days))
    return [
        tally_of([met for _, _, met in _pairs_of(owners, history_of, as_of)])
        for as_of, owners in days
    ]


def _in_rhythm(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return the OCGs with both leads: 1 for those that met in time, and 0 for the others."""
    return [replace(row, value=int(row.value <= within)) for row, within in _contacts(scope, as_of)]


@read_once
def _contacts(scope: Scope, as_of: date) -> list[tuple[Row, int]]:
    """Return the OCGs with both leads, the days since those last met, and how many may pass.

    The longest time comes first.
    """
    owner = Ownership.objects.filter(in_force_at(clock.as_of(as_of)), ocg=OuterRef("ocg"))
    pairs = lead_pairs(scope, as_of).annotate(owner_id=Subquery(owner.values("agency")[:1]))
    rows = [
        (
            _contact_row(lead, days_since_met(lead.from_at, lead.lro_from, lead.met_on, as_of)),
            meet_within(lead.tier),
        )
        for lead in pairs.select_related("ocg")
    ]
    return sorted(rows, key=lambda pair: (-pair[0].value, pair[0].record.ref))


def _days_rows(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    return [row for row, _ in _contacts(scope, as_of)]


def _contact_row(lead: Any, days: int) -> Row:
    ocg, since = lead.ocg, "" if lead.met_on else ", not met yet"
    text = f"{ocg.name}: {words.count(days, 'day')}{since}"
    record = Record(ocg.ref, text, record_address("dossier:ocg_liaison", ocg.ref))
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
    _in_rhythm, value=how_many_meet, of=("OCGs", "OCG"), is_of_a_period=False,
    by_agency=_rhythm_by_owner, series=_rhythm_over_time,
)  # fmt: skip

FIGURES: list[Measure] = [days_since_contact, met_in_time]
