"""Record the outcome of an accepted request."""

from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries.forms import to_move
from broadhurst.capabilities.liaison.queries.requests import locked, parts_of
from broadhurst.capabilities.liaison.rules.requesting import objections_to_complete, outcomes_for
from broadhurst.capabilities.liaison.writes.end_extension import lapse_extension
from broadhurst.capabilities.register.queries.leadership import locked as locked_ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class CompleteForm(CommandForm):
    outcome_kind = ChoiceField(label="Outcome", choices=Request.Outcome.choices)
    outcome = TextAreaField(label="What happened", noun="what happened", max_length=2000)

    def narrow_choices(self) -> None:
        """Offer the outcomes that this kind of request can have."""
        allowed = outcomes_for(self.subject["lead_request"].kind)
        self.fields["outcome_kind"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in Request.Outcome.choices if value in allowed
        ]


@for_record(to_move("complete"))
@command
def complete(*, actor: Actor, lead_request: Request, outcome_kind: str, outcome: str) -> Request:
    """Record the outcome of an accepted request."""
    ocg = locked_ocg(lead_request.ocg)
    request = locked(lead_request)
    refuse_if(
        objections_to_complete(
            request, parts_of(request, actor), outcome_kind=outcome_kind, outcome=outcome
        )
    )

    request.stage = Request.Stage.DONE
    request.outcome_kind, request.outcome = outcome_kind, outcome
    request.ended_at = clock.now()
    request.save()
    lapse_extension(actor, request)

    record(
        actor,
        "request.done",
        request.ref,
        dossier=ocg.dossier,
        tell=[request.asked_by],
        sort=in_sentence(request.get_kind_display()),
        outcome=in_sentence(request.get_outcome_kind_display()),
        ocg=ocg.ref,
    )
    return request
