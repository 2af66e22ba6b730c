"""Officers' recent activity from the log, own entries, the stop list, and flags."""

from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction.models import Check, Entry, Flag, Stopped
from broadhurst.capabilities.deconfliction.models import Event as Planning
from broadhurst.capabilities.deconfliction.rules.planning import Planned
from broadhurst.capabilities.deconfliction.rules.rate_limits import (
    FISHING_WINDOW,
    TOO_MANY,
    RecentUse,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.notices.waiting import Waiting

OF_THE_DAY = """
SELECT count(*) FILTER (WHERE verb = 'entry.withdrawn' AND detail ->> 'soon' = 'yes'),
       count(*) FILTER (WHERE verb = 'command.refused'
                        AND strpos(detail ->> 'objections', %s) > 0)
FROM audit_event WHERE officer_id = %s AND at > %s
"""


EVENTS_OF_THE_DAY = """
SELECT count(*) FILTER (WHERE verb IN ('event.planned', 'event.changed')
                        AND detail ->> 'wide' = 'yes'),
       count(*) FILTER (WHERE verb = 'event.cancelled' AND detail ->> 'soon' = 'yes'),
       count(*) FILTER (WHERE verb = 'command.refused'
                        AND strpos(detail ->> 'objections', %s) > 0)
FROM audit_event WHERE officer_id = %s AND at > %s
"""


def with_the_log(actor: Actor, use: RecentUse) -> RecentUse:
    """Add the counts from the log: early withdrawals, and refusals by the rate limit."""
    parameters = [TOO_MANY, actor.officer.pk, clock.now() - FISHING_WINDOW]
    withdrawn, stopped = send(OF_THE_DAY, parameters).row()
    return replace(use, withdrawn=withdrawn, stopped=stopped)


def names_counted_at() -> datetime | None:
    """Return when the reader last counted names.

    The log shows readers only their own acts.
    """
    counted = Event.objects.filter(subject="deconfliction", verb="names.counted")
    return counted.order_by("-at").values_list("at", flat=True).first()


def with_the_events(actor: Actor, event: Planning, planned: Planned) -> Planned:
    """Add the counts of moves of this event, and of wide or cancelled events."""
    since = clock.now() - FISHING_WINDOW
    receipts = Check.objects.filter(
        unit=event.unit_id, made_at__gte=event.planned_at, matter=event.ref,
        occasion=Check.Occasion.EVENT, entries__gt=0,
    )  # fmt: skip
    # The first receipt is of the planning. A change of words alone checks nothing.
    moves = list(receipts.order_by("pk").values_list("made_at", "hit_count"))[1:]
    hits = [hits for made_at, hits in moves if made_at > since]
    wide, cancelled, stopped = send(EVENTS_OF_THE_DAY, [TOO_MANY, actor.officer.pk, since]).row()
    return replace(
        planned,
        moved=len(hits),
        moved_in_conflict=sum(1 for standing in hits if standing),
        wide=wide,
        cancelled=cancelled,
        stopped=stopped,
    )


def checks_made() -> QuerySet[Check]:
    """Return the checks that the reader may see, newest first."""
    return Check.objects.select_related("made_by", "unit__agency").order_by("-made_at", "-pk")


def own_entries(actor: Actor) -> QuerySet[Entry]:
    """Return the entries of the reader's unit, newest first.

    Row-level security hides those of other units.
    """
    return Entry.objects.filter(unit=actor.unit).order_by("-registered_at", "-pk")


def stops() -> QuerySet[Stopped]:
    """Return the values on the stop list now, newest first."""
    return Stopped.objects.filter(lifted_at=None).order_by("-added_at", "-pk")


def flags() -> QuerySet[Flag]:
    """Return the flags that the reader may see, newest first."""
    return Flag.objects.select_related(
        "officer", "posting", "unit__agency", "answered_by"
    ).order_by("-raised_at", "-pk")


def flags_waiting(actor: Actor) -> list[Waiting]:
    """Return the flags that a desk or an auditor has to answer, as tasks."""
    if not {"desk", "auditor"} & set(actor.roles):
        return []
    return [
        Waiting(
            "Answer flag:",
            in_sentence(flag.get_rule_display()),
            record_address("deconfliction:flag", flag.ref),
            flag.raised_at.astimezone(clock.LONDON).date(),
            "deconfliction",
            flag.ref,
            for_unit=True,
        )
        for flag in flags().filter(answered_at=None)[:50]
    ]
