"""Write a standard paragraph that the organisation can choose for its letters."""

from broadhurst.capabilities.inspections.models import StandardParagraph
from broadhurst.capabilities.inspections.queries.paragraphs import other_titles
from broadhurst.capabilities.inspections.queries.responses import names_in
from broadhurst.capabilities.inspections.rules import paragraphs as rules
from broadhurst.capabilities.inspections.rules.responses import objections_to_public_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import TextAreaField, TextField
from broadhurst.foundation.workflow import at, refuse_if


class WriteParagraphForm(CommandForm):
    title = TextField(
        label="Title", help_text="It appears above the paragraph in the letter.", max_length=120
    )
    text = TextAreaField(
        label="Text",
        help_text="What your organisation says, and can show to be true. You can use **bold** and "
        "lists. It will be public.",
        max_length=6000,
        rows=10,
    )


@for_actors(rules.objections_to_keep)
@command
def write_paragraph(*, actor: Actor, title: str, text: str) -> StandardParagraph:
    """Write a paragraph that the actor's organisation can choose for a letter."""
    public_text = f"{title}\n{text}"
    refuse_if(
        rules.objections_to_keep(actor)
        + at("title", rules.objections_to_title(title, other_titles(actor.agency.pk)))
        + objections_to_public_text(public_text, names_in(public_text))
    )

    ref = new_reference("PAR")
    sight = Sight(actor.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ref)
    paragraph = StandardParagraph.objects.create(
        dossier=open_dossier(ref, [sight]),
        ref=ref,
        agency=actor.agency,
        title=title,
        text=text,
        written_by=actor.officer,
        written_at=clock.now(),
    )

    record(
        actor,
        "paragraph.written",
        ref,
        dossier=paragraph.dossier,
        kind=Event.Kind.COLLECTION,
        title=title,
    )
    return paragraph
