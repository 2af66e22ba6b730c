"""Approve a draft of a scoring scheme, as an officer who did not draft it."""

from broadhurst.capabilities.register.models import Scheme
from broadhurst.capabilities.scoring import rules
from broadhurst.capabilities.scoring.queries.policies import approved_days, locked_policy
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class ApproveSchemeForm(CommandForm):
    """A form without fields. The page shows the draft, and the button approves it."""


@for_actors(rules.objections_to_set)
@for_record(lambda actor, scheme: rules.objections_to_approve(actor, scheme))
@command
def approve_scheme(*, actor: Actor, scheme: Scheme) -> Scheme:
    """Approve a scoring scheme. It is in force from its first day."""
    scheme = locked_policy(scheme)
    refuse_if(
        rules.objections_to_approve(actor, scheme)
        + rules.objections_to_first_day(scheme.from_on, clock.today(), approved_days(Scheme))
    )

    scheme.stage = Scheme.Stage.APPROVED
    scheme.approved_by, scheme.approved_at = actor.officer, clock.now()
    scheme.save(update_fields=["stage", "approved_by", "approved_at"])

    record(
        actor,
        "scheme.approved",
        scheme.ref,
        dossier=None,
        tell=[scheme.drafted_by] if scheme.drafted_by else [],
        from_on=day(scheme.from_on),
    )
    return scheme
