"""Return a response for changes, to its authors or to an earlier step of clearance."""

from broadhurst.capabilities.clearance.models import Kind
from broadhurst.capabilities.clearance.queries import chain_of
from broadhurst.capabilities.clearance.rules import objections_to_return
from broadhurst.capabilities.clearance.writes.chain import let_in, send_back
from broadhurst.capabilities.inspections.figures.clearing import (
    clearing_now,
    objections_to_return_response,
)
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.clearing import asked_next
from broadhurst.capabilities.inspections.queries.responses import locked
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import SelectField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import at, refuse_if

AUTHORS = "authors"


class ReturnForChangesForm(CommandForm):
    back_to = SelectField(
        label="Return to",
        noun="who to return it to",
        choices=[(AUTHORS, "The authors"), *Kind.choices],
    )
    because = TextAreaField(
        label="Changes needed",
        noun="the changes needed",
        help_text="For example: recommendation 2 needs the date of the appointment.",
        max_length=1000,
        rows=4,
    )

    def narrow_choices(self) -> None:
        """Offer the authors, and the steps before the one that is next."""
        now = clearing_now(self.subject["response"], self.actor)
        field = self.fields["back_to"]
        field.choices = [(AUTHORS, "The authors"), *now.earlier]  # type: ignore[attr-defined]
        field.initial = AUTHORS


@for_record(objections_to_return_response)
@command
def return_for_changes(*, actor: Actor, response: Response, back_to: str, because: str) -> Response:
    """Return a response, with what needs to change. Later steps are taken again."""
    response = locked(response)
    now = clearing_now(response, actor)
    kind = "" if back_to == AUTHORS else back_to
    refuse_if(
        rules.STAGES.objections("return_for_changes", response.stage, [rules.TAKER])
        + now.objections
        + objections_to_return(because, kind, [step for step, _ in now.earlier])
        + at("because", objections_to_text(because))
    )

    send_back(now.chain, actor, now.current, kind, because)
    response.stage = Response.Stage.DRAFTING
    response.cleared_by, response.cleared_at, response.cleared_digest = None, None, ""
    response.save(update_fields=["stage", "cleared_by", "cleared_at", "cleared_digest"])

    chain = chain_of(response.ref)
    following = chain.steps.filter(kind=kind).first()
    record(
        actor,
        "response.returned",
        response.ref,
        dossier=response.dossier,
        tell=[response.unit, *asked_next(following, response, let_in(chain) if kind else [])],
        back_to=in_sentence(Kind(kind).label) if kind else "the authors",
        because=because,
    )
    return response
