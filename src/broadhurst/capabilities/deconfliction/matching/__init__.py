"""The matcher: looks past the wall, and only for commands to call.

It alone writes entries, keys and the hits between them, because each touches what another unit
keeps. What it sees of others never leaves it: a unit gets back its own sides, which say whom to
ring.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.matching import (
    judging,
    looking,
    placing,
    raising,
    secret_mark,
    store,
)
from broadhurst.capabilities.deconfliction.matching.ready import Entering
from broadhurst.capabilities.deconfliction.matching.store import Asker, Placed
from broadhurst.capabilities.deconfliction.models import (
    Check,
    HitSide,
    OverMatching,
    Referral,
)
from broadhurst.capabilities.deconfliction.targets import Target
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.database.prepared import insert, pipelined

__all__ = [
    "Asker",
    "Entering",
    "Found",
    "Placed",
    "enter",
    "find",
    "grace",
    "issued_on",
    "look",
    "refer",
    "settle",
]

TO_MATCH = "to find other units that work on the same targets"
TO_VERIFY = "to say on which day a receipt was issued"

ByTarget = tuple[set[int], set[int]]


@dataclass(frozen=True)
class Found:
    """What a check found, for the unit that asked.

    `standing` counts the hits of which it is told, `referred` the targets that went to a desk with
    no other answer. `notes` say what was not looked at. `raised` are both sides of each hit that
    was raised now; `over_matching` kinds of value that a desk is to be told of once; `variants`
    how many of the officer's own entries of the last day are nearly the same. `entered` are the
    references of the targets' entries, which are that unit's alone.
    """

    standing: int
    referred: int
    notes: list[str]
    raised: list[HitSide]
    over_matching: list[str]
    variants: int
    by_target: list[ByTarget]
    entered: list[str]

    @property
    def told(self) -> list[int]:
        """The hits of which the unit is told, in the order in which they were raised."""
        return sorted({hit for told, _ in self.by_target for hit in told})

    @property
    def untold(self) -> list[int]:
        """Those that desks alone know of."""
        return sorted({hit for _, untold in self.by_target for hit in untold})


def find(asker: Asker, targets: Sequence[Target]) -> Found:
    """Enter the targets for a unit, and raise a hit with each other unit that works on one.

    Of two units that enter one target at the same instant, or two that are alike, the second waits
    for the first's commit and then finds it: the locks on the keys are taken before its own are
    written.
    """
    secret_mark.require()
    now, entering = clock.now(), Entering(asker, targets)
    with elevated(TO_MATCH):
        # What is asked together is done in this order: it looks once it has the locks.
        with pipelined():
            store.lock({*entering.own}.union(*(one.hashes for one in targets)))
            asked = placing.ask(entering, now)
            sent = looking.look(asker, targets, now)
            # The entries are made ready to be written while the database looks.
            placed = placing.place(asked, now, _until(now))
        return settle(asker, placed, _met(asker, targets, sent))


def refer(made: Check, hits: Sequence[int]) -> None:
    """Keep with a check which hits went to a desk: its unit reads one once a desk confirms it."""
    if hits:
        with elevated(TO_MATCH):
            insert([Referral(receipt_id=made.ref, hit_id=hit) for hit in hits])


def _until(now: datetime) -> datetime:
    return now + timedelta(days=rules.ENTRY_LIFE_DAYS)


def enter(entering: Entering) -> list[Placed]:
    """Make or renew the entries, and look for nobody yet.

    Without locks (a bulk check) this is committed first; then `grace`, and only then `look`.
    """
    secret_mark.require()
    now = clock.now()
    with elevated(TO_MATCH):
        return placing.place(placing.ask(entering, now), now, _until(now))


def grace() -> None:
    """Wait for the checks under way, which may not have seen what was entered without locks."""
    with elevated(TO_MATCH):
        store.wait_for_checks()


def look(asker: Asker, targets: Sequence[Target]) -> store.Met:
    """The entries that may match targets which are entered, without locks."""
    secret_mark.require()
    with elevated(TO_MATCH):
        with pipelined():
            store.go_by_index()
            sent = looking.look(asker, targets, clock.now())
        return _met(asker, targets, sent)


def _met(asker: Asker, targets: Sequence[Target], sent: looking.Asked) -> store.Met:
    """Who is worth a look, of those that share a key."""
    found = looking.looked(sent)
    met = looking.met(targets, found, judging.worth_a_look(targets, found))
    if alone := judging.full_alone(targets, found):
        sent = looking.look(asker, alone, clock.now(), even_full=True)
        found = looking.looked(sent)
        worth = judging.worth_a_look(alone, found)
        met = met.with_more(looking.met(alone, found, worth))
    return met


def settle(
    asker: Asker, placed: Sequence[Placed], met: store.Met, judged: judging.Judged | None = None
) -> Found:
    """Judge the entries that were met, unless they have been, and raise what is new."""
    now, targets = clock.now(), [one.target for one in placed]
    with elevated(TO_MATCH):
        judged = judged or judging.judge(targets, met)
        answered, raised = raising.answer(asker, placed, judged.matches, now, met.matcher)
        told_once = _told_once(judged.over_matching)
    by_target = _by_target(targets, answered)
    return Found(
        standing=len({one.hit_id for one in answered if one.is_told}),
        referred=sum(1 for told, untold in by_target if untold and not told),
        notes=judged.notes,
        raised=raised,
        over_matching=told_once,
        variants=_variants(placed, met),
        by_target=by_target,
        entered=[one.ref for one in placed],
    )


def _by_target(targets: Sequence[Target], answered: Sequence[raising.Answered]) -> list[ByTarget]:
    """Of each target, the hits of which its unit is told, and those that went to a desk."""
    hits: dict[int, tuple[set[int], set[int]]] = {id(one): (set(), set()) for one in targets}
    for one in answered:
        hits[id(one.match.target)][0 if one.is_told else 1].add(one.hit_id)
    return [hits[id(one)] for one in targets]


def _told_once(over: dict[int, str]) -> list[str]:
    """Kinds of the values that nobody was told of yet; from now somebody was."""
    if not over:
        return []
    known = set(OverMatching.objects.filter(hash__in=over).values_list("hash", flat=True))
    fresh = [
        OverMatching(hash=key, kind=kind, told_at=clock.now())
        for key, kind in sorted(over.items())
        if key not in known
    ]
    OverMatching.objects.bulk_create(fresh, ignore_conflicts=True)
    return [one.kind for one in fresh]


def _variants(placed: Sequence[Placed], met: store.Met) -> int:
    """Entries that the same officer made in the last day of nearly, not quite, the same."""
    mine = {one.entry_id for one in placed}
    by_officer = [keys for entry, keys in met.own.items() if entry not in mine]
    return max((judging.alike(one.target, by_officer) for one in placed), default=0)


def issued_on(receipt: str) -> date | None:
    """The day on which a receipt was issued, whoever's it is; None if there is no such receipt."""
    with elevated(TO_VERIFY):
        made_at = Check.objects.filter(ref=receipt).values_list("made_at", flat=True).first()
    return made_at.astimezone(clock.LONDON).date() if made_at else None
