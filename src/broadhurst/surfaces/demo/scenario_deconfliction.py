"""Scenario: OCGs of two forces share phones, cars and addresses, and officers answer the hits.

Every hit is answered within days, except a few that are open when the demo is loaded. There is one
for each open status, so that the desk's page shows them all.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.commands.record_contact import record_contact
from broadhurst.capabilities.deconfliction.commands.record_outcome import record_outcome
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.concerning import open_hits_on_each
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.demo.scenario_members import add_named, add_thing
from broadhurst.surfaces.demo.scenario_ocg import Life

Place = tuple[str, int]  # a force's key, and an index in its list of OCGs
ANSWERED, SPOKEN, ACKNOWLEDGED, WAITING = 3, 2, 1, 0
YOUNG = timedelta(days=15)
# Days after registration when people or identifiers are entered, which starts a check.
CHECKED_ON = (1, 2, 6)
# Outcomes that two units agree on, with whether the target is the same.
AGREED = (
    *(("proceed_both", "not_same"), ("proceed_both", "same"), ("proceed_both", "cannot_tell")),
    *(("joint", "same"), ("one_delays", "same"), ("not_a_conflict", "not_same")),
)


@dataclass(frozen=True)
class Pair:
    """Two OCGs that share a phone number, and how far the hit has been dealt with.

    `days` says how many days ago the first OCG was registered, if the hit must be recent.
    `added` says how long before loading the other side adds the number. Without it, both sides had
    the number from the start. A hit has its deadline in hours, so this can be at night too.
    """

    one: Place
    other: Place
    steps: int = ANSWERED
    days: int = 0
    added: timedelta | None = None
    # The name each OCG has for the same person, so that the desk sees a scored comparison.
    people: tuple[str, str] | None = None


ONE_PERSON = ("Barnaby Crickmere", "Barnabie Crickmere")
BORN = date(1988, 3, 27)
PAIRS = (
    Pair(("gmp", 2), ("merseyside", 2)),
    Pair(("gmp", 7), ("lancashire", 1)),
    Pair(("gmp", 29), ("cheshire", 4), SPOKEN, days=12),
    Pair(("gmp", 31), ("lancashire", 6), ACKNOWLEDGED, days=10),
    # 26 hours old: the unit is late, and the duty desk's time has started. The person was added an
    # hour before the number, so this hit is first on the desk's list.
    Pair(("gmp", 27), ("north-wales", 3), WAITING, added=timedelta(hours=26), people=ONE_PERSON),
    # Gail's hit, which waits for both sides.
    Pair(("gmp", 30), ("merseyside", 6), WAITING, added=timedelta(hours=3)),
)


def share_phone_numbers(lives: list[Life], today: date) -> None:
    """Give each pair a phone number that no other OCG of the demo has."""
    for number, pair in enumerate(PAIRS):
        first, second = (_at(lives, place) for place in (pair.one, pair.other))
        first.shares_phone = f"07700 900 55{number}"
        first.answers = second.answers = pair.steps
        first.is_kept = second.is_kept = True
        if pair.days:
            first.since = today - timedelta(days=pair.days)
        if pair.people and pair.added:
            _add_person_to_both(first, second, pair.people, pair.added + timedelta(hours=1))
        if pair.added:
            _add_later(second, first.shares_phone, pair.added)
        else:
            second.shares_phone = first.shares_phone


def _at(lives: list[Life], place: Place) -> Life:
    force, number = place
    return [life for life in lives if life.force.agency.key == force][number]


def _add_later(life: Life, phone: str, before: timedelta) -> None:
    life.script.at(
        life.script.until - before,
        lambda: add_thing(life, "phone", phone),
    )


def _add_person_to_both(
    first: Life, second: Life, names: tuple[str, str], before: timedelta
) -> None:
    """Add a person to the first OCG on day 2, and to the second `before` loading."""
    first.script.on(
        first.since + timedelta(days=1), lambda: add_named(first, names[0], BORN), hour=13
    )
    second.script.at(second.script.until - before, lambda: add_named(second, names[1], BORN))


def share_with_another(life: Life, lives: list[Life]) -> None:
    """Add to an OCG what an OCG of another force has, and answer the hit.

    Officers answer sooner than they did two years ago.
    """
    force = life.force.agency.key
    others = [
        (other, target)
        for other in lives
        if other.force.agency.key != force and other.is_worked_on and not other.is_kept
        for target in other.things
    ]
    if not others:
        return
    other, (kind, value) = life.random.choice(others)
    other.things.remove((kind, value))
    add_thing(life, kind, value, life.random.choice(life.people))
    longest = 60 - round(40 * life.script.recency())
    life.script.hours_later(life.random.randint(1, longest), lambda: answer_hits(life))


def answer_hits_after_entry(life: Life) -> None:
    """Answer hits in the afternoon of each day when something is entered for an OCG."""
    for days in CHECKED_ON:
        life.script.on(life.since + timedelta(days=days), lambda: answer_hits(life), hour=16)


def answer_hits_later(life: Life) -> None:
    """Answer hits some hours after a check."""
    life.script.hours_later(5, lambda: answer_hits(life))


def answer_hits(life: Life) -> None:
    """Answer every open hit of an OCG, on both sides. One call is about all hits with a unit."""
    for unit, group in groupby(_open_hits(life), key=lambda side: side.other_unit):
        sides = list(group)
        is_young = sides[-1].raised_at > life.script.until - YOUNG
        steps = life.answers if is_young else ANSWERED
        agreed = life.random.choice(AGREED)
        _answer(life, life.sio, sides, steps, agreed)
        if other_lead := life.leads.get(unit.key):
            with as_actor(other_lead):
                theirs = HitSide.objects.filter(
                    hit__in=[side.hit for side in sides], unit=other_lead.unit, closed_at=None
                )
                their_sides = list(theirs.select_related("hit"))
            _answer(life, other_lead, their_sides, steps, agreed)


def _open_hits(life: Life) -> list[HitSide]:
    """Return the open hits of an OCG, by the other unit. Mostly its unit has none."""
    with as_actor(life.sio):
        if not HitSide.objects.filter(is_disclosed=True, closed_at=None).exists():
            return []
        sides = open_hits_on_each([life.ocg])[life.ocg.pk]
    return sorted(sides, key=lambda side: (side.other_unit.key, side.pk))


def _answer(
    life: Life, actor: Actor, sides: list[HitSide], steps: int, agreed: tuple[str, str]
) -> None:
    """Answer a unit's hits with one other unit. Each outcome has its own words."""
    outcome, verdict = agreed
    new = [side for side in sides if side.acknowledged_at is None]
    if steps >= ACKNOWLEDGED and new:
        acknowledge(actor=actor, hit=new[0], also=new[1:])
    silent = [side for side in sides if side.contacted_at is None]
    if steps >= SPOKEN and silent:
        record_contact(actor=actor, hit=silent[0], also=silent[1:], contacted_at=clock.now())
    for side in sides if steps >= ANSWERED else ():
        record_outcome(
            actor=actor, hit=side, outcome=outcome, verdict=verdict,
            reason=life.say(f"hits.{outcome}"),
        )  # fmt: skip
