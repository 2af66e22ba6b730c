"""Edit a letter that is not issued. Somebody has to ask for its issue again."""

from collections.abc import Sequence
from typing import Any

from broadhurst.capabilities.inspections.models import Report, Response
from broadhurst.capabilities.inspections.rules.paragraphs import objections_to_choose
from broadhurst.capabilities.letters.forms.letter import LetterForm
from broadhurst.capabilities.letters.models import Letter, Signatory
from broadhurst.capabilities.letters.queries.forms import to_move
from broadhurst.capabilities.letters.queries.kept import newest_version
from broadhurst.capabilities.letters.queries.letters import locked_letter, paragraphs_for
from broadhurst.capabilities.letters.rules import letters as rules
from broadhurst.capabilities.letters.rules.written import objections_to_words
from broadhurst.capabilities.letters.writes.changed import changed
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import BooleanField
from broadhurst.foundation.workflow import at, refuse_if


class EditLetterForm(LetterForm):
    prefills = True

    is_newest = BooleanField(
        label="Use the newest version of the template",
        help_text="Without this, the letter keeps its version.",
        required=False,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the letter."""
        return subject | {"letter": locked_letter(subject["letter"])}

    def narrow_choices(self) -> None:
        """Ask for the newest version only if there is a newer one."""
        super().narrow_choices()
        version = self.subject["letter"].version  # type: ignore[index]
        if version.number == version.template.version:
            del self.fields["is_newest"]


@for_record(to_move("edit"))
@command
def edit_letter(
    *,
    actor: Actor,
    letter: Letter,
    subject: str,
    signatory: Signatory,
    response: Response | None = None,
    report: Report | None = None,
    paragraphs: Sequence[str] = (),
    text: str = "",
    is_newest: bool = False,
) -> Letter:
    """Change a letter. Its chosen paragraphs are copied again, so they have today's words."""
    letter = locked_letter(letter)
    template = letter.version.template
    offered = paragraphs_for(letter.unit, letter.paragraphs)
    chosen = [offered[key] for key in paragraphs if key in offered]
    refuse_if(
        rules.objections_to_verb("edit", actor, letter)
        + rules.objections_to_subjects(template.kind, response, report)
        + at("paragraphs", objections_to_choose(list(paragraphs), offered))
        + objections_to_words(template.kind, subject, text, chosen)
    )

    was = letter.text
    letter.subject, letter.signatory, letter.text = subject, signatory, text
    letter.response, letter.report, letter.paragraphs = response, report, chosen
    if is_newest:
        letter.version = newest_version(template)
    changed(letter, actor)

    record(
        actor,
        "letter.edited",
        letter.ref,
        dossier=letter.dossier,
        subject=subject,
        version=letter.version.number,
        was=was,
        now=text,
    )
    return letter
