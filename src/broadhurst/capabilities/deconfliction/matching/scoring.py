"""Step 2 of a check: score the candidates. Which of them match, and how strongly?"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import Any

from broadhurst.capabilities.deconfliction.matching.cross_script import (
    CrossScriptScore,
    cross_script_scores,
)
from broadhurst.capabilities.deconfliction.matching.stages import (
    Candidate,
    Candidates,
    Match,
    Scores,
)
from broadhurst.capabilities.deconfliction.models import Hit, Kind
from broadhurst.capabilities.deconfliction.rules.rate_limits import OVER_MATCHING
from broadhurst.capabilities.deconfliction.targets.keying import NEARLY
from broadhurst.capabilities.deconfliction.targets.target import NEAR, Target
from broadhurst_linkage.blocking import rules
from broadhurst_linkage.encoding.rows import WORDS, of_people
from broadhurst_linkage.identifiers import KINDS
from broadhurst_linkage.matcher import Band, Matcher, Scored, rows_of
from broadhurst_linkage.normalise.invalid import Invalid
from broadhurst_linkage.scoring.comparisons import COMPARISONS

# The strongest evidence first: a hit is named after the first kind that both sides share.
STRONGEST_FIRST = (
    Kind.PERSON, Kind.ACCOUNT, Kind.WALLET, Kind.IMEI, Kind.DEVICE, Kind.PHONE, Kind.VEHICLE,
    Kind.HANDLE, Kind.ADDRESS, Kind.COMPANY,
)  # fmt: skip
ROW = 8 * WORDS
CUT = (
    "Too many entries share something with these targets, so not all of them were compared. "
    "Check fewer targets at a time, or add dates of birth."
)
BORN = next(comparison.words for comparison in COMPARISONS if comparison.name == "born")


def score_candidates(candidates: Candidates) -> Scores:
    """Compare each target with the candidates that share a key with it."""
    over = _over_matching(candidates)
    matcher, targets, others = candidates.matcher, candidates.targets, candidates.others
    sharers = _by_key(others) if len(targets) > 1 else {}
    matches: list[Match] = []
    notes = [CUT] if candidates.is_cut else []
    for target in targets:
        indices = {index for key in target.key_hashes & sharers.keys() for index in sharers[key]}
        compared = [others[index] for index in sorted(indices)] if sharers else others
        matches += _matches(target, compared, over.keys(), matcher)
        notes += _notes(target, candidates.full, over)
    variants = [_variants(target, candidates.recent) for target in targets]
    return Scores(matches, over, notes, variants, matcher)


def _by_key(candidates: Sequence[Candidate]) -> dict[int, list[int]]:
    """Return for each key the indices of the candidates that have it."""
    indices: dict[int, list[int]] = defaultdict(list)
    for index, candidate in enumerate(candidates):
        for key in candidate.keys:
            indices[key].append(index)
    return indices


def _variants(target: Target, recent: Mapping[int, frozenset[int]]) -> frozenset[int]:
    """Return the recent entries, each given with its keys, that are nearly the same as a target."""
    return frozenset(
        entry
        for entry, keys in recent.items()
        if len(keys & target.query_keys.keys()) > 1 and keys & target.stored_keys.keys()
    )


def _over_matching(candidates: Candidates) -> dict[int, str]:
    """Return the exact keys that too many units share, with their kind."""
    units: dict[int, set[int]] = defaultdict(set)
    for candidate in candidates.others:
        for key in candidate.keys:
            units[key].add(candidate.unit_id)
    return {
        key: kind
        for target in candidates.targets
        for key, kind in target.exact.items()
        if key in candidates.full or len(units[key]) > OVER_MATCHING
    }


def _matches(
    target: Target, candidates: Sequence[Candidate], over: Collection[int], matcher: Matcher
) -> Iterator[Match]:
    scores = _scores(target, candidates, matcher)
    cross_script = cross_script_scores(target, candidates, matcher)
    useful = target.exact.keys() - over
    for index, candidate in enumerate(candidates):
        crossed, score = _better(cross_script, scores, index)
        shared = frozenset(candidate.keys & useful)
        kinds = {target.exact[key] for key in shared}
        strength = Hit.Strength.EXACT if kinds else Hit.Strength.PROBABLE
        kinds = kinds or ({Kind.PERSON.value} if score else _nearly_equal_kinds(target, candidate))
        if not kinds:
            continue
        reasons = crossed.reasons(matcher) if crossed else _reasons(target, candidate, matcher)
        is_likely = bool(score and score.band is Band.NOTIFY and not _contradicted(reasons))
        ordered = tuple(kind.value for kind in STRONGEST_FIRST if kind in kinds)
        if (
            is_likely
            and Kind.PERSON not in kinds
            and _is_likely_without_identifiers(target, candidate, crossed, matcher)
        ):
            ordered = (*ordered, Kind.PERSON.value)
        is_review = not (shared or is_likely)
        yield Match(target, candidate, ordered, strength, is_review, shared, reasons)


def _better(
    cross_script: Mapping[int, CrossScriptScore | None], scores: Mapping[int, Scored], index: int
) -> tuple[CrossScriptScore | None, Scored | None]:
    """Return the better score of a candidate, and the names in one spelling if that is better.

    If all names were compared in one spelling, no other score counts.
    """
    crossed, score = cross_script.get(index), scores.get(index)
    if index in cross_script and (crossed is None or crossed.is_alone):
        return crossed, crossed.score if crossed else None
    if crossed and score and score.order >= crossed.score.order:
        return None, score
    return crossed, crossed.score if crossed else score


def _is_likely_without_identifiers(
    target: Target, candidate: Candidate, crossed: CrossScriptScore | None, matcher: Matcher
) -> bool:
    """Return whether two people match by their own details, without the shared identifiers.

    A relative has the surname, the address and often the phone of a suspect, so a shared identifier
    is no evidence that the person is the same.
    """
    mine, theirs = rows_of(target.feature_vectors), rows_of([candidate.feature_vectors])
    if crossed:
        mine, theirs = crossed.mine.reshape(1, -1), crossed.theirs.reshape(1, -1)
    return matcher.tells(of_people(mine), of_people(theirs))


def _contradicted(reasons: Mapping[str, Any] | None) -> bool:
    """Return whether the dates of birth differ clearly: such a match goes to a desk only."""
    bars = reasons["bars"] if reasons else ()
    return any(bar["name"] == BORN and bar["weight"] < 0 for bar in bars)


def _scores(target: Target, candidates: Sequence[Candidate], matcher: Matcher) -> dict[int, Scored]:
    """Return the best score of each candidate over all names of both, by the candidate's index.

    A candidate below every band is left out.
    """
    rows = b"".join(candidate.feature_vectors for candidate in candidates)
    if not (target.feature_vectors and rows):
        return {}
    owners = [
        index
        for index, candidate in enumerate(candidates)
        for _ in range(len(candidate.feature_vectors) // ROW)
    ]
    their_rows = rows_of([rows])
    best: dict[int, Scored] = {}
    my_rows = rows_of(target.feature_vectors)
    usual = (score for mine in my_rows for score in matcher.score(mine, their_rows))
    turned = (score for score, *_ in matcher.score_turned(my_rows, their_rows))
    for score in chain(usual, turned):
        index = owners[score.index]
        if index not in best or score.order > best[index].order:
            best[index] = score
    return best


def _reasons(target: Target, candidate: Candidate, matcher: Matcher) -> Mapping[str, Any] | None:
    """Return the waterfall of the two names that match best."""
    if not (target.feature_vectors and candidate.feature_vectors):
        return None
    my_rows, their_rows = rows_of(target.feature_vectors), rows_of([candidate.feature_vectors])
    usual = (matcher.explain(*pair) for pair in product(my_rows, their_rows))
    turned = (
        matcher.explain(*pair, is_turned=True)
        for _, *pair in matcher.score_turned(my_rows, their_rows)
    )
    return max(chain(usual, turned), key=_order)


def _order(waterfall: Mapping[str, Any]) -> tuple[bool, float]:
    """Return the sort key of the best waterfall, as in `Scored.order`."""
    return waterfall["band"] == Band.NOTIFY, float(waterfall["weight"])


def _nearly_equal_kinds(target: Target, candidate: Candidate) -> set[str]:
    """Return the kinds of value that are nearly the same, such as an address without its flat."""
    kinds = {target.weak[key] for key in candidate.keys & target.weak.keys()}
    if candidate.submitted is None:
        return kinds
    for kind in NEARLY:
        pairs = (
            (mine, theirs)
            for mine in target.submitted.get(kind, ())
            for theirs in candidate.submitted.get(kind, ())
        )
        if any(_is_nearly_equal(kind, *pair) for pair in pairs):
            kinds.add(kind)
    return kinds


def _is_nearly_equal(kind: str, mine: str, theirs: str) -> bool:
    try:
        return KINDS[kind].strength(mine, theirs) is not None
    except Invalid:
        return False


def _notes(target: Target, full: frozenset[int], over: Mapping[int, str]) -> Iterator[str]:
    """Say in words what was not compared: nothing is skipped silently."""
    numbers = {
        number for key, number in target.query_keys.items() if key in full and number != NEAR
    }
    if numbers:
        words = [rules.WORDS[rules.BlockingRule(number)] for number in sorted(numbers)]
        add = "" if target.submitted.get("born") else " Add a date of birth."
        yield f"{target.title}: too common to compare: {', '.join(words)}.{add}"
    for kind in sorted({over[key] for key in target.exact.keys() & over.keys()}):
        yield (
            f"{target.title}: too many units have entered the same {kind}, so no new hits are "
            "raised on it. Your desk has been told."
        )
