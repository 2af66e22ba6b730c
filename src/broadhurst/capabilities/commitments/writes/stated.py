"""Store the actions that a published response proposes.

The publish command calls these functions.
"""

from datetime import date

from broadhurst.capabilities.commitments.models import Change, Commitment
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.agencies.models import Agency, Officer
from broadhurst.foundation.doors.references import new_reference


def note(commitment: Commitment, actor: Actor, kind: str, because: str = "") -> None:
    """Write what happened to a proposed action."""
    Change.objects.create(
        commitment=commitment, dossier=commitment.dossier, kind=kind, owner=commitment.owner,
        due_on=commitment.due_on, because=because, by=actor.officer, at=clock.now(),
    )  # fmt: skip


def let_in(commitment: Commitment) -> None:
    """Let the owner of a proposed action see it."""
    sight = Sight(commitment.owner, Grant.Level.SEE, Grant.Why.PARTNER, commitment.ref)
    grants.give(commitment.dossier, sight)


def live(finding: str, body: Agency, force: Agency) -> Commitment | None:
    """Return the action that an organisation proposed for a finding, unless it was ended."""
    rows = Commitment.objects.filter(finding=finding, body=body, force=force)
    return rows.exclude(stage=Commitment.Stage.ENDED).first()


def state(
    *,
    actor: Actor,
    dossier: Dossier,
    response: str,
    finding: str,
    about: str,
    body: Agency,
    force: Agency,
    action: str,
    owner: Officer,
    due_on: date,
) -> Commitment:
    """Store an action that a published response proposes.

    A correction of the response updates the action of the earlier version: its words, owner and
    date. An action that is done stays done.
    """
    now = live(finding, body, force)
    if now is not None and now.stage == Commitment.Stage.DONE:
        return now
    if now is None:
        now = Commitment(
            ref=new_reference("CMT"), finding=finding, body=body, force=force, dossier=dossier,
            opened_at=clock.now(), owner=owner, due_on=due_on,
        )  # fmt: skip
    is_as_before = now.pk and (now.action, now.owner_id, now.due_on) == (action, owner.pk, due_on)
    now.about, now.response, now.action, now.owner, now.due_on = (
        about, response, action, owner, due_on,
    )  # fmt: skip
    now.save()
    if not is_as_before:
        note(now, actor, Change.Kind.STATED, f"In the response {response}.")
        let_in(now)
    return now


def end_stated(actor: Actor, commitment: Commitment, because: str) -> None:
    """End an action, because a later version of the response no longer proposes it."""
    if commitment.stage == Commitment.Stage.OPEN:
        close(actor, commitment, Commitment.Stage.ENDED, because)


def close(actor: Actor, commitment: Commitment, stage: str, outcome: str) -> None:
    """Close a proposed action as done or ended, and store the outcome text."""
    commitment.stage, commitment.closed_at, commitment.outcome = stage, clock.now(), outcome
    commitment.save(update_fields=["stage", "closed_at", "outcome"])
    note(commitment, actor, stage, outcome)
