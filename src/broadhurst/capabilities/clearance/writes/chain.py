"""Open a chain, take its steps, and send it back. The commands on a text call these.

The caller has locked the text's row, so that one chain changes once at a time.
"""

from collections.abc import Iterable

from broadhurst.capabilities.clearance.models import Chain, Move, Step
from broadhurst.capabilities.clearance.queries import holders, open_step, policy_on, steps_on
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.agencies.models import Agency, Officer

EMPTY = {"taken_by": None, "taken_for": None, "taken_at": None, "comment": "", "digest": ""}


def open_chain(ref: str, dossier: Dossier, agency: Agency) -> Chain:
    """Open the chain of a new text, by its organisation's policy of today."""
    today = clock.today()
    policy, steps = policy_on(agency, today), steps_on(agency, today)
    kinds = [kind for kind, _ in steps]
    chain = Chain.objects.create(
        ref=ref,
        dossier=dossier,
        agency=agency,
        policy=policy,
        restart_from=kinds.index(policy.restart_from) + 1 if policy else 1,
    )
    Step.objects.bulk_create(
        Step(chain=chain, dossier=dossier, number=number, kind=kind, takers=takers)
        for number, (kind, takers) in enumerate(steps, start=1)
    )
    return chain


def take(
    chain: Chain, step: Step, actor: Actor, *, digest: str, comment: str, taken_for: Officer | None
) -> Step | None:
    """Take a step for a text, and return the one that is next, or None."""
    step.taken_by, step.taken_for, step.taken_at = actor.officer, taken_for, clock.now()
    step.comment, step.digest = comment, digest
    step.save(update_fields=[*EMPTY])
    _note(chain, actor, Move.Outcome.TAKEN, step, comment=comment, taken_for=taken_for)
    return chain.steps.filter(taken_by=None).first()


def restart(chain: Chain, actor: Actor) -> None:
    """Send a chain back to the step of its policy, because the text changed."""
    later = chain.steps.filter(number__gte=chain.restart_from)
    last = chain.moves.last()
    was_asked = last is not None and last.outcome == Move.Outcome.RETURNED and not last.back_to
    if later.exclude(taken_by=None).update(**EMPTY) or was_asked:
        back_to = later.first()
        _note(chain, actor, Move.Outcome.RESTARTED, None, back_to=back_to.kind if back_to else "")


def send_back(chain: Chain, actor: Actor, step: Step, back_to: str, because: str) -> None:
    """Return a text to an earlier step, or to its authors if `back_to` is empty."""
    first = chain.steps.filter(kind=back_to).first()
    chain.steps.filter(number__gte=first.number if first else 1).update(**EMPTY)
    _note(chain, actor, Move.Outcome.RETURNED, step, back_to=back_to, comment=because)


def let_in(chain: Chain) -> list[Officer]:
    """Show a text to those who can take its next step, and return them.

    Without a policy, only a clearer who sees the text clears it.
    """
    step = open_step(chain)
    if step is None or chain.policy_id is None:
        return []
    officers = holders(step, chain.agency_id)
    show(chain, officers)
    return officers


def show(chain: Chain, officers: Iterable[Officer]) -> None:
    """Let officers see a text that they are asked to clear."""
    for officer in officers:
        sight = Sight(officer, Grant.Level.SEE, Grant.Why.PARTNER, chain.ref)
        grants.give(chain.dossier, sight)


def close_chain(ref: str) -> None:
    """Close the chain of a text that was published or withdrawn."""
    Chain.objects.filter(ref=ref).update(closed_at=clock.now())


def _note(
    chain: Chain,
    actor: Actor,
    outcome: str,
    step: Step | None,
    *,
    back_to: str = "",
    comment: str = "",
    taken_for: Officer | None = None,
) -> None:
    Move.objects.create(
        chain=chain, dossier=chain.dossier, outcome=outcome, step=step.kind if step else "",
        back_to=back_to, comment=comment, by=actor.officer, taken_for=taken_for, at=clock.now(),
    )  # fmt: skip
