"""Where the clearance of a response is: its steps, and who can take the next one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.clearance import queries
from broadhurst.capabilities.clearance import rules as chains
from broadhurst.capabilities.clearance.models import Chain, Kind, Step
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.notified import invited_units
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Unit


@dataclass(frozen=True)
class Clearing:
    """A response's chain for a text, and what an actor can do in it.

    `step` is the next step, or None if all are taken. `taken` are the steps that count for the
    text. `taken_for` is the officer who delegated the step to the actor.
    """

    chain: Chain
    steps: list[Step]
    taken: list[Step]
    step: Step | None
    objections: list[str]
    taken_for: Officer | None

    @property
    def rows(self) -> list[tuple[Step, str, bool]]:
        """Each step, who can take it in words, and whether it is taken for the text."""
        return [
            (step, chains.in_words(step.kind, step.takers), step in self.taken)
            for step in self.steps
        ]

    @property
    def current(self) -> Step:
        """The step whose taker can return the text: the next one, or the last."""
        return self.step or self.steps[-1]

    @property
    def current_by(self) -> str:
        """The officers who can take the current step, in words."""
        return chains.in_words(self.current.kind, self.current.takers)

    @property
    def earlier(self) -> list[tuple[str, str]]:
        """The steps before the current one, as choices."""
        steps = [step for step in self.steps if step.number < self.current.number]
        return [(step.kind, Kind(step.kind).label) for step in steps]


def clearing(chain: Chain, response: Response, actor: Actor, digest: str, today: date) -> Clearing:
    """Return where a chain is for a text, and why the actor cannot take its next step."""
    steps = list(chain.steps.all())
    step = chains.next_step(steps, chain.restart_from, digest)
    current = step or steps[-1]
    parts = rules.clearing_parts(actor, response, today)
    is_own = chains.holds(actor, current.kind, current.takers, parts)
    taken_for = None if is_own else queries.delegated_by(actor, current, chain.agency_id)
    objections = chains.objections_to_take(
        actor,
        current,
        parts,
        is_delegated=taken_for is not None,
        is_author=response.last_edited_by_id == actor.officer.pk,
    )
    taken = chains.counted(steps, chain.restart_from, digest)
    return Clearing(chain, steps, taken, step, objections, taken_for)


def in_the_way(chain: Chain, response: Response, actor: Actor, today: date) -> list[str]:
    """Say why an actor cannot take the next step, as recorded, without a look at the text."""
    digest = next((step.digest for step in chain.steps.all() if step.digest), "")
    return clearing(chain, response, actor, digest, today).objections


def asked_next(
    step: Step | None, response: Response, let_in: Iterable[Officer]
) -> list[Officer | Unit]:
    """Return who is notified that their step is next."""
    if step is not None and step.kind == Kind.CHIEF_OFFICER:
        return list(invited_units(response))
    return [response.unit, *let_in]
