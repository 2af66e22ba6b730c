"""Queries for policies, chains and delegations."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from broadhurst.capabilities.clearance import rules
from broadhurst.capabilities.clearance.models import (
    Chain,
    Delegation,
    Kind,
    Move,
    Policy,
    Step,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.agencies.models import Agency, Officer, Posting, in_force_on
from broadhurst.foundation.database.ahead import Ask


def policies() -> QuerySet[Policy]:
    """Return policies with the related rows that their pages show."""
    return Policy.objects.select_related("agency", "set_by")


def policy_on(agency: Agency, day: date) -> Policy | None:
    """Return the policy of an organisation on a day. None means one clearance by a clearer."""
    return policies().filter(agency=agency, from_on__lte=day, withdrawn_at=None).first()


def steps_on(agency: Agency, day: date) -> list[tuple[str, list[str]]]:
    """Return the steps of an organisation on a day: (kind, takers)."""
    policy = policy_on(agency, day)
    if policy is None:
        return [(Kind.SECOND, rules.DEFAULT_TAKERS)]
    return [(kind, policy.takers.get(kind, [])) for kind in policy.steps]


def chains() -> QuerySet[Chain]:
    """Return chains with their steps."""
    return Chain.objects.prefetch_related("steps__taken_by", "steps__taken_for")


def chain_of(ref: str) -> Chain:
    """Return the chain of a text, by the reference of its record."""
    return chains().get(ref=ref)


def chains_of(refs: Iterable[str]) -> dict[str, Chain]:
    """Return the chains of texts, by the reference of each record."""
    return {chain.ref: chain for chain in _chains_of(list(refs))}


def asks_of_chains(refs: Iterable[str]) -> list[Ask]:
    """Return the statements of `chains_of` and `latest_moves`, to send them ahead."""
    listed = list(refs)
    return [_chains_of.ask(listed), _moves_on.ask(listed)]


@prepared_query
def _chains_of(refs: list[str]) -> QuerySet[Chain]:
    return chains().filter(AnyOf(F("ref"), refs))


@prepared_query
def _moves_on(refs: list[str]) -> QuerySet[Move]:
    return Move.objects.filter(AnyOf(F("chain__ref"), refs)).select_related("chain")


def latest_moves(refs: Iterable[str]) -> dict[str, Move]:
    """Return the latest move of each chain, by the reference of its text's record."""
    return {move.chain.ref: move for move in _moves_on(list(refs))}


def moves_of(ref: str) -> QuerySet[Move]:
    """Return what happened to a chain, in order."""
    return Move.objects.filter(chain__ref=ref).select_related("by", "taken_for")


def open_step(chain: Chain) -> Step | None:
    """Return the first step that nobody took, without a look at the text."""
    return next((step for step in chain.steps.all() if step.taken_by_id is None), None)


def delegations() -> QuerySet[Delegation]:
    """Return delegations with the related rows that their pages show."""
    return Delegation.objects.select_related("agency", "giver", "taker")


def in_force(today: date) -> Q:
    """Filter delegations for those of a day."""
    return Q(from_on__lte=today, until_on__gte=today, ended_at=None)


def delegated_by(actor: Actor, step: Step, agency_id: int) -> Officer | None:
    """Return the officer who delegated a step to an actor, or None.

    The giver still has to hold the step today.
    """
    if actor.agency.pk != agency_id:
        return None
    delegated = list(
        delegations().filter(
            in_force(clock.today()), agency=agency_id, kind=step.kind, taker=actor.officer
        )
    )
    if not delegated:
        return None
    holders = set(_posted(agency_id, step.takers).values_list("officer", flat=True))
    return next(
        (delegation.giver for delegation in delegated if delegation.giver_id in holders), None
    )


def holders(step: Step, agency_id: int) -> list[Officer]:
    """Return the officers of an organisation who can take a step now, with their delegates."""
    posted = set(_posted(agency_id, step.takers).values_list("officer", flat=True))
    delegates = Delegation.objects.filter(
        in_force(clock.today()), agency=agency_id, kind=step.kind, giver__in=posted
    ).values_list("taker", flat=True)
    return list(Officer.objects.filter(pk__in={*posted, *delegates}, is_active=True).order_by("pk"))


def titles_of(agency: Agency) -> list[str]:
    """Return the titles of an organisation's postings today, each once."""
    rows = Posting.objects.filter(in_force_on(clock.today()), unit__agency=agency)
    return sorted(set(rows.values_list("title", flat=True)))


def kinds_held(actor: Actor) -> list[str]:
    """Return the kinds of step that an actor can take in their organisation today."""
    return [
        kind
        for kind, takers in steps_on(actor.agency, clock.today())
        if kind not in rules.KNOWN and rules.holds(actor, kind, takers, ["ours"])
    ]


def colleagues(actor: Actor) -> QuerySet[Officer]:
    """Return the other officers of an actor's organisation."""
    postings = Posting.objects.filter(in_force_on(clock.today()), unit__agency=actor.agency)
    rows = Officer.objects.filter(is_active=True, pk__in=postings.values("officer"))
    return rows.exclude(pk=actor.officer.pk).order_by("name")


def _posted(agency_id: int, takers: Iterable[str]) -> QuerySet[Posting]:
    takers_by_kind = [taker.partition(":")[::2] for taker in takers]
    roles = [name for how, name in takers_by_kind if how == "role"]
    titles = [name for how, name in takers_by_kind if how == "post"]
    return Posting.objects.filter(
        Q(roles__overlap=roles) | Q(title__in=titles),
        in_force_on(clock.today()),
        unit__agency=agency_id,
    )
