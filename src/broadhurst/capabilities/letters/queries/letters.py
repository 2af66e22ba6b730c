"""Read letters, their recipients and copies, and the records that a letter can be about."""

from django.db.models import QuerySet

from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.paragraphs import Chosen, standard_paragraphs
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.capabilities.letters.models import Issued, Letter, Recipient
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Unit

ABOUT = (Response.Stage.DRAFTING, Response.Stage.CLEARED, Response.Stage.PUBLISHED)


def letters() -> QuerySet[Letter]:
    """Return the letters that the reader may see: those of the own unit."""
    return Letter.objects.select_related(
        "dossier", "unit__agency", "version__template", "report__publisher",
        "response__report__publisher", "response__force", "signatory__signature", "written_by",
        "issued_by", "corrects", "crest", "signature",
    ).defer("crest__content", "signature__content", "signatory__signature__content")  # fmt: skip


def locked_letter(letter: Letter) -> Letter:
    """Lock the letter's row, and return it as it is now."""
    return lock(letters(), letter)


def recipients() -> QuerySet[Recipient]:
    """Return the recipients that the reader may see, with their letter."""
    return Recipient.objects.select_related("letter__unit", "dossier")


def issued_to(letter: Letter) -> QuerySet[Issued]:
    """Return the issued letters in the order of the recipients."""
    return letter.issued.select_related("recipient")


def answerable(unit: Unit) -> QuerySet[Response]:
    """Return the responses that a letter of a unit can be about, newest first."""
    return responses().filter(unit=unit, stage__in=ABOUT)


def paragraphs_for(unit: Unit, chosen: list[Chosen]) -> dict[str, Chosen]:
    """Return, by key, the organisation's paragraphs, and those that the letter already has."""
    offered: dict[str, Chosen] = {
        f"own:{paragraph.ref}": {
            "key": f"own:{paragraph.ref}",
            "title": paragraph.title,
            "text": paragraph.text,
        }
        for paragraph in standard_paragraphs().filter(agency=unit.agency_id, withdrawn_at=None)
    }
    for chosen_paragraph in chosen:
        offered.setdefault(chosen_paragraph["key"], chosen_paragraph)
    return offered
