"""What follows from a check for others: both sides, desks and superiors of the asking officer.

Not a verb: the commands that check call it. The system tells, so that no notice names the officer
whose check it was; at one instant, so that neither side is told first.
"""

from collections.abc import Sequence

from broadhurst.capabilities.deconfliction.matching import Found, flagging
from broadhurst.capabilities.deconfliction.models import Event as Planning
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries import desk_of
from broadhurst.capabilities.deconfliction.queries.asking import with_the_events, with_the_log
from broadhurst.capabilities.deconfliction.rules.asking import WORDS, Asked, looks_like_fishing
from broadhurst.capabilities.deconfliction.rules.planning import Planned, looks_like_probing
from broadhurst.capabilities.deconfliction.rules.trawling import Many, looks_like_trawling
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import About, record_by_system
from broadhurst.foundation.govuk.words import in_sentence


def announce(found: Found, unit: Unit) -> None:
    """Tell of the hits raised, to both sides or to desks alone, and of over-matching values."""
    if not (found.raised or found.over_matching):
        return
    tell_sides([side for side in found.raised if side.is_told])
    refer([side for side in found.raised if not side.is_told])
    if found.over_matching:
        desk = desk_of(unit)
        told = [desk] if desk else []
        kinds = [About(kind, told, {"unit": unit.name}) for kind in found.over_matching]
        record_by_system("value.over_matching", kinds, dossier=None)


def refer(sides: Sequence[HitSide]) -> None:
    """Tell the desks of both sides of each hit that neither unit is told of."""
    desks: dict[int, list[Unit]] = {}
    for side in sides:
        desks.setdefault(side.hit_id, []).extend([side.desk] if side.desk else [])
    hits = {side.hit_id: side.hit for side in sides}
    abouts = [About(hit.ref, desks[pk], {"match": hit.words}) for pk, hit in hits.items()]
    record_by_system("hit.referred", abouts, dossier=None, kind=Event.Kind.DISCLOSURE)


def tell_side(side: HitSide) -> None:
    """Tell a unit of its side: the match and whom to ring."""
    tell_sides([side])


def tell_sides(sides: Sequence[HitSide]) -> None:
    """Tell each unit of its side, all at one instant."""
    abouts = [
        About(
            side.ref,
            [side.unit],
            {
                "match": side.hit.words,
                "strength": side.hit.strength,
                "body": side.other_unit.agency.name,
                "ring": side.ring,
            },
        )
        for side in sides
    ]
    record_by_system("hit.raised", abouts, dossier=None, kind=Event.Kind.DISCLOSURE)


def about_other(sides: Sequence[HitSide]) -> list[About]:
    """What units are told of the event that theirs met: the hit alone is named, nothing new.

    Where the hit has gone up to a desk, the desk is told too.
    """
    return [
        About(
            side.ref,
            [side.unit, *([side.desk] if side.desk and side.level else [])],
            {"ring": side.ring},
        )
        for side in sides
    ]


def look_for_fishing(actor: Actor, asked: Asked) -> None:
    """Flag what looks like it, and tell the desk of the officer's body, unless they sit there."""
    if asked.is_looked_at:
        asked = with_the_log(actor, asked)
    _flag(actor, looks_like_fishing(asked), asked)


def look_for_the_stopped() -> None:
    """Flag whom a limit stopped again and again: who is refused does not come this way again.

    Only those who asked much can have been stopped; each one's log is read as they may read it.
    """
    for actor in flagging.who_asked_much():
        with as_actor(actor):
            asked = with_the_log(actor, flagging.asked_lately(actor.officer))
        _flag(actor, looks_like_fishing(asked), asked)


def look_for_trawling(actor: Actor, many: Many) -> None:
    """Flag what looks like it in many targets at once, as above."""
    _flag(actor, looks_like_trawling(many), many)


def look_for_probing(actor: Actor, event: Planning, planned: Planned) -> None:
    """Flag what looks like a search for others' events by means of one's own, as above."""
    planned = with_the_events(actor, event, planned)
    _flag(actor, looks_like_probing(planned), planned)


def _flag(actor: Actor, broken: list[str], counts: Asked | Many | Planned) -> None:
    if not broken:
        return
    abouts = [
        About(
            flag.ref,
            [flag.desk] if flag.desk and flag.desk_id != flag.unit_id else [],
            {"rule": in_sentence(WORDS[flag.rule])},
        )
        for flag in flagging.flag(actor, broken, counts)
    ]
    record_by_system("flag.raised", abouts, dossier=None)
