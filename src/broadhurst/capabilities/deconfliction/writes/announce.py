"""Notify both sides of a hit and the desks, and flag suspicious use.

Not a command: the commands that check call it. The system is the actor, so that no notification
names the officer who checked. Both sides are notified at once, so that neither learns first.
"""

from collections.abc import Sequence

from broadhurst.capabilities.deconfliction.matching import recent_use
from broadhurst.capabilities.deconfliction.matching.stages import Hits
from broadhurst.capabilities.deconfliction.models import Event as Planning
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.entries import with_the_events, with_the_log
from broadhurst.capabilities.deconfliction.queries.on_duty import desk_of
from broadhurst.capabilities.deconfliction.rules.planning import Planned, looks_like_probing
from broadhurst.capabilities.deconfliction.rules.rate_limits import (
    WORDS,
    RecentUse,
    looks_like_fishing,
)
from broadhurst.capabilities.deconfliction.rules.trawling import Many, looks_like_trawling
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import About, record_by_system
from broadhurst.foundation.govuk.words import in_sentence


def announce(result: Hits, unit: Unit) -> None:
    """Notify both sides, or only the desks, of the hits raised.

    The unit's desk is also notified of values that match too many units.
    """
    if not (result.raised or result.over_matching):
        return
    tell_sides([side for side in result.raised if side.is_disclosed])
    refer([side for side in result.raised if not side.is_disclosed])
    if result.over_matching:
        desk = desk_of(unit)
        recipients = [desk] if desk else []
        kinds = [About(kind, recipients, {"unit": unit.name}) for kind in result.over_matching]
        record_by_system("value.over_matching", kinds, dossier=None)


def refer(sides: Sequence[HitSide]) -> None:
    """Notify the desks of both sides of each hit that is hidden from the units."""
    desks: dict[int, list[Unit]] = {}
    for side in sides:
        desks.setdefault(side.hit_id, []).extend([side.desk] if side.desk else [])
    hits = {side.hit_id: side.hit for side in sides}
    abouts = [About(hit.ref, desks[pk], {"match": hit.words}) for pk, hit in hits.items()]
    record_by_system("hit.referred", abouts, dossier=None, kind=Event.Kind.DISCLOSURE)


def tell_side(side: HitSide) -> None:
    """Notify a unit of its side: the match and who to call."""
    tell_sides([side])


def tell_sides(sides: Sequence[HitSide]) -> None:
    """Notify each unit of its side, all at the same time."""
    abouts = [
        About(
            side.ref,
            [side.unit],
            {
                "match": side.hit.words,
                "strength": side.hit.strength,
                "body": side.other_unit.agency.name,
                "other_contact": side.other_contact,
            },
        )
        for side in sides
    ]
    record_by_system("hit.raised", abouts, dossier=None, kind=Event.Kind.DISCLOSURE)


def flag_fishing(actor: Actor, use: RecentUse) -> None:
    """Flag checks that look like fishing.

    The desk of the officer's organisation is notified, unless the officer works there.
    """
    if use.is_looked_at:
        use = with_the_log(actor, use)
    _flag(actor, looks_like_fishing(use), use)


def flag_rate_limited_officers() -> None:
    """Flag officers who keep hitting the rate limit.

    A refused check never reaches this module, so refusals are read from the log. Only officers
    with many checks are examined, and each log is read with the officer's own access.
    """
    for actor in recent_use.officers_with_many_checks():
        with as_actor(actor):
            use = with_the_log(actor, recent_use.recent_checks(actor.officer))
        _flag(actor, looks_like_fishing(use), use)


def flag_trawling(actor: Actor, counts: Many) -> None:
    """Flag many targets at once that look like fishing, as above."""
    _flag(actor, looks_like_trawling(counts), counts)


def flag_probing(actor: Actor, event: Planning, planned: Planned) -> None:
    """Flag events that look planned to find the events of other units, as above."""
    planned = with_the_events(actor, event, planned)
    _flag(actor, looks_like_probing(planned), planned)


def _flag(actor: Actor, broken: list[str], counts: RecentUse | Many | Planned) -> None:
    if not broken:
        return
    abouts = [
        About(
            flag.ref,
            [flag.desk] if flag.desk and flag.desk_id != flag.unit_id else [],
            {"rule": in_sentence(WORDS[flag.rule])},
        )
        for flag in recent_use.flag(actor, broken, counts)
    ]
    record_by_system("flag.raised", abouts, dossier=None)
