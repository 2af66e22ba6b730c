"""Make the documents of a letter. Not a command: issuing calls it."""

from collections.abc import Sequence

from broadhurst.capabilities.letters.models import HouseStyle, Letter, Recipient
from broadhurst.capabilities.letters.queries.merged import ROOM_TO_SIGN, Merged
from broadhurst.capabilities.letters.writes.pictures import as_shown
from broadhurst.foundation import clock
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors import letters
from broadhurst.foundation.doors.documents import papers
from broadhurst.foundation.workflow import Refused

MARKING = "OFFICIAL"


def made_for(
    letter: Letter,
    recipients: Sequence[Recipient],
    merged: Sequence[Merged],
    style: HouseStyle | None,
) -> list[tuple[bytes, bytes]]:
    """Return the PDF and the DOCX for each recipient; raise Refused if one cannot be made."""
    crest, signature = as_shown(letter.crest), as_shown(letter.signature)
    try:
        return papers(
            tuple(
                letters.Letter(
                    markdown=made.markdown,
                    title=letter.subject,
                    sender=sender_of(letter, style),
                    recipient=f"{to.name}\n{to.address}",
                    dated=letter.dated or clock.today(),
                    marking=MARKING,
                    crest=crest,
                    signature=signature,
                    signed=made.signed if signature else ROOM_TO_SIGN + made.signed,
                )
                for to, made in zip(recipients, merged, strict=True)
            )
        )
    except CannotRender as cannot:
        raise Refused([str(cannot)]) from cannot


def sender_of(letter: Letter, style: HouseStyle | None) -> str:
    """Return the sender's address, or the name of the organisation if none is set."""
    return style.sender if style else letter.unit.agency.name
