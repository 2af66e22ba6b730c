"""Search every kind of record, and group what is found."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from broadhurst.capabilities.correspondence.queries import CORRESPONDENCE
from broadhurst.capabilities.deconfliction.queries.search import by_reference
from broadhurst.capabilities.disruptions.queries.search import DISRUPTIONS
from broadhurst.capabilities.establishment.queries.search import OFFICERS, ORGANISATIONS, UNITS
from broadhurst.capabilities.files.queries.search import FILES
from broadhurst.capabilities.funding.queries.search import FUNDING
from broadhurst.capabilities.inspections.queries.search import FINDINGS, REPORTS
from broadhurst.capabilities.letters.queries.search import LETTERS
from broadhurst.capabilities.liaison.queries.search import REQUESTS
from broadhurst.capabilities.notes.queries.search import NOTES
from broadhurst.capabilities.orders.queries.search import ORDERS
from broadhurst.capabilities.plans.queries.search import ACTIONS
from broadhurst.capabilities.practice.queries.search import PRACTICE
from broadhurst.capabilities.register.queries.search import (
    IDENTIFIERS,
    OCGS,
    PEOPLE,
    identifier_keys,
)
from broadhurst.capabilities.safeguarding.queries.search import REFERRALS
from broadhurst.capabilities.self_assessment.queries.search import ASSESSMENTS
from broadhurst.capabilities.tasking.queries.search import BIDS
from broadhurst.capabilities.tracking.queries.search import MILESTONES
from broadhurst.capabilities.transfers.queries.search import TRANSFERS
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.search.asked import Asked, asked
from broadhurst.foundation.search.candidates import ALIKE, Candidate, candidates
from broadhurst.foundation.search.found import Found, Kind
from broadhurst.foundation.search.models import RecentSearch
from broadhurst.surfaces.search.whole_references import with_reference

# The order in which groups that match equally well are shown.
KINDS = (
    OCGS, PEOPLE, IDENTIFIERS, REQUESTS, ACTIONS, DISRUPTIONS, BIDS, TRANSFERS, REFERRALS,
    ORDERS, NOTES, FILES, REPORTS, FINDINGS, MILESTONES, ASSESSMENTS, CORRESPONDENCE, FUNDING,
    PRACTICE, LETTERS, ORGANISATIONS, UNITS, OFFICERS,
)  # fmt: skip
KEYS = [kind.key for kind in KINDS]
FEW, MANY = 5, 100  # results of each kind, and of one kind alone
REFERENCE_OF_DECONFLICTION = re.compile(r"(TGT|HIT|DCN)-[0-9A-Z-]{4,16}")


@dataclass(frozen=True)
class Group:
    """The results of one kind, best first."""

    key: str
    title: str
    results: Sequence[Found]
    has_more: bool = False


@dataclass(frozen=True)
class Results:
    """The results of a search. `suggestion` is a name that the text may be a typing error of."""

    text: str
    groups: Sequence[Group] = field(default_factory=list)
    suggestion: str = ""


def search(actor: Actor, text: str, kind: str = "") -> Results:
    """Search for a text among all kinds of record, or one, that the actor may see."""
    query = asked(text)
    if not query.folded:
        return Results(query.text)
    chosen = [kind] if kind else KEYS
    most = MANY if kind else FEW
    matches = candidates(query, identifier_keys(query), chosen, most + 1)
    groups = [] if kind else _referenced(actor, query)
    groups += _grouped(actor, matches, most)
    return Results(query.text, groups, _suggestion(matches, groups))


def record_with_reference(results: Results) -> Found | None:
    """Return the one record whose whole reference was searched for, if it has a page."""
    reference = _as_reference(results.text)
    groups = [
        result
        for group in results.groups
        for result in group.results
        if result.ref.upper() == reference
    ]
    return groups[0] if len(groups) == 1 and groups[0].href else None


def _as_reference(text: str) -> str:
    return text.upper().replace(" ", "-")


def recent_searches(actor: Actor) -> list[str]:
    """Return the officer's recent searches, newest first."""
    recent = RecentSearch.objects.filter(officer=actor.officer)
    return list(recent.values_list("text", flat=True))


def _referenced(actor: Actor, asked: Asked) -> list[Group]:
    """Return the record with this reference, if it is of a kind that is not in the index."""
    reference = _as_reference(asked.text)
    if REFERENCE_OF_DECONFLICTION.fullmatch(reference):
        results = list(by_reference(actor, reference))
        return [Group("deconfliction", "Deconfliction", results)] if results else []
    others = list(with_reference(reference))
    return [Group("reference", "With this reference", others)] if others else []


def _grouped(actor: Actor, matches: Sequence[Candidate], most: int) -> list[Group]:
    """Return a group of each kind that was found, those with the best match first."""
    by_kind: dict[str, list[Candidate]] = {}
    for match in matches:
        by_kind.setdefault(match.kind, []).append(match)
    ranked = sorted(
        (kind for kind in KINDS if kind.key in by_kind),
        key=lambda kind: min(match.rank for match in by_kind[kind.key]),
    )
    groups = [_group(actor, kind, by_kind[kind.key], most) for kind in ranked]
    return [group for group in groups if group.results]


def _group(actor: Actor, kind: Kind, matches: Sequence[Candidate], most: int) -> Group:
    ids = [match.record_id for match in matches[:most]]
    rows = {result.record_id: result for result in kind.read(actor, ids)}
    results = [rows[key] for key in ids if key in rows]
    return Group(kind.key, kind.title, results, has_more=len(matches) > most)


def _suggestion(matches: Sequence[Candidate], groups: Iterable[Group]) -> str:
    """Return the name most like the text, if nothing matched better than a typing error."""
    if not matches or min(match.rank for match in matches) < ALIKE:
        return ""
    names = {
        (group.key, result.record_id): result.suggests
        for group in groups
        for result in group.results
    }
    name_of_matches = (names.get((match.kind, match.record_id), "") for match in matches)
    return next(filter(None, name_of_matches), "")
