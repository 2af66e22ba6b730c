"""Ask another officer to issue a letter, once nothing in it stops that."""

from broadhurst.capabilities.letters.models import Letter
from broadhurst.capabilities.letters.queries.forms import to_move
from broadhurst.capabilities.letters.queries.kept import style_of
from broadhurst.capabilities.letters.queries.letters import locked_letter
from broadhurst.capabilities.letters.rules import letters as rules
from broadhurst.capabilities.letters.writes.checked import checked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class AskToIssueForm(CommandForm):
    """Nothing to enter."""


@for_record(to_move("ask_to_issue"))
@command
def ask_to_issue(*, actor: Actor, letter: Letter) -> Letter:
    """Check a letter, and ask for its issue. Officers of the unit who can issue it get a task."""
    letter = locked_letter(letter)
    refuse_if(rules.objections_to_verb("ask_to_issue", actor, letter))
    checked(actor, letter, list(letter.recipients.all()), style_of(letter.unit), clock.today())

    letter.stage, letter.returned_because = Letter.Stage.READY, ""
    letter.save(update_fields=["stage", "returned_because"])

    record(actor, "letter.issue_asked", letter.ref, dossier=letter.dossier, subject=letter.subject)
    return letter
