"""The figure of joint reviews: whether SIO and LRO both confirmed one in time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from broadhurst.capabilities.liaison.figures.contact import days_since_met, lead_pairs
from broadhurst.capabilities.liaison.figures.histories import (
    Day,
    History,
    Met,
    by_owner,
    days_known,
    histories,
    tally_of,
    together,
)
from broadhurst.capabilities.liaison.models import ReviewAnswer
from broadhurst.capabilities.liaison.rules.recording import MEET_WITHIN, meet_within
from broadhurst.capabilities.register.models import Ownership
from broadhurst.capabilities.register.queries.active_owners import active_owners
from broadhurst.capabilities.register.queries.ocgs import in_force_at
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.database.arrays import Numbers, array
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


def _reviewed(scope: Scope, as_of: date) -> QuerySet[Any]:
    """Return the SIOs of OCGs with both leads, each with the last review that both confirmed."""
    instant = clock.as_of(as_of)
    confirmed = ReviewAnswer.objects.filter(
        is_confirmed=True,
        at__lt=instant,
        review__ocg=OuterRef("ocg"),
        review__meeting__sio=OuterRef("officer"),
        review__meeting__lro=OuterRef("ocg__leads__officer"),
    )
    owner = Ownership.objects.filter(in_force_at(instant), ocg=OuterRef("ocg"))
    latest = confirmed.order_by("-review__meeting__met_on").values("review__meeting__met_on")
    pairs: QuerySet[Any] = lead_pairs(scope, as_of).annotate(
        reviewed_on=Subquery(latest[:1]), owner_id=Subquery(owner.values("agency")[:1])
    )
    return pairs


def _rows(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return the OCGs with both leads: 1 for those reviewed in time, and 0 for the others."""
    return [
        _row(lead, as_of)
        for lead in _reviewed(scope, as_of).select_related("ocg").order_by("ocg__ref")
    ]


def _by_owner(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
    owners = active_owners(scope, clock.as_of(as_of))
    ocgs = together([owners])
    return by_owner(_pairs_of(owners, histories(ocgs), _confirmed(ocgs), as_of))


def _over_time(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
    days = days_known(scope, periods)
    ocgs = together(owners for _, owners in days)
    history_of, confirmed = histories(ocgs), _confirmed(ocgs)
    return [
        tally_of([met for _, met in _pairs_of(owners, history_of, confirmed, as_of)])
        for as_of, owners in days
    ]


@read_once
def _confirmed(ocgs: tuple[int, ...]) -> dict[int, list[Met]]:
    """Return the reviews that both leads confirmed, by the id of the OCG."""
    confirmed = defaultdict[int, list[Met]](list)
    for ocg, *review in _confirmed_on(array(ocgs)):
        confirmed[ocg].append(Met(*review))
    return confirmed


@prepared_query
def _confirmed_on(ocgs: Numbers) -> QuerySet[ReviewAnswer, Any]:
    answers = ReviewAnswer.objects.filter(AnyOf(F("review__ocg"), ocgs), is_confirmed=True)
    columns = ("met_on", "sio", "lro")
    meeting_columns = [f"review__meeting__{column}" for column in columns]
    return answers.order_by().values_list("review__ocg", *meeting_columns, "at")


def _pairs_of(
    owners: dict[int, int],
    history_of: dict[int, History],
    confirmed: dict[int, list[Met]],
    as_of: date,
) -> list[tuple[int, bool]]:
    """Return for each SIO and LRO the owning organisation, and whether they reviewed in time."""
    day = Day.of(as_of)
    return [
        (agency, days <= history_of[ocg].within(day.instant))
        for ocg, agency in owners.items()
        for days in replace(history_of[ocg], meetings=confirmed.get(ocg, [])).pairs(day)
    ]


def _row(lead: Any, as_of: date) -> Row:
    days = days_since_met(lead.from_at, lead.lro_from, lead.reviewed_on, as_of)
    ocg, since = lead.ocg, "" if lead.reviewed_on else ", no review confirmed yet"
    text = f"{ocg.name}: {words.count(days, 'day')}{since}"
    record = Record(ocg.ref, text, record_address("dossier:ocg_liaison", ocg.ref))
    return Row(record, frozenset({lead.owner_id}), value=int(days <= meet_within(lead.tier)))


reviewed_jointly = Measure(
    "reviewed_jointly", "OCGs with a joint review that SIO and LRO both confirmed", "OCGs", "OCG",
    "OCGs that the organisation owned at the end of the day and that had both an SIO and an LRO: "
    "how many have a joint review that those two confirmed, and that they held in the days "
    f"before: {MEET_WITHIN[1]} for tier 1 or no tier, {MEET_WITHIN[2]} for tier 2 and "
    f"{MEET_WITHIN[3]} for tier 3. A pair without a confirmed review counts from the day that the "
    "later of them was named.",
    _rows, value=how_many_meet, of=("OCGs", "OCG"), is_of_a_period=False, by_agency=_by_owner,
    series=_over_time,
)  # fmt: skip

FIGURES: list[Measure] = [reviewed_jointly]
