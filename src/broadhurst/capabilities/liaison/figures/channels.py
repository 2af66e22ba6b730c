"""The figure of OCGs whose SIO and LRO have an open channel."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

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
from broadhurst.capabilities.liaison.models import Meeting, Request
from broadhurst.capabilities.liaison.queries.log import tier_of
from broadhurst.capabilities.liaison.rules.recording import MEET_WITHIN, meet_within
from broadhurst.capabilities.register.models import Lead, Ocg, Ownership
from broadhurst.capabilities.register.queries.active_owners import active_ids, active_owners
from broadhurst.capabilities.register.queries.ocgs import in_force_at
from broadhurst.foundation import clock
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
)
from broadhurst.foundation.govuk import words


def _open_channels(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return the active OCGs: 1 for those with an open channel, and 0 for the others."""
    instant = clock.as_of(as_of)
    owner = Ownership.objects.filter(in_force_at(instant), ocg=OuterRef("pk"))
    meetings = Meeting.objects.filter(ocg=OuterRef("pk"), recorded_at__lt=instant)
    requests = Request.objects.filter(ocg=OuterRef("pk"), asked_at__lt=instant)
    ocgs: QuerySet[Any] = Ocg.objects.filter(pk__in=listed_ids(active_ids(scope, instant)))
    rows = ocgs.annotate(
        owning=Subquery(owner.values("agency")[:1]),
        sio_from=_lead_from("sio", instant),
        lro_from=_lead_from("lro", instant),
        met_on=Subquery(meetings.order_by("-met_on").values("met_on")[:1]),
        asked_at=Subquery(requests.order_by("-asked_at").values("asked_at")[:1]),
        tier=tier_of("pk", instant),
    )
    return [_channel_row(ocg, as_of) for ocg in rows.order_by("ref")]


def _lead_from(role: str, instant: datetime) -> Subquery:
    leads = Lead.objects.filter(in_force_at(instant), ocg=OuterRef("pk"), role=role)
    return Subquery(leads.values("from_at")[:1])


def _channel_row(ocg: Any, as_of: date) -> Row:
    days = _silent_days(ocg, as_of)
    if days is None:
        silence, is_open = f"no {'SIO' if ocg.sio_from is None else 'LRO'} named", False
    else:
        is_open = days <= meet_within(ocg.tier)
        silence = f"{words.count(days, 'day')} since they met, asked or were named"
    text = f"{ocg.name}: {silence}"
    record = Record(ocg.ref, text, record_address("dossier:ocg_liaison", ocg.ref))
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
    return by_owner(_channels_of(owners, histories(together([owners])), as_of))


def _channels_over_time(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
    days = days_known(scope, periods)
    history_of = histories(together(owners for _, owners in days))
    return [
        tally_of([is_open for _, is_open in _channels_of(owners, history_of, as_of)])
        for as_of, owners in days
    ]


open_channel = Measure(
    "open_channel", "OCGs with an open channel between SIO and LRO", "OCGs", "OCG",
    "OCGs that the organisation owned at the end of the day: how many had both an SIO and an LRO "
    "who, in the days before, met, asked each other for something or were named. The days are "
    f"{MEET_WITHIN[1]} for tier 1 or no tier, {MEET_WITHIN[2]} for tier 2 and {MEET_WITHIN[3]} for "
    "tier 3.",
    _open_channels, value=how_many_meet, of=("OCGs", "OCG"), is_of_a_period=False,
    by_agency=_channels_by_owner, series=_channels_over_time,
)  # fmt: skip

FIGURES: list[Measure] = [open_channel]
