"""Checks, and what the reader's own unit has entered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import (
    Check,
    Entry,
    Hit,
    HitSide,
    Referral,
)
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.database.prepared import array, columns, read, send
from broadhurst.foundation.sending import Sent

# Of a check's hits the sides of its unit, as far as the reader sees them.
TOLD = f"""
SELECT {columns(Hit, "h")}, a.name, s.ring
FROM deconfliction_hitside s
JOIN deconfliction_hit h ON h.id = s.hit_id
JOIN agencies_unit u ON u.id = s.other_unit_id
JOIN agencies_agency a ON a.id = u.agency_id
WHERE s.hit_id = ANY (%(hits)s::bigint[]) AND s.unit_id = %(unit)s AND s.is_told
ORDER BY s.id
"""  # noqa: S608 - names of columns


@dataclass(frozen=True)
class Told:
    """A hit that a check answered with: what is shared, the other organisation, and who to call."""

    hit: Hit
    body: str
    ring: str


def latest_check(ocg: Ocg) -> Check | None:
    """The last check of all of an OCG's targets; that of one target as it was added is none."""
    whole = ocg.checks.exclude(occasion=Check.Occasion.REGISTERED)
    return whole.select_related("made_by").order_by("-made_at", "-pk").first()


@dataclass(frozen=True)
class ItemChecks:
    """Checks of single items, as each was added to an OCG or corrected: how many, and the last."""

    count: int
    last_at: datetime


def item_checks(ocg: Ocg) -> ItemChecks | None:
    """The checks of single items of an OCG; None without any."""
    single = ocg.checks.filter(occasion=Check.Occasion.REGISTERED, entries__gt=0)
    found = single.aggregate(count=Count("pk"), last_at=Max("made_at"))
    return ItemChecks(**found) if found["count"] else None


def is_fresh(check: Check | None) -> bool:
    """Whether a check serves a bid or a handover today."""
    if check is None:
        return False
    return rules.is_fresh(check.made_at.astimezone(clock.LONDON).date(), clock.today())


def entries_of(ocg: Ocg) -> QuerySet[Entry]:
    """What the reader's own unit has registered from an OCG, until it expires."""
    return Entry.objects.filter(ocg_ref=ocg.ref)


def hits_told(check: Check) -> Sequence[Told] | None:
    """The hits that a check answered with, none asked for where there is none.

    Not of a bulk check or an event, which have theirs on their own pages: None.
    """
    if not check.hits:
        return None if check.hit_count else []
    found = []
    for row in (check.asked or _ask(check)).rows():
        values = iter(row)
        found.append(Told(read(Hit, values), *values))
    return found


def ask_hits_told(made: Check) -> None:
    """Ask for them with what else is sent of a check that is being made: nothing waits for it."""
    if made.hits:
        made.asked = _ask(made)


def _ask(check: Check) -> Sent:
    return send(TOLD, {"hits": array(check.hits), "unit": check.unit_id})


def sides_of_check(check: Check) -> QuerySet[HitSide]:
    """The same as its unit sees them today, with what became of each."""
    return sides().filter(unit=check.unit_id, hit__in=check.hits)


def since_confirmed(checks: Collection[Check]) -> dict[str, list[HitSide]]:
    """By receipt, of the hits that went to a desk those which one has confirmed since, as the unit
    that asked sees them today. Of any other there is nothing here, whatever a desk has decided.
    """
    kept = Referral.objects.filter(receipt__in=[one.ref for one in checks])
    referred = list(kept.order_by("pk").values_list("receipt", "hit"))
    told = sides().filter(hit__in={hit for _, hit in referred})
    own = {(side.hit_id, side.unit_id): side for side in told}
    units = {one.ref: one.unit_id for one in checks}
    found: dict[str, list[HitSide]] = {ref: [] for ref in units}
    for receipt, hit in referred:
        ref = str(receipt)
        found[ref] += [own[hit, units[ref]]] if (hit, units[ref]) in own else []
    return found
