"""Return a letter to its writer instead of issuing it."""

from broadhurst.capabilities.letters.models import Letter
from broadhurst.capabilities.letters.queries.forms import to_move
from broadhurst.capabilities.letters.queries.letters import locked_letter
from broadhurst.capabilities.letters.rules import letters as rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class ReturnLetterForm(CommandForm):
    because = TextField(
        label="Changes needed", noun="the changes needed", help_text="We notify the writer.",
        max_length=200,
    )  # fmt: skip


@for_record(to_move("return"))
@command
def return_letter(*, actor: Actor, letter: Letter, because: str) -> Letter:
    """Return a letter for changes. It is a draft again."""
    letter = locked_letter(letter)
    refuse_if(rules.objections_to_verb("return", actor, letter))

    letter.stage, letter.returned_because = Letter.Stage.DRAFT, because
    letter.save(update_fields=["stage", "returned_because"])

    record(
        actor,
        "letter.returned",
        letter.ref,
        dossier=letter.dossier,
        tell=[letter.written_by],
        subject=letter.subject,
        because=because,
    )
    return letter
