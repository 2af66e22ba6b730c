"""What comes of hits: the two sides ring each other; and six pairs of OCGs that use one telephone.

Every hit is answered on the day on which it is found, but for those that wait on the day of
loading: of each way to stand open there is one, for the desk's page.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.commands.record_contact import record_contact
from broadhurst.capabilities.deconfliction.commands.record_outcome import record_outcome
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries import open_hits
from broadhurst.capabilities.register.commands.add_identifier import add_identifier
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import seen_as
from broadhurst.surfaces.demo.life import Life

Place = tuple[str, int]  # a force, and a place in its list
ANSWERED, SPOKEN, ACKNOWLEDGED, WAITING = 3, 2, 1, 0
YOUNG = timedelta(days=15)
# Days after an OCG was registered on which something of it is entered, and so checked.
CHECKED_ON = (1, 2, 6)


@dataclass(frozen=True)
class Pair:
    """Two OCGs of one telephone, and how far their officers have come with the hit.

    `days` is how long ago the first was registered, where the hit is a young one. `added` is how
    long before the day of loading the other side adds the number; else both had it from the start.
    """

    one: Place
    other: Place
    steps: int = ANSWERED
    days: int = 0
    added: timedelta | None = None
    # The names under which each knows one person: what is alike is weighed, and drawn for a desk.
    people: tuple[str, str] | None = None


ONE_PERSON = ("Barnaby Crickmere", "Barnabie Crickmere")
BORN = date(1988, 3, 27)
PAIRS = (
    Pair(("gmp", 2), ("merseyside", 2)),
    Pair(("gmp", 7), ("lancashire", 1)),
    Pair(("gmp", 29), ("cheshire", 4), SPOKEN, days=12),
    Pair(("gmp", 31), ("lancashire", 6), ACKNOWLEDGED, days=10),
    # A day and two hours old: the unit's time is over, the duty desk's runs. The person was added
    # an hour before the number, so this hit is the first on the desk's list.
    Pair(("gmp", 27), ("north-wales", 3), WAITING, added=timedelta(hours=26), people=ONE_PERSON),
    # Gail's: it waits for both sides.
    Pair(("gmp", 30), ("merseyside", 6), WAITING, added=timedelta(hours=3)),
)


def share_telephones(lives: list[Life], today: date) -> None:
    """Give each pair its number, of those that no other OCG of the demo has."""
    for number, pair in enumerate(PAIRS):
        one, other = (_at(lives, place) for place in (pair.one, pair.other))
        one.shares_phone = f"07700 900 55{number}"
        one.answers = other.answers = pair.steps
        if pair.days:
            one.since = today - timedelta(days=pair.days)
        if pair.people and pair.added:
            _know_one_person(one, other, pair.people, pair.added + timedelta(hours=1))
        if pair.added:
            _add_later(other, one.shares_phone, pair.added)
        else:
            other.shares_phone = one.shares_phone


def _at(lives: list[Life], place: Place) -> Life:
    force, number = place
    return [life for life in lives if life.force.agency.key == force][number]


def _add_later(life: Life, phone: str, before: timedelta) -> None:
    life.script.at(
        life.script.until - before,
        lambda: add_identifier(actor=life.sio, ocg=life.ocg, kind="phone", value=phone),
    )


def _know_one_person(one: Life, other: Life, names: tuple[str, str], before: timedelta) -> None:
    """The first has the person from its second day on, the other from so long before loading."""
    one.script.on(one.since + timedelta(days=1), lambda: one.add_named(names[0], BORN), hour=13)
    other.script.at(other.script.until - before, lambda: other.add_named(names[1], BORN))


def ring_as_it_is_entered(life: Life) -> None:
    """Look for hits in the afternoon of each day on which something of an OCG is entered."""
    for days in CHECKED_ON:
        life.script.on(life.since + timedelta(days=days), lambda: ring(life), hour=16)


def ring_later(life: Life) -> None:
    """Look for hits some hours after a check."""
    life.script.at(clock.now() + timedelta(hours=5), lambda: ring(life))


def ring(life: Life) -> None:
    """Whatever hits stand: both sides speak, and each records what was agreed."""
    with seen_as(life.sio):
        sides = list(open_hits(life.ocg).select_related("hit", "other_unit"))
    for side in sides:
        is_young = side.raised_at > life.script.until - YOUNG
        steps = life.answers if is_young else ANSWERED
        _answer(life.sio, side, steps)
        other = life.leads.get(side.other_unit.key)
        if other:
            with seen_as(other):
                theirs = HitSide.objects.filter(hit=side.hit, unit=other.unit, closed_at=None)
                found = theirs.select_related("hit").first()
            if found:
                _answer(other, found, steps)


def _answer(actor: Actor, side: HitSide, steps: int) -> None:
    if steps >= ACKNOWLEDGED and side.acknowledged_at is None:
        acknowledge(actor=actor, hit=side)
    if steps >= SPOKEN and side.contacted_at is None:
        record_contact(actor=actor, hit=side, contacted_at=clock.now())
    if steps >= ANSWERED:
        record_outcome(
            actor=actor, hit=side, outcome="proceed_both", verdict="not_same",
            reason="Different people use it on different days; each keeps the other told.",
        )  # fmt: skip
