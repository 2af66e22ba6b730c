"""Which of the entries that share a key are a match, and how strong a one. Writes nothing."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.matching import beside
from broadhurst.capabilities.deconfliction.matching.across import Across
from broadhurst.capabilities.deconfliction.matching.across import scores as scores_across
from broadhurst.capabilities.deconfliction.matching.looking import Looked
from broadhurst.capabilities.deconfliction.matching.store import Candidate, Met
from broadhurst.capabilities.deconfliction.models import Hit, Kind
from broadhurst.capabilities.deconfliction.rules.asking import OVER_MATCHING
from broadhurst.capabilities.deconfliction.targets import NEAR, NEARLY, Target
from broadhurst_linkage.blocking import rules
from broadhurst_linkage.encoding.rows import WORDS, in_other_script
from broadhurst_linkage.identifiers import KINDS
from broadhurst_linkage.matcher import (
    BANDS,
    LEAST_ACROSS,
    Band,
    Matcher,
    Scored,
    rows_of,
)
from broadhurst_linkage.normalise.invalid import Invalid
from broadhurst_linkage.scoring.comparisons import COMPARISONS

# The most telling first: a hit is named after the first that both sides share.
STRONGEST_FIRST = (
    Kind.PERSON, Kind.ACCOUNT, Kind.WALLET, Kind.IMEI, Kind.DEVICE, Kind.PHONE, Kind.VEHICLE,
    Kind.HANDLE, Kind.ADDRESS, Kind.COMPANY,
)  # fmt: skip
Rows = NDArray[np.uint64]
ROW = 8 * WORDS
# The weight of likeness below which no band begins: nothing is made of such an entry, or asked of
# it, so that a check takes no longer for who is nearly alike than for who is not there.
LEAST = math.log2(BANDS[Band.REVIEW] / (1 - BANDS[Band.REVIEW]))
CUT = (
    "More entries have something in common with what was checked than are looked at. "
    "Check less at a time, or add dates of birth."
)
BORN = next(one.words for one in COMPARISONS if one.name == "born")


@dataclass(frozen=True)
class Match:
    """That a target and an entry of another unit match: what they share, how strongly, and why."""

    target: Target
    entry: Candidate
    kinds: tuple[str, ...]
    strength: str
    is_review: bool
    shared: frozenset[int]
    reasons: Mapping[str, Any] | None


@dataclass(frozen=True)
class Judged:
    """The matches, strongest first; exact keys that too many share; and what was skipped, said."""

    matches: list[Match]
    over_matching: dict[int, str]
    notes: list[str]


def judge(targets: Sequence[Target], met: Met) -> Judged:
    """Compare each target with the entries that share a key with it."""
    over = _over_matching(targets, met)
    matches: list[Match] = []
    notes = [CUT] if met.is_cut else []
    sharers = _by_key(met.others) if len(targets) > 1 else {}
    for target in targets:
        places = {place for key in target.hashes & sharers.keys() for place in sharers[key]}
        found = [met.others[place] for place in sorted(places)] if sharers else met.others
        matches += _matches(target, found, over.keys(), met.matcher)
        notes += _notes(target, met.full, over)
    return Judged(matches, over, notes)


def _by_key(entries: Sequence[Candidate]) -> dict[int, list[int]]:
    """The places of the entries that have each key."""
    found: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(entries):
        for key in one.keys:
            found[key].append(place)
    return found


def worth_a_look(targets: Sequence[Target], looked: Looked) -> NDArray[np.bool_]:
    """Of each entry that shares a key, whether it may be judged a match.

    It shares what counts by itself, or its rows are alike; so are few of hundreds.
    """
    worth = np.zeros(len(looked.ids), np.bool_)
    others = np.ones(len(looked.ids), np.bool_)
    matcher = Matcher.default().within(looked.size)
    for target in targets:
        near = (key for key, number in target.asked.items() if number == NEAR)
        worth |= looked.sharers({*target.exact, *target.weak, *near})
        sharers = looked.sharers(target.hashes) if len(targets) > 1 else others
        of_sharers = sharers[looked.owners]
        if target.rows and of_sharers.any():
            # Of two who have one name, what the one's is counted as is enough to make it so common.
            mine = looked.common.apply(rows_of(target.rows))
            alike = _alike(mine, looked.rows[of_sharers], matcher)
            worth[looked.owners[of_sharers][alike]] = True
    return worth


def _alike(mine: Rows, rows: Rows, matcher: Matcher) -> NDArray[np.bool_]:
    """Which rows weigh enough to be judged."""
    weights = np.max([matcher.weights(row, rows) for row in mine], axis=0)
    read = in_other_script(rows) | in_other_script(mine).any()
    alike: NDArray[np.bool_] = weights >= np.where(read, LEAST_ACROSS, LEAST)
    return alike


def full_alone(targets: Sequence[Target], looked: Looked) -> list[Target]:
    """Targets with whom nobody shares anything but over-full keys: these are then looked at."""
    return [
        one for one in targets
        if not (one.exact or looked.full.isdisjoint(one.asked))
        and not looked.sharers(one.hashes).any()
    ]  # fmt: skip


def alike(target: Target, entries: Iterable[frozenset[int]]) -> int:
    """How many entries, of which the keys are given, are nearly the same as a target."""
    return sum(
        1 for keys in entries if len(keys & target.asked.keys()) > 1 and keys & target.kept.keys()
    )


def _over_matching(targets: Sequence[Target], met: Met) -> dict[int, str]:
    units: dict[int, set[int]] = defaultdict(set)
    for one in met.others:
        for key in one.keys:
            units[key].add(one.unit_id)
    return {
        key: kind
        for target in targets
        for key, kind in target.exact.items()
        if key in met.full or len(units[key]) > OVER_MATCHING
    }


def _matches(
    target: Target, found: list[Candidate], over: Iterable[int], matcher: Matcher
) -> Iterator[Match]:
    scored = _scores(target, found, matcher)
    across = scores_across(target, found, matcher)
    useful = target.exact.keys() - set(over)
    for place, one in enumerate(found):
        read = across.get(place)
        score = scored.get(place)
        if read and score and score.weight >= read.score.weight:
            read = None
        score = read.score if read else score
        shared = frozenset(one.keys & useful)
        kinds = {target.exact[key] for key in shared}
        strength = Hit.Strength.EXACT if kinds else Hit.Strength.PROBABLE
        kinds = kinds or ({Kind.PERSON.value} if score else _nearly(target, one))
        if not kinds:
            continue
        reasons = read.reasons(matcher) if read else _reasons(target, one, matcher)
        is_alike = bool(score and score.band is Band.NOTIFY and not _contradicted(reasons))
        ordered = tuple(kind.value for kind in STRONGEST_FIRST if kind in kinds)
        if is_alike and Kind.PERSON not in kinds and _alike_by_itself(target, one, read, matcher):
            ordered = (*ordered, Kind.PERSON.value)
        yield Match(target, one, ordered, strength, not (shared or is_alike), shared, reasons)


def _alike_by_itself(target: Target, one: Candidate, read: Across | None, matcher: Matcher) -> bool:
    if read:
        return beside.is_alike([read.mine.tobytes()], [read.theirs.tobytes()], matcher)
    return beside.is_alike(target.rows, [one.rows], matcher)


def _contradicted(reasons: Mapping[str, Any] | None) -> bool:
    """Whether the two have dates of birth that are not even alike: only a desk is told of that."""
    bars = reasons["bars"] if reasons else ()
    return any(bar["name"] == BORN and bar["weight"] < 0 for bar in bars)


def _scores(target: Target, found: list[Candidate], matcher: Matcher) -> dict[int, Scored]:
    """The best score of each candidate, over every name of either; those of no band left out."""
    rows = b"".join(one.rows for one in found)
    if not (target.rows and rows):
        return {}
    owners = [place for place, one in enumerate(found) for _ in range(len(one.rows) // ROW)]
    candidates = rows_of([rows])
    best: dict[int, Scored] = {}
    for mine in rows_of(target.rows):
        for score in matcher.score(mine, candidates):
            place = owners[score.index]
            if place not in best or score.weight > best[place].weight:
                best[place] = score
    return best


def _reasons(target: Target, one: Candidate, matcher: Matcher) -> Mapping[str, Any] | None:
    """The waterfall of the two names that match best."""
    if not (target.rows and one.rows):
        return None
    pairs = ((mine, theirs) for mine in rows_of(target.rows) for theirs in rows_of([one.rows]))
    told = (matcher.explain(mine, theirs) for mine, theirs in pairs)
    return max(told, key=lambda one: float(one["weight"]))


def _nearly(target: Target, one: Candidate) -> set[str]:
    """Kinds of which the two have what is nearly the same: an address without its flat."""
    kinds = {target.weak[key] for key in one.keys & target.weak.keys()}
    if one.content is None:
        return kinds
    for kind in NEARLY:
        pairs = (
            (mine, theirs)
            for mine in target.content.get(kind, ())
            for theirs in one.content.get(kind, ())
        )
        if any(_is_near(kind, *pair) for pair in pairs):
            kinds.add(kind)
    return kinds


def _is_near(kind: str, one: str, other: str) -> bool:
    try:
        return KINDS[kind].strength(one, other) is not None
    except Invalid:
        return False


def _notes(target: Target, full: frozenset[int], over: Mapping[int, str]) -> Iterator[str]:
    """What was not looked at, in words: nothing is skipped in silence."""
    numbers = {number for key, number in target.asked.items() if key in full and number != NEAR}
    if numbers:
        words = [rules.WORDS[rules.BlockingRule(number)] for number in sorted(numbers)]
        add = "" if target.content.get("born") else " Add a date of birth."
        yield f"{target.label}: too common to go by: {', '.join(words)}.{add}"
    for kind in sorted({over[key] for key in target.exact.keys() & over.keys()}):
        yield (
            f"{target.label}: too many units have entered the same {kind}, so no new hits are "
            "raised on it. Your desk has been told."
        )
