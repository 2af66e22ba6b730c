"""Checks with their hits, and entries of the reader's own unit."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, QuerySet

from broadhurst.capabilities.deconfliction.models import (
    BulkCheck,
    Check,
    Entry,
    Event,
    Hit,
    HitSide,
    Referral,
)
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.deconfliction.rules import checking
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.database.arrays import array
from broadhurst.foundation.database.prepared import Sent, columns, read, send

# The unit's sides of a check's hits, as far as the reader can see them.
TOLD = f"""
SELECT {columns(Hit, "h")}, a.name, s.other_contact
FROM deconfliction_hitside s
JOIN deconfliction_hit h ON h.id = s.hit_id
JOIN agencies_unit u ON u.id = s.other_unit_id
JOIN agencies_agency a ON a.id = u.agency_id
WHERE s.hit_id = ANY (%(hits)s::bigint[]) AND s.unit_id = %(unit)s AND s.is_disclosed
ORDER BY s.id
"""  # noqa: S608 - names of columns


@dataclass(frozen=True)
class DisclosedHit:
    """A hit of a check, with the other organisation and who to call."""

    hit: Hit
    body: str
    other_contact: str


def latest_check(ocg: Ocg) -> Check | None:
    """Return the last check of all of an OCG's targets.

    A check of one target, made as it was added, does not count.
    """
    return latest_checks([ocg]).get(ocg.pk)


def latest_checks(ocgs: Iterable[Ocg]) -> dict[int, Check]:
    """Return the last check of all targets of each OCG, by the OCG's id, in one query."""
    return {check.ocg_id or 0: check for check in _latest_whole([ocg.pk for ocg in ocgs])}


def ask_latest_checks(ocgs: Iterable[Ocg]) -> Ask:
    """Return the statement of `latest_checks`, to send it ahead."""
    return _latest_whole.ask([ocg.pk for ocg in ocgs])


@prepared_query
def _latest_whole(ocgs: list[int]) -> QuerySet[Check]:
    whole = Check.objects.filter(AnyOf(F("ocg"), ocgs))
    whole = whole.exclude(occasion=Check.Occasion.REGISTERED).select_related("made_by")
    return whole.order_by("ocg_id", "-made_at", "-pk").distinct("ocg_id")


@dataclass(frozen=True)
class ItemChecks:
    """Checks of single items as they were added or corrected: count and last time."""

    count: int
    last_at: datetime


def item_checks(ocg: Ocg) -> ItemChecks | None:
    """Return the checks of single items of an OCG, or None without any."""
    single = ocg.checks.filter(occasion=Check.Occasion.REGISTERED, entries__gt=0)
    totals = single.aggregate(count=Count("pk"), last_at=Max("made_at"))
    return ItemChecks(**totals) if totals["count"] else None


def is_fresh(check: Check | None) -> bool:
    """Return whether a check is recent enough for a bid or a handover today."""
    return check is not None and checking.is_fresh(check.made_at, clock.today())


def entries_of(ocg: Ocg) -> QuerySet[Entry]:
    """Return the entries of the reader's own unit from an OCG, until they expire."""
    return Entry.objects.filter(ocg_ref=ocg.ref)


def hits_told(check: Check) -> Sequence[DisclosedHit] | None:
    """Return the hits that a check answered with, without a query if there are none.

    Return None for a bulk check or an event with hits, which are on their own pages.
    """
    if not check.hits:
        return None if check.hit_count else []
    hits = []
    for row in (check.asked or _send_query(check)).rows():
        values = iter(row)
        hits.append(DisclosedHit(read(Hit, values), *values))
    return hits


def ask_hits_told(check: Check) -> None:
    """Send the query for a new check's hits early, so that its answer is ready."""
    if check.hits:
        check.asked = _send_query(check)


def _send_query(check: Check) -> Sent:
    return send(TOLD, {"hits": array(check.hits), "unit": check.unit_id})


def sides_of_check(check: Check) -> QuerySet[HitSide]:
    """Return a check's hits as its unit sees them today, with their outcomes."""
    return sides().filter(unit=check.unit_id, hit__in=check.hits)


def since_confirmed(checks: Collection[Check]) -> dict[str, list[HitSide]]:
    """Return the referred hits that a desk has confirmed since, by receipt.

    They are the sides of the unit that checked, as it sees them today. Hits that no desk has
    confirmed are left out, whatever a desk has decided.
    """
    referrals = Referral.objects.filter(receipt__in=[check.ref for check in checks])
    referred = list(referrals.order_by("pk").values_list("receipt", "hit"))
    visible = sides().filter(hit__in={hit for _, hit in referred})
    own_sides = {(side.hit_id, side.unit_id): side for side in visible}
    units = {check.ref: check.unit_id for check in checks}
    confirmed: dict[str, list[HitSide]] = {ref: [] for ref in units}
    for receipt, hit in referred:
        ref = str(receipt)
        confirmed[ref] += [own_sides[hit, units[ref]]] if (hit, units[ref]) in own_sides else []
    return confirmed


def event_of(check: Check) -> Event | None:
    """Return the event of the own unit that a check was for, until it is deleted."""
    of_event = check.occasion == Check.Occasion.EVENT
    return Event.objects.filter(ref=check.matter).first() if of_event else None


def bulk_check_of(check: Check) -> BulkCheck | None:
    """Return the bulk check that a receipt is for, until it expires."""
    of_bulk = check.occasion == Check.Occasion.BULK
    return BulkCheck.objects.filter(receipt=check).first() if of_bulk else None
