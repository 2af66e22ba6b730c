"""Withdraw a letter, with the reason."""

from broadhurst.capabilities.letters.models import Letter
from broadhurst.capabilities.letters.queries.forms import to_move
from broadhurst.capabilities.letters.queries.letters import locked_letter
from broadhurst.capabilities.letters.rules import letters as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawLetterForm(CommandForm):
    because = TextField(
        label="Reason", help_text="We keep the reason with the record.", max_length=200
    )


@for_record(to_move("withdraw"))
@command
def withdraw_letter(*, actor: Actor, letter: Letter, because: str) -> Letter:
    """Withdraw a letter. An issued one stays readable for its unit, with the reason."""
    letter = locked_letter(letter)
    refuse_if(rules.objections_to_verb("withdraw", actor, letter))

    letter.stage, letter.withdrawn_at = Letter.Stage.WITHDRAWN, clock.now()
    letter.withdrawn_because = because
    letter.save(update_fields=["stage", "withdrawn_at", "withdrawn_because"])

    record(
        actor,
        "letter.withdrawn",
        letter.ref,
        dossier=letter.dossier,
        tell=[letter.unit],
        subject=letter.subject,
        because=because,
    )
    return letter
