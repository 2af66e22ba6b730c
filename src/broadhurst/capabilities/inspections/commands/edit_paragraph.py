"""Edit a standard paragraph. Letters that already have it keep their text."""

from typing import Any

from broadhurst.capabilities.inspections.commands.write_paragraph import WriteParagraphForm
from broadhurst.capabilities.inspections.models import StandardParagraph
from broadhurst.capabilities.inspections.queries.forms import to_change_paragraph
from broadhurst.capabilities.inspections.queries.paragraphs import locked_paragraph, other_titles
from broadhurst.capabilities.inspections.queries.responses import names_in
from broadhurst.capabilities.inspections.rules import paragraphs as rules
from broadhurst.capabilities.inspections.rules.responses import objections_to_public_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.workflow import at, refuse_if


class EditParagraphForm(WriteParagraphForm):
    prefills = True

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the paragraph."""
        return subject | {"paragraph": locked_paragraph(subject["paragraph"])}

    def narrow_choices(self) -> None:
        """Fill in the current title and text."""
        for name, field in self.fields.items():
            field.initial = getattr(self.subject["paragraph"], name)


@for_actors(rules.objections_to_keep)
@for_record(to_change_paragraph)
@command
def edit_paragraph(
    *, actor: Actor, paragraph: StandardParagraph, title: str, text: str
) -> StandardParagraph:
    """Change the title or the text of a standard paragraph."""
    paragraph = locked_paragraph(paragraph)
    public_text, taken_titles = f"{title}\n{text}", other_titles(paragraph.agency_id, paragraph)
    refuse_if(
        rules.objections_to_keep(actor)
        + rules.objections_to_withdrawn(paragraph)
        + at("title", rules.objections_to_title(title, taken_titles))
        + objections_to_public_text(public_text, names_in(public_text))
    )

    was = paragraph.text
    paragraph.title, paragraph.text = title, text
    paragraph.written_by, paragraph.written_at = actor.officer, clock.now()
    paragraph.save()

    record(
        actor,
        "paragraph.edited",
        paragraph.ref,
        dossier=paragraph.dossier,
        title=title,
        was=was,
        now=text,
    )
    return paragraph
