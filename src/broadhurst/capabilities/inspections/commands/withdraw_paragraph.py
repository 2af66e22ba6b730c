"""Withdraw a standard paragraph, so that no new letter can have it."""

from broadhurst.capabilities.inspections.models import StandardParagraph
from broadhurst.capabilities.inspections.queries.forms import to_change_paragraph
from broadhurst.capabilities.inspections.queries.paragraphs import locked_paragraph
from broadhurst.capabilities.inspections.rules import paragraphs as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawParagraphForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@for_actors(rules.objections_to_keep)
@for_record(to_change_paragraph)
@command
def withdraw_paragraph(
    *, actor: Actor, paragraph: StandardParagraph, because: str
) -> StandardParagraph:
    """Withdraw a standard paragraph. Letters that already have it keep it."""
    paragraph = locked_paragraph(paragraph)
    refuse_if(rules.objections_to_keep(actor) + rules.objections_to_withdrawn(paragraph))

    paragraph.withdrawn_at = clock.now()
    paragraph.save(update_fields=["withdrawn_at"])

    record(
        actor,
        "paragraph.withdrawn",
        paragraph.ref,
        dossier=paragraph.dossier,
        title=paragraph.title,
        because=because,
    )
    return paragraph
