"""The matcher: looks past the wall, and only for commands to call.

It alone writes entries, keys and the hits between them, because each touches what another unit
keeps. What it sees of others never leaves it: a unit gets back its own sides, which say whom to
ring.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.matching import judging, placing, raising, store
from broadhurst.capabilities.deconfliction.matching.store import Asker, Placed
from broadhurst.capabilities.deconfliction.models import Check, HitSide, OverMatching
from broadhurst.capabilities.deconfliction.rules.asking import FISHING_WINDOW
from broadhurst.capabilities.deconfliction.targets import Target
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated

__all__ = ["Asker", "Found", "Placed", "enter", "find", "grace", "issued_on", "meet", "settle"]

TO_MATCH = "to find other units that work on the same targets"
TO_VERIFY = "to say on which day a receipt was issued"

ByTarget = tuple[set[int], set[int]]


@dataclass(frozen=True)
class Found:
    """What a check found, for the unit that asked.

    `standing` counts the hits of which it is told, `referred` the targets that went to a desk with
    no other answer. `notes` say what was not looked at. `raised` are both sides of each hit that
    was raised now; `over_matching` kinds of value that a desk is to be told of once; `variants`
    how many of the officer's own entries of the last day are nearly the same.
    """

    standing: int
    referred: int
    notes: list[str]
    raised: list[HitSide]
    over_matching: list[str]
    variants: int
    by_target: list[ByTarget]


def find(asker: Asker, targets: Sequence[Target]) -> Found:
    """Enter the targets for a unit, and raise a hit with each other unit that works on one.

    Of two units that enter one target at the same instant, or two that are alike, the second waits
    for the first's commit and then finds it: the locks on the keys are taken before its own are
    written.
    """
    with elevated(TO_MATCH):
        store.lock({key for target in targets for key in (*target.hashes, asker.key_of(target))})
        return meet(asker, enter(asker, targets))


def enter(asker: Asker, targets: Sequence[Target]) -> list[Placed]:
    """Make or renew the entries, and look for nobody yet.

    Without locks (a bulk check) this is committed first; then `grace`, and only then `meet`.
    """
    now = clock.now()
    until = now + timedelta(days=rules.ENTRY_LIFE_DAYS)
    with elevated(TO_MATCH):
        return placing.place(asker, targets, now, until)


def grace() -> None:
    """Wait for the checks under way, which may not have seen what was entered without locks."""
    with elevated(TO_MATCH):
        store.wait_for_checks()


def meet(asker: Asker, placed: Sequence[Placed]) -> Found:
    """Find the entries of other units that match those of this one, and raise what is new."""
    now, targets = clock.now(), [one.target for one in placed]
    with elevated(TO_MATCH):
        met = store.look(asker.unit, targets, now)
        if alone := judging.full_alone(targets, met):
            met = met.with_more(store.look(asker.unit, alone, now, even_full=True))
    return settle(asker, placed, met)


def settle(
    asker: Asker, placed: Sequence[Placed], met: store.Met, judged: judging.Judged | None = None
) -> Found:
    """Judge the entries that were met, unless they have been, and raise what is new."""
    now, targets = clock.now(), [one.target for one in placed]
    with elevated(TO_MATCH):
        judged = judged or judging.judge(targets, met)
        answered, raised = raising.answer(asker, placed, judged.matches, now)
        told_once = _told_once(judged.over_matching)
    by_target = _by_target(targets, answered)
    return Found(
        standing=len({one.hit_id for one in answered if one.is_told}),
        referred=sum(1 for told, untold in by_target if untold and not told),
        notes=judged.notes,
        raised=raised,
        over_matching=told_once,
        variants=_variants(asker, placed, met),
        by_target=by_target,
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


def _variants(asker: Asker, placed: Sequence[Placed], met: store.Met) -> int:
    """Entries that the same officer made in the last day of nearly, not quite, the same."""
    lately = clock.now() - FISHING_WINDOW
    mine = {one.entry_id for one in placed}
    by_officer = [
        one
        for one in met.own
        if asker.officer is not None
        and one.officer_id == asker.officer.pk
        and one.registered_at > lately
        and one.entry_id not in mine
        and not one.ocg_ref
    ]
    return max((judging.alike(one.target, by_officer) for one in placed), default=0)


def issued_on(receipt: str) -> date | None:
    """The day on which a receipt was issued, whoever's it is; None if there is no such receipt."""
    with elevated(TO_VERIFY):
        made_at = Check.objects.filter(ref=receipt).values_list("made_at", flat=True).first()
    return made_at.astimezone(clock.LONDON).date() if made_at else None
