"""Withdraw a scoring scheme that is not in force yet, with a reason."""

from broadhurst.capabilities.register.models import Scheme
from broadhurst.capabilities.scoring import rules
from broadhurst.capabilities.scoring.queries.policies import locked_policy
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class WithdrawSchemeForm(CommandForm):
    because = TextAreaField(label="Reason", max_length=2000)


@for_actors(rules.objections_to_set)
@for_record(lambda actor, scheme: rules.objections_to_withdraw(actor, scheme, clock.today()))
@command
def withdraw_scheme(*, actor: Actor, scheme: Scheme, because: str) -> Scheme:
    """Withdraw a draft, or an approved scoring scheme before its first day."""
    scheme = locked_policy(scheme)
    refuse_if(rules.objections_to_withdraw(actor, scheme, clock.today()))

    scheme.stage = Scheme.Stage.WITHDRAWN
    scheme.withdrawn_by, scheme.withdrawn_at = actor.officer, clock.now()
    scheme.withdrawn_because = because
    scheme.save(update_fields=["stage", "withdrawn_by", "withdrawn_at", "withdrawn_because"])

    record(
        actor,
        "scheme.withdrawn",
        scheme.ref,
        dossier=None,
        tell=[scheme.drafted_by] if scheme.drafted_by else [],
        because=because,
    )
    return scheme
