"""The figure of joint reviews: whether SIO and LRO both confirmed one in time."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from broadhurst.capabilities.liaison.figures.contact import days_since_met, lead_pairs
from broadhurst.capabilities.liaison.models import ReviewAnswer
from broadhurst.capabilities.liaison.rules.recording import MEET_WITHIN, meet_within
from broadhurst.capabilities.register.models import Ownership
from broadhurst.capabilities.register.queries.ocgs import in_force_at
from broadhurst.foundation import clock
from broadhurst.foundation.figure import Measure, Part, Record, Row, Scope, how_many_did
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
    many: Counter[int] = Counter()
    did: Counter[int] = Counter()
    pairs = _reviewed(scope, as_of).order_by()
    read = pairs.values_list("owner_id", "tier", "from_at", "lro_from", "reviewed_on")
    for owner, tier, sio_from, lro_from, reviewed_on in read:
        days = days_since_met(sio_from, lro_from, reviewed_on, as_of)
        many[owner] += 1
        did[owner] += days <= meet_within(tier)
    return {owner: Part(count, did[owner]) for owner, count in many.items()}


def _row(lead: Any, as_of: date) -> Row:
    days = days_since_met(lead.from_at, lead.lro_from, lead.reviewed_on, as_of)
    ocg, since = lead.ocg, "" if lead.reviewed_on else ", no review confirmed yet"
    text = f"{ocg.name}: {words.count(days, 'day')}{since}"
    record = Record(ocg.ref, text, reverse("dossier:ocg_liaison", args=[ocg.ref]))
    return Row(record, frozenset({lead.owner_id}), value=int(days <= meet_within(lead.tier)))


reviewed_jointly = Measure(
    "reviewed_jointly", "OCGs with a joint review that SIO and LRO both confirmed", "OCGs", "OCG",
    "OCGs that the organisation owned at the end of the day and that had both an SIO and an LRO: "
    "how many have a joint review that those two confirmed, and that they held in the days "
    f"before: {MEET_WITHIN[1]} for tier 1 or no tier, {MEET_WITHIN[2]} for tier 2 and "
    f"{MEET_WITHIN[3]} for tier 3. A pair without a confirmed review counts from the day that the "
    "later of them was named.",
    _rows, value=how_many_did, of=("OCGs", "OCG"), is_of_a_period=False, by_agency=_by_owner,
)  # fmt: skip

FIGURES: list[Measure] = [reviewed_jointly]
