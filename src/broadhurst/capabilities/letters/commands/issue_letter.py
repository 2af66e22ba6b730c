"""Issue a letter: one document for each recipient, which never changes."""

from hashlib import sha256

from broadhurst.capabilities.letters.models import HouseStyle, Issued, Letter, Recipient
from broadhurst.capabilities.letters.queries.forms import to_move
from broadhurst.capabilities.letters.queries.kept import style_of
from broadhurst.capabilities.letters.queries.letters import locked_letter
from broadhurst.capabilities.letters.queries.merged import Merged, merge
from broadhurst.capabilities.letters.rules import letters as rules
from broadhurst.capabilities.letters.writes.checked import checked
from broadhurst.capabilities.letters.writes.papers import made_for, sender_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import BooleanField
from broadhurst.foundation.workflow import at, refuse_if


class IssueLetterForm(CommandForm):
    is_read = BooleanField(label="I have read the letter")


@for_record(to_move("issue"))
@command
def issue_letter(*, actor: Actor, letter: Letter, is_read: bool) -> Letter:
    """Issue a letter as of today, with the house style and the signature of today."""
    letter, today = locked_letter(letter), clock.today()
    refuse_if(
        rules.objections_to_verb("issue", actor, letter)
        + ([] if is_read else at("is_read", "Read the letter before you issue it."))
    )
    recipients, style = list(letter.recipients.all()), style_of(letter.unit)
    checked(actor, letter, recipients, style, today)

    letter.stage, letter.dated = Letter.Stage.ISSUED, today
    letter.issued_by, letter.issued_at = actor.officer, clock.now()
    letter.crest = style.crest if style else None
    letter.signature = letter.signatory.signature
    merged = [merge(letter, recipient, today) for recipient in recipients]
    papers = made_for(letter, recipients, merged, style)
    letter.save()
    Issued.objects.bulk_create(
        _issued(letter, *parts, style) for parts in zip(recipients, merged, papers, strict=True)
    )

    record(
        actor,
        "letter.issued",
        letter.ref,
        dossier=letter.dossier,
        tell=[letter.written_by],
        subject=letter.subject,
        recipients="; ".join(recipient.name for recipient in recipients),
    )
    return letter


def _issued(
    letter: Letter,
    recipient: Recipient,
    merged: Merged,
    paper: tuple[bytes, bytes],
    style: HouseStyle | None,
) -> Issued:
    pdf, docx = paper
    return Issued(
        dossier=letter.dossier, letter=letter, recipient=recipient,
        sender=sender_of(letter, style), markdown=merged.markdown, signed=merged.signed, pdf=pdf,
        docx=docx, pdf_digest=sha256(pdf).hexdigest(), docx_digest=sha256(docx).hexdigest(),
    )  # fmt: skip
