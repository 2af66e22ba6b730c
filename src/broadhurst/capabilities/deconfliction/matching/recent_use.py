"""Count an officer's recent checks for the rate limits, and flag what looks like fishing.

This looks past row-level security, which shows one posting at a time: an officer may check from
several postings. It returns only counts, and the officers with many checks.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta

from django.db.models import Q, Sum

from broadhurst.capabilities.deconfliction.models import (
    ROWS_CHECKED,
    BulkCheck,
    Check,
    Flag,
)
from broadhurst.capabilities.deconfliction.queries.on_duty import desk_of
from broadhurst.capabilities.deconfliction.rules.planning import EVENTS_AN_HOUR, Planned
from broadhurst.capabilities.deconfliction.rules.rate_limits import (
    ADDED_AN_HOUR,
    FISHING_WINDOW,
    OCGS_AN_HOUR,
    TARGETS_AN_HOUR,
    RecentUse,
    is_a_matter,
)
from broadhurst.capabilities.deconfliction.rules.trawling import Many
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Officer, Posting
from broadhurst.foundation.database.prepared import Sent, pipelined, send
from broadhurst.foundation.doors.references import new_reference

TO_COUNT = "to count an officer's recent checks"
TO_FLAG = "to flag what looks like fishing, for the desk"
# An arbitrary lock number. An officer's checks run one after another, so that all are counted.
ASKING = 0x61736B
LIMITS_AN_HOUR = (TARGETS_AN_HOUR, OCGS_AN_HOUR, ADDED_AN_HOUR, EVENTS_AN_HOUR)

LATELY = """
SELECT count(*) FILTER (WHERE made_at > %(hour)s), count(*), count(*) FILTER (WHERE referred > 0),
       coalesce(array_agg(matter), '{}')
FROM deconfliction_check
WHERE made_by_id = %(officer)s AND made_at > %(day)s AND (ocg_id IS NULL) = %(single)s
  AND occasion = %(occasion)s
"""
# Bulk checks count from their start, which is long before the receipt. One that was cancelled
# before it began does not count.
STARTED_LATELY = """
SELECT count(*) FILTER (WHERE b.asked_at > %(hour)s), count(*)
FROM deconfliction_bulkcheck b JOIN agencies_posting p ON p.id = b.posting_id
WHERE p.officer_id = %(officer)s AND b.asked_at > %(day)s
  AND (b.cancelled_at IS NULL OR b.rows_registered > 0)
"""
# Grouped by officer, because checks are indexed so. Returns each officer's posting in the unit of
# their last check, or else their latest posting.
MANY_CHECKS = """
SELECT DISTINCT ON (o.id) p.id
FROM agencies_officer o
CROSS JOIN LATERAL (
    SELECT count(*) AS made, (array_agg(unit_id ORDER BY id DESC))[1] AS unit_id
    FROM deconfliction_check WHERE made_by_id = o.id AND made_at > %s) c
JOIN agencies_posting p ON p.officer_id = o.id
WHERE c.made >= %s
ORDER BY o.id, p.unit_id <> c.unit_id, p.id DESC
"""


def send_recent_checks(officer: Officer) -> Callable[[], RecentUse]:
    """Send the query for an officer's single checks of the last hour and the last day.

    The function that is returned waits for the answer. The officer's next check waits until this
    transaction ends.
    """
    query = _send_query(officer, Check.Occasion.ASKED, are_single=True)

    def read_counts() -> RecentUse:
        hour, day, referred, matters = query.row()
        no_matter = sum(not is_a_matter(matter) for matter in matters)
        return RecentUse(this_hour=hour, checks=day, no_matter=no_matter, referred=referred)

    return read_counts


def recent_checks(officer: Officer) -> RecentUse:
    """Count an officer's single checks of the last hour and the last day."""
    return send_recent_checks(officer)()


def recent_ocg_checks(officer: Officer) -> tuple[int, int]:
    """Count the OCG checks that an officer made in the last hour, and in the last day."""
    return _hour_and_day(officer, Check.Occasion.ASKED, are_single=False)


def recent_targets_added(officer: Officer) -> tuple[int, int]:
    """Count the checks of targets that an officer added to OCGs, in the last hour and day."""
    return _hour_and_day(officer, Check.Occasion.REGISTERED, are_single=False)


def recent_plans(officer: Officer) -> Planned:
    """Count the events that an officer planned or changed in the last hour, and in the last day.

    The officer's next one waits until this transaction ends, even from another device.
    """
    hour, day = _hour_and_day(officer, Check.Occasion.EVENT, are_single=True)
    return Planned(this_hour=hour, planned=day)


def recent_bulk_checks(officer: Officer) -> int:
    """Count the bulk checks that an officer started in the last hour, for any unit."""
    hour, _day = _hour_and_day(officer, Check.Occasion.BULK, are_single=True)
    return hour


def officers_with_many_checks() -> list[Actor]:
    """Return the officers who made at least an hour's limit of checks in the last day."""
    with elevated(TO_COUNT):
        parameters = [clock.now() - FISHING_WINDOW, min(LIMITS_AN_HOUR)]
        ids = [pk for (pk,) in send(MANY_CHECKS, parameters).rows()]
        postings = Posting.objects.select_related("officer", "unit__agency").in_bulk(ids)
    return [actor_in(postings[pk]) for pk in ids]


def rows_for(officer: Officer, bulk: BulkCheck) -> int:
    """Count the rows an officer checked in a day for the same OCG, matter or purpose.

    Called past the wall.
    """
    since = clock.now() - FISHING_WINDOW
    same = Q(ocg_ref=bulk.ocg_ref, matter=bulk.matter) | Q(purpose=bulk.purpose)
    checks = BulkCheck.objects.filter(same, posting__officer=officer, asked_at__gt=since)
    return checks.aggregate(all=Sum(ROWS_CHECKED))["all"] or 0


def _hour_and_day(
    officer: Officer, occasion: Check.Occasion, *, are_single: bool
) -> tuple[int, int]:
    """Count an officer's checks of one occasion in the last hour, and in the last day."""
    hour, day, *_ = _send_query(officer, occasion, are_single=are_single).row()
    return hour, day


def _send_query(officer: Officer, occasion: Check.Occasion, *, are_single: bool) -> Sent:
    now = clock.now()
    parameters = {
        "officer": officer.pk, "hour": now - timedelta(hours=1), "day": now - FISHING_WINDOW,
        "occasion": occasion.value, "single": are_single,
    }  # fmt: skip
    with elevated(TO_COUNT), pipelined():
        serialise_officer(officer)
        return send(STARTED_LATELY if occasion == Check.Occasion.BULK else LATELY, parameters)


def serialise_officer(officer: Officer) -> None:
    """Make the officer's next check wait until this transaction ends."""
    send("SELECT pg_advisory_xact_lock(%s::int, %s::int)", [ASKING, officer.pk])


def flag(actor: Actor, rules: list[str], recent_use: RecentUse | Many | Planned) -> list[Flag]:
    """Raise a flag for each rule without an open or recent one, and return the new flags."""
    now = clock.now()
    with elevated(TO_FLAG):
        recent = Q(answered_at=None) | Q(raised_at__gt=now - FISHING_WINDOW)
        flagged_rules = Flag.objects.filter(recent, officer=actor.officer).values_list(
            "rule", flat=True
        )
        new_flags = [
            Flag(
                ref=new_reference("FLG"), officer=actor.officer, posting=actor.posting,
                unit=actor.unit, desk=desk_of(actor.unit), rule=rule, counts=asdict(recent_use),
                raised_at=now,
            )
            for rule in sorted(set(rules) - set(flagged_rules))
        ]  # fmt: skip
        Flag.objects.bulk_create(new_flags, ignore_conflicts=True)
    return new_flags
