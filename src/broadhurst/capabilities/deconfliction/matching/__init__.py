"""The matcher: it bypasses row-level security, and only commands call it.

Only the matcher writes entries, keys and the hits between them, because each touches another
unit's records. It never returns what it reads of other units: a unit gets back its own sides of
hits, which say who to contact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.matching import (
    candidates,
    hit_store,
    judging,
    placing,
    screening,
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
TO_VERIFY = "to look up the day a receipt was issued"

ByTarget = tuple[set[int], set[int]]


@dataclass(frozen=True)
class Found:
    """The result of a check, for the unit that made it.

    `standing` counts the hits disclosed to the unit. `referred` counts the targets that went to a
    desk with no other answer. `notes` say what was not compared. `raised` holds both sides of each
    new hit. `over_matching` lists kinds of value to report to a desk once. `variants` counts the
    officer's own entries of the last day that are nearly the same. `entered` holds the references
    of the targets' entries, which only that unit may see.
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
        """Return the hits disclosed to the unit, oldest first."""
        return sorted({hit for disclosed, _ in self.by_target for hit in disclosed})

    @property
    def untold(self) -> list[int]:
        """Return the hits that only desks know about."""
        return sorted({hit for _, desk_only in self.by_target for hit in desk_only})


def find(asker: Asker, targets: Sequence[Target]) -> Found:
    """Enter the targets for a unit, and raise a hit with each other unit that works on one.

    The locks on the keys are taken before the unit's own keys are written. When two units enter
    the same or similar targets at once, the second therefore waits for the first to commit, and
    then finds its entry.
    """
    secret_mark.require()
    now, entering = clock.now(), Entering(asker, targets)
    with elevated(TO_MATCH):
        # The database runs pipelined statements in order, so the search sees what the locks guard.
        with pipelined():
            store.lock({*entering.own}.union(*(target.hashes for target in targets)))
            existing = placing.find_existing(entering, now)
            query = candidates.send_query(asker, targets, now)
            # Prepare the entries here while the database searches.
            placed = placing.upsert_entries(existing, now, _until(now))
        return settle(asker, placed, _candidates(asker, targets, query))


def refer(made: Check, hits: Sequence[int]) -> None:
    """Record which hits of a check went to a desk. The unit sees one when a desk confirms it."""
    if hits:
        with elevated(TO_MATCH):
            insert([Referral(receipt_id=made.ref, hit_id=hit) for hit in hits])


def _until(now: datetime) -> datetime:
    return now + timedelta(days=rules.ENTRY_LIFE_DAYS)


def enter(entering: Entering) -> list[Placed]:
    """Create or renew the entries without searching for matches.

    A bulk check takes no locks: it commits this first, then calls `grace`, and only then `look`.
    """
    secret_mark.require()
    now = clock.now()
    with elevated(TO_MATCH):
        return placing.upsert_entries(placing.find_existing(entering, now), now, _until(now))


def grace() -> None:
    """Wait for the checks under way, which may have missed entries written without locks."""
    with elevated(TO_MATCH):
        store.wait_for_checks()


def look(asker: Asker, targets: Sequence[Target]) -> store.Met:
    """Return the candidates for targets that are already entered, without taking locks."""
    secret_mark.require()
    with elevated(TO_MATCH):
        with pipelined():
            store.go_by_index()
            query = candidates.send_query(asker, targets, clock.now())
        return _candidates(asker, targets, query)


def _candidates(
    asker: Asker, targets: Sequence[Target], query: candidates.CandidateQuery
) -> store.Met:
    """Load the plausible candidates, and search again for targets with only common keys."""
    columns = candidates.read_result(query)
    plausible = screening.plausible_mask(targets, columns)
    met = candidates.load_candidates(targets, columns, plausible)
    if common_only := screening.targets_with_only_common_keys(targets, columns):
        query = candidates.send_query(asker, common_only, clock.now(), even_full=True)
        columns = candidates.read_result(query)
        plausible = screening.plausible_mask(common_only, columns)
        more = candidates.load_candidates(common_only, columns, plausible)
        met = met.with_more(more)
    return met


def settle(
    asker: Asker, placed: Sequence[Placed], met: store.Met, judged: judging.Judged | None = None
) -> Found:
    """Score the candidates, unless `judged` is given, and raise the new hits."""
    now, targets = clock.now(), [entered.target for entered in placed]
    with elevated(TO_MATCH):
        judged = judged or judging.judge(targets, met)
        answered, raised = hit_store.raise_or_reuse(asker, placed, judged.matches, now, met.matcher)
        over_matching = _record_over_matching(judged.over_matching)
    by_target = _by_target(targets, answered)
    return Found(
        standing=len({answer.hit_id for answer in answered if answer.is_told}),
        referred=sum(1 for disclosed, desk_only in by_target if desk_only and not disclosed),
        notes=judged.notes,
        raised=raised,
        over_matching=over_matching,
        variants=_count_variants(placed, met),
        by_target=by_target,
        entered=[entered.ref for entered in placed],
    )


def _by_target(targets: Sequence[Target], answered: Sequence[hit_store.Answered]) -> list[ByTarget]:
    """Return for each target the hits disclosed to its unit, and the hits that went to a desk."""
    hits: dict[int, tuple[set[int], set[int]]] = {id(target): (set(), set()) for target in targets}
    for answer in answered:
        hits[id(answer.match.target)][0 if answer.is_told else 1].add(answer.hit_id)
    return [hits[id(target)] for target in targets]


def _record_over_matching(over: dict[int, str]) -> list[str]:
    """Record the over-matching values, and return the kinds of those that are new."""
    if not over:
        return []
    known = set(OverMatching.objects.filter(hash__in=over).values_list("hash", flat=True))
    new = [
        OverMatching(hash=key, kind=kind, told_at=clock.now())
        for key, kind in sorted(over.items())
        if key not in known
    ]
    OverMatching.objects.bulk_create(new, ignore_conflicts=True)
    return [value.kind for value in new]


def _count_variants(placed: Sequence[Placed], met: store.Met) -> int:
    """Count the officer's entries of the last day that nearly match one of these targets."""
    entered_now = {entered.entry_id for entered in placed}
    earlier = [keys for entry, keys in met.own.items() if entry not in entered_now]
    return max((judging.count_variants(entered.target, earlier) for entered in placed), default=0)


def issued_on(receipt: str) -> date | None:
    """Return the day any unit's receipt was issued; None if the number is not known."""
    with elevated(TO_VERIFY):
        made_at = Check.objects.filter(ref=receipt).values_list("made_at", flat=True).first()
    return made_at.astimezone(clock.LONDON).date() if made_at else None
