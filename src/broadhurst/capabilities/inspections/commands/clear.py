"""Take the next step of a response's clearance. After the last step it can be published."""

from broadhurst.capabilities.clearance.models import Kind
from broadhurst.capabilities.clearance.queries import chain_of
from broadhurst.capabilities.clearance.writes.chain import let_in, restart, take
from broadhurst.capabilities.inspections.figures.clearing import clearing_now, objections_to_clear
from broadhurst.capabilities.inspections.figures.letter import digest
from broadhurst.capabilities.inspections.figures.unchanged import is_unchanged
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.clearing import asked_next
from broadhurst.capabilities.inspections.queries.responses import locked, remaining
from broadhurst.capabilities.inspections.queries.texts import public_names, texts_of
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import BooleanField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import at, refuse_if


class ClearForm(CommandForm):
    is_read = BooleanField(label="I have read the letter and every figure in it")
    comment = TextAreaField(
        label="Comment",
        help_text="For the people who work on this response. It is not published.",
        required=False,
        max_length=1000,
        rows=3,
    )


@for_record(objections_to_clear)
@command
def clear(*, actor: Actor, response: Response, is_read: bool, comment: str = "") -> Response:
    """Take the next step of clearance of a complete response. A later change undoes it."""
    response = locked(response)
    today, now = clock.today(), clearing_now(response, actor)
    is_cleared = response.stage == Response.Stage.CLEARED
    refuse_if(
        rules.objections_to_clear(
            response,
            now.objections,
            remaining(response, today),
            is_changed=is_cleared and now.step is not None,
            is_as_before=is_unchanged(response, today),
        )
        + ([] if is_read else ["Read the letter before clearing it."])
        + at("comment", objections_to_text(comment))
    )
    public = public_names(response)
    check_text(actor, response.ref, response.dossier, texts_of(response), public=public)

    step, current_digest = now.current, digest(response, today)
    if len(now.taken) < sum(step.taken_by_id is not None for step in now.steps):
        restart(now.chain, actor)
    following = take(
        now.chain, step, actor, digest=current_digest, comment=comment, taken_for=now.taken_for
    )
    is_last = following is None
    response.stage = Response.Stage.CLEARED if is_last else Response.Stage.DRAFTING
    response.cleared_by = actor.officer if is_last else None
    response.cleared_at = clock.now() if is_last else None
    response.cleared_digest = current_digest if is_last else ""
    response.save(update_fields=["stage", "cleared_by", "cleared_at", "cleared_digest"])

    tell = asked_next(following, response, let_in(chain_of(response.ref)))
    taken_for = now.taken_for.name if now.taken_for else None
    if following is None:
        record(
            actor,
            "response.cleared",
            response.ref,
            dossier=response.dossier,
            tell=tell,
            taken_for=taken_for,
        )
        return response
    record(
        actor,
        "response.step_cleared",
        response.ref,
        dossier=response.dossier,
        tell=tell,
        step=in_sentence(Kind(step.kind).label),
        next=in_sentence(Kind(following.kind).label),
        taken_for=taken_for,
    )
    return response
