"""How much an officer asked lately, and flags on what looks like fishing. Past the wall.

An officer may ask in several postings, of which the wall shows one at a time.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.db.models import Q, Sum

from broadhurst.capabilities.deconfliction.models import (
    NOTHING_CHECKED,
    ROWS_CHECKED,
    BulkCheck,
    Check,
    Flag,
)
from broadhurst.capabilities.deconfliction.queries import desk_of
from broadhurst.capabilities.deconfliction.rules.asking import (
    ADDED_AN_HOUR,
    FISHING_WINDOW,
    OCGS_AN_HOUR,
    TARGETS_AN_HOUR,
    Asked,
    is_a_matter,
)
from broadhurst.capabilities.deconfliction.rules.planning import EVENTS_AN_HOUR, Planned
from broadhurst.capabilities.deconfliction.rules.trawling import Many
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Officer, Posting
from broadhurst.foundation.database.prepared import pipelined, send
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.sending import Sent

TO_COUNT = "to count what an officer asked lately"
TO_FLAG = "to flag what looks like fishing, for the desk"
# Any number: an officer's checks follow each other, so that none escapes the count.
ASKING = 0x61736B
LIMITS_AN_HOUR = (TARGETS_AN_HOUR, OCGS_AN_HOUR, ADDED_AN_HOUR, EVENTS_AN_HOUR)

LATELY = """
SELECT count(*) FILTER (WHERE made_at > %s), count(*), count(*) FILTER (WHERE referred > 0),
       coalesce(array_agg(matter), '{}')
FROM deconfliction_check
WHERE made_by_id = %s AND made_at > %s AND (ocg_id IS NULL) = %s AND occasion = %s
"""
# By officer, as checks are indexed so. Of each a posting in the unit for which they checked last,
# or else their latest.
ASKED_MUCH = """
SELECT DISTINCT ON (o.id) p.id
FROM agencies_officer o
CROSS JOIN LATERAL (
    SELECT count(*) AS made, (array_agg(unit_id ORDER BY id DESC))[1] AS unit_id
    FROM deconfliction_check WHERE made_by_id = o.id AND made_at > %s) c
JOIN agencies_posting p ON p.officer_id = o.id
WHERE c.made >= %s
ORDER BY o.id, p.unit_id <> c.unit_id, p.id DESC
"""


def ask_lately(officer: Officer) -> Callable[[], Asked]:
    """Ask for the single targets that an officer checked in the last hour, and in the last day.

    What is returned waits for the answer. Their next check waits until this one has ended.
    """
    sent = _sent(officer, Check.Occasion.ASKED, are_single=True)

    def asked() -> Asked:
        hour, day, referred, matters = sent.row()
        no_matter = sum(not is_a_matter(matter) for matter in matters)
        return Asked(this_hour=hour, checks=day, no_matter=no_matter, referred=referred)

    return asked


def asked_lately(officer: Officer) -> Asked:
    """The same, waited for."""
    return ask_lately(officer)()


def ocgs_lately(officer: Officer) -> tuple[int, int]:
    """Checks of OCGs that an officer asked for in the last hour, and in the last day."""
    return _lately(officer, Check.Occasion.ASKED, are_single=False)


def added_lately(officer: Officer) -> tuple[int, int]:
    """Targets that an officer added to OCGs, each checked, in the last hour and the last day."""
    return _lately(officer, Check.Occasion.REGISTERED, are_single=False)


def planned_lately(officer: Officer) -> Planned:
    """Events that an officer planned or changed in the last hour, and in the last day.

    Their next one waits until this one has ended, at whichever terminal.
    """
    hour, day = _lately(officer, Check.Occasion.EVENT, are_single=True)
    return Planned(this_hour=hour, planned=day)


def tables_lately(officer: Officer) -> int:
    """Tables that an officer had checked in the last hour, for whichever units."""
    one_by_one(officer)
    since = clock.now() - timedelta(hours=1)
    with elevated(TO_COUNT):
        asked = BulkCheck.objects.filter(posting__officer=officer, asked_at__gt=since)
        return asked.exclude(NOTHING_CHECKED).count()


def who_asked_much() -> list[Actor]:
    """Officers who in the last day asked for no fewer checks than a limit allows in an hour."""
    with elevated(TO_COUNT):
        asked = [clock.now() - FISHING_WINDOW, min(LIMITS_AN_HOUR)]
        found = [pk for (pk,) in send(ASKED_MUCH, asked).rows()]
        postings = Posting.objects.select_related("officer", "unit__agency").in_bulk(found)
    return [actor_in(postings[pk]) for pk in found]


def rows_for(officer: Officer, bulk: BulkCheck) -> int:
    """Rows that an officer had checked in a day for what a table is for, or for its purpose."""
    since = clock.now() - FISHING_WINDOW
    same = Q(ocg_ref=bulk.ocg_ref, matter=bulk.matter) | Q(purpose=bulk.purpose)
    with elevated(TO_COUNT):
        found = BulkCheck.objects.filter(same, posting__officer=officer, asked_at__gt=since)
        return found.aggregate(all=Sum(ROWS_CHECKED))["all"] or 0


def _lately(officer: Officer, occasion: Check.Occasion, *, are_single: bool) -> tuple[int, int]:
    """Of the last hour, and of the last day."""
    hour, day, *_ = _sent(officer, occasion, are_single=are_single).row()
    return hour, day


def _sent(officer: Officer, occasion: Check.Occasion, *, are_single: bool) -> Sent:
    now = clock.now()
    asked: list[Any] = [
        now - timedelta(hours=1), officer.pk, now - FISHING_WINDOW, are_single, occasion.value,
    ]  # fmt: skip
    with elevated(TO_COUNT), pipelined():
        one_by_one(officer)
        sent = send(LATELY, asked)
        sent.soon()
        return sent


def one_by_one(officer: Officer) -> None:
    """What an officer asks next waits until this has ended."""
    send("SELECT pg_advisory_xact_lock(%s::int, %s::int)", [ASKING, officer.pk])


def flag(actor: Actor, rules: list[str], asked: Asked | Many | Planned) -> list[Flag]:
    """A flag for each rule that has none open or from the last day; those raised now."""
    now = clock.now()
    with elevated(TO_FLAG):
        recent = Q(answered_at=None) | Q(raised_at__gt=now - FISHING_WINDOW)
        known = Flag.objects.filter(recent, officer=actor.officer).values_list("rule", flat=True)
        fresh = [
            Flag(
                ref=new_reference("FLG"), officer=actor.officer, posting=actor.posting,
                unit=actor.unit, desk=desk_of(actor.unit), rule=rule, counts=asdict(asked),
                raised_at=now,
            )
            for rule in sorted(set(rules) - set(known))
        ]  # fmt: skip
        Flag.objects.bulk_create(fresh, ignore_conflicts=True)
    return fresh
