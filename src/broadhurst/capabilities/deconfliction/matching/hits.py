"""Step 4 of a check: raise a hit for each match, or reuse an existing one.

`find_hits` is the whole check, and the only way to other units' entries. It never returns what it
reads of them: a unit gets back its own sides of hits, which say who to contact.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from broadhurst.capabilities.deconfliction.matching import match_key, sql
from broadhurst.capabilities.deconfliction.matching.candidates import find_candidates
from broadhurst.capabilities.deconfliction.matching.entries import store_entries
from broadhurst.capabilities.deconfliction.matching.new_hits import NewHits
from broadhurst.capabilities.deconfliction.matching.payload import EntryBatch
from broadhurst.capabilities.deconfliction.matching.scoring import score_candidates
from broadhurst.capabilities.deconfliction.matching.stages import (
    CheckContext,
    Entries,
    Hits,
    Match,
    Scores,
)
from broadhurst.capabilities.deconfliction.models import Check, Hit, OverMatching, Referral
from broadhurst.capabilities.deconfliction.queries.on_duty import (
    read_duty_contacts,
    send_duty_contacts,
)
from broadhurst.capabilities.deconfliction.rules.checking import FRESH_FOR_DAYS
from broadhurst.capabilities.deconfliction.targets.target import Target
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.database.arrays import array
from broadhurst.foundation.database.prepared import insert, numbers, pipelined, send
from broadhurst_linkage.matcher import Matcher, rows_of

TO_MATCH = "to find other units that work on the same targets"
TO_VERIFY = "to look up the day a receipt was issued"


def find_hits(context: CheckContext, targets: Sequence[Target], receipt: str) -> Hits:
    """Enter the targets for a unit, and raise a hit with each other unit that works on one.

    `receipt` is the number of the check, which the caller writes afterwards in the transaction.
    """
    with elevated(TO_MATCH), pipelined():
        marks = match_key.require()
        batch = EntryBatch(context, targets).under(marks)
        candidates = find_candidates(batch)
        scores = score_candidates(candidates)
        entries = store_entries(batch, candidates.own_entries, marks.written_generation)
        hits = raise_hits(entries, scores)
        record_referrals(receipt, hits.untold)
        return hits


def raise_hits(entries: Entries, scores: Scores) -> Hits:
    """Return the hits of each target, after the new ones are raised.

    A match with an entry that was deleted meanwhile is dropped. Called past the wall.
    """
    answers, new = _answer_matches(entries, scores) if scores.matches else ([], None)
    by_target = {id(stored.target): (set[int](), set[int]()) for stored in entries.stored}
    for answer in answers:
        by_target[id(answer.match.target)][0 if answer.is_disclosed else 1].add(answer.hit_id)
    entered_now = {stored.entry_id for stored in entries.stored}
    return Hits(
        by_target=[by_target[id(stored.target)] for stored in entries.stored],
        raised=new.save() if new else [],
        notes=scores.notes,
        over_matching=_record_over_matching(scores.over_matching),
        variants=max((len(ids - entered_now) for ids in scores.variants), default=0),
        entered=[stored.ref for stored in entries.stored],
    )


def record_referrals(receipt: str, hits: Sequence[int]) -> None:
    """Record which hits of a check went to a desk. The unit sees one when a desk confirms it.

    Called past the wall. The check itself may be written later in the transaction.
    """
    insert([Referral(receipt_id=receipt, hit_id=hit) for hit in hits])


def issued_on(receipt: str) -> date | None:
    """Return the day any unit's receipt was issued; None if the number is not known."""
    with elevated(TO_VERIFY):
        made_at = Check.objects.filter(ref=receipt).values_list("made_at", flat=True).first()
    return made_at.astimezone(clock.LONDON).date() if made_at else None


@dataclass(frozen=True)
class _ExistingHit:
    """A hit that need not be raised again.

    `keys` are the identifier keys of the unit's own entry. `shared` is the subset of `keys` that
    the hit already lists as shared.
    """

    other_entry: int
    hit_id: int
    own_entry: int | None
    is_disclosed: bool
    keys: Sequence[int]
    shared: Sequence[int]


@dataclass(frozen=True)
class _Answer:
    """The hit that answers a match: an existing hit or a new one."""

    match: Match
    own_entry: int
    hit_id: int
    is_disclosed: bool


def _answer_matches(entries: Entries, scores: Scores) -> tuple[list[_Answer], NewHits]:
    """Return the hit that answers each match, and the new hits among them, not yet written."""
    context, matches, now = entries.context, scores.matches, clock.now()
    other_entries = {match.entry.entry_id for match in matches}
    settled = now - timedelta(days=FRESH_FOR_DAYS)
    with pipelined():
        existing = send(sql.EXISTING_HITS, {
            "unit": context.unit.pk, "entries": array({*entries.ids.values(), *other_entries}),
            "settled": settled,
        })  # fmt: skip
        # Hits need ids before they are written, because one may also answer a later match.
        ids = numbers(Hit, len(matches))
        contacts = send_duty_contacts({context.unit.pk, *(m.entry.unit_id for m in matches)}, now)
    rows = existing.rows()
    answers = _Answers((_ExistingHit(*row) for row in rows if row[1]), context, scores.matcher)
    new = NewHits(context, now, [pk for (pk,) in ids.rows()], read_duty_contacts(contacts))
    there = {entry for entry, *_ in rows}
    for match in sorted(matches, key=_strongest_first):
        own_entry = entries.ids[id(match.target)]
        if {match.entry.entry_id, own_entry} <= there and not answers.answer(match, own_entry):
            side = new.raise_hit(own_entry, match)
            answers.add(_Answer(match, own_entry, side.hit_id, side.is_disclosed))
    if answers.shared_too:
        hits, keys = zip(*answers.shared_too, strict=True)
        send(sql.ADD_SHARED, {"hits": array(hits), "keys": array(keys)})
    return answers.all, new


def _strongest_first(match: Match) -> tuple[bool, bool, int, int, datetime, int]:
    entry = match.entry
    return (
        match.is_review, not match.shared, -len(match.shared), -len(match.kinds),
        entry.registered_at, entry.entry_id,
    )  # fmt: skip


class _Answers:
    """The existing hits by the other entry, and the matches answered so far."""

    def __init__(
        self, existing: Iterable[_ExistingHit], context: CheckContext, matcher: Matcher
    ) -> None:
        self.matcher, self.is_silent = matcher, context.is_silent
        self.existing: dict[int, list[_ExistingHit]] = defaultdict(list)
        for hit in existing:
            self.existing[hit.other_entry].append(hit)
        self.all: list[_Answer] = []
        self.shared_too: list[tuple[int, int]] = []
        self.of_unit: dict[tuple[int, int], list[_Answer]] = defaultdict(list)

    def add(self, answer: _Answer) -> None:
        """Record the hit that answers a match."""
        self.all.append(answer)
        self.of_unit[answer.own_entry, answer.match.entry.unit_id].append(answer)

    def answer(self, match: Match, own_entry: int) -> bool:
        """Answer a match with an existing hit, and return whether there is one."""
        answer = self._existing_hit(match, own_entry)
        if answer:
            self.add(answer)
        return answer is not None

    def _existing_hit(self, match: Match, own_entry: int) -> _Answer | None:
        """Return the hit that already tells both units that they share this target, or None.

        It may be on another of the other unit's entries of the same target, because the number of
        these entries must stay private. A hit that only desks see, or that a desk dismissed, never
        answers a match that is disclosed to units.
        """
        is_for_desks = match.is_review or self.is_silent or match.entry.is_silent
        for hit in self.existing.get(match.entry.entry_id, ()):
            if not (hit.is_disclosed or is_for_desks):
                continue
            keys = match.shared or match.target.person_keys
            if hit.own_entry == own_entry or not keys.isdisjoint(hit.keys):
                newly_shared = match.shared.intersection(hit.keys).difference(hit.shared)
                self.shared_too += [(hit.hit_id, key) for key in sorted(newly_shared)]
                return _Answer(match, own_entry, hit.hit_id, hit.is_disclosed)
        for earlier in self.of_unit.get((own_entry, match.entry.unit_id), ()):
            if _covers(earlier.match, match, self.matcher):
                return _Answer(match, own_entry, earlier.hit_id, earlier.is_disclosed)
        return None


def _covers(earlier: Match, match: Match, matcher: Matcher) -> bool:
    """Return whether the earlier match already discloses everything this match would.

    Both matches are with entries of the same other unit.
    """
    if earlier.entry.is_silent != match.entry.is_silent:
        return False
    if match.shared:
        return earlier.shared >= match.shared and {*earlier.kinds} >= {*match.kinds}
    return _same_person(earlier.entry.feature_vectors, match.entry.feature_vectors, matcher)


def _same_person(rows: bytes, other_rows: bytes, matcher: Matcher) -> bool:
    if not (rows and other_rows):
        return rows == other_rows
    return matcher.tells(rows_of([rows]), rows_of([other_rows]))


def _record_over_matching(over: Mapping[int, str]) -> list[str]:
    """Record the over-matching values, and return the kinds of those that are new."""
    if not over:
        return []
    already_known = set(OverMatching.objects.filter(hash__in=over).values_list("hash", flat=True))
    new = [
        OverMatching(hash=key, kind=kind, told_at=clock.now())
        for key, kind in sorted(over.items())
        if key not in already_known
    ]
    OverMatching.objects.bulk_create(new, ignore_conflicts=True)
    return [value.kind for value in new]
