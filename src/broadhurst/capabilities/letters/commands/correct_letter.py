"""Start a correction of an issued letter: a new draft with the same recipients."""

from broadhurst.capabilities.letters.models import Letter, Recipient
from broadhurst.capabilities.letters.queries.forms import to_correct
from broadhurst.capabilities.letters.queries.letters import locked_letter
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference, new_references
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class CorrectLetterForm(CommandForm):
    because = TextField(label="Reason for the correction", max_length=200)


@for_record(to_correct)
@command
def correct_letter(*, actor: Actor, letter: Letter, because: str) -> Letter:
    """Draft a correction. The issued letter stays, with a link to the correction."""
    letter = locked_letter(letter)
    refuse_if(to_correct(actor, letter))

    ref = new_reference("LTR")
    dossier = open_dossier(ref, [Sight(letter.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ref)])
    correction = Letter.objects.create(
        dossier=dossier, ref=ref, unit=letter.unit, version=letter.version,
        subject=letter.subject, report=letter.report, response=letter.response,
        signatory=letter.signatory, paragraphs=letter.paragraphs, text=letter.text,
        written_by=actor.officer, written_at=clock.now(), corrects=letter, correction=because,
    )  # fmt: skip
    rows = list(letter.recipients.all())
    refs = new_references("RCP", len(rows))
    Recipient.objects.bulk_create(
        Recipient(
            dossier=dossier, ref=new, letter=correction, name=row.name, address=row.address,
            greeting=row.greeting,
        )
        for new, row in zip(refs, rows, strict=True)
    )  # fmt: skip

    record(
        actor,
        "letter.correction_drafted",
        ref,
        dossier=dossier,
        kind=Event.Kind.COLLECTION,
        corrects=letter.ref,
        because=because,
    )
    return correction
