"""The paragraphs that a letter can have.

They come from the catalogue, from operations' outcomes and from the organisation's own texts.
"""

from typing import NotRequired, TypedDict

from django.db.models import QuerySet

from broadhurst.capabilities.inspections.models import Response, StandardParagraph
from broadhurst.capabilities.inspections.rules import paragraphs as rules
from broadhurst.capabilities.operations.models import Operation
from broadhurst.foundation.access.locks import lock


class Chosen(TypedDict):
    """A paragraph as a response stores it.

    `text` is what an author wrote. It is empty for a composed paragraph. `as_of` is the day that a
    corrected letter counts it for: the day of the earlier version.
    """

    key: str
    title: str
    text: str
    as_of: NotRequired[str]


def standard_paragraphs() -> QuerySet[StandardParagraph]:
    """Return the reader's organisation's paragraphs, including withdrawn ones."""
    return StandardParagraph.objects.select_related("agency", "dossier", "written_by")


def locked_paragraph(paragraph: StandardParagraph) -> StandardParagraph:
    """Lock the paragraph's row and return it."""
    return lock(StandardParagraph.objects.all(), paragraph)


def other_titles(agency_id: int, paragraph: StandardParagraph | None = None) -> list[str]:
    """Return the titles of an organisation's other paragraphs."""
    rows = StandardParagraph.objects.filter(agency=agency_id, withdrawn_at=None)
    if paragraph:
        rows = rows.exclude(pk=paragraph.pk)
    return list(rows.values_list("title", flat=True))


def offered_for(response: Response) -> dict[str, Chosen]:
    """Return, by key, the paragraphs that a letter can have, in the order of the form.

    A chosen paragraph that has since been withdrawn stays, with the text it had.
    """
    offered: dict[str, Chosen] = {}
    for key, title in rules.CATALOGUE.items():
        offered[key] = {"key": key, "title": title, "text": ""}
    own_operations = Operation.objects.filter(
        participations__agency=response.force_id, withdrawn_at=None
    )
    for operation in own_operations:
        key, title = f"{rules.OPERATION}{operation.ref}", f"{operation.name}: published outcomes"
        offered[key] = {"key": key, "title": title, "text": ""}
    paragraphs = standard_paragraphs().filter(agency=response.body_id, withdrawn_at=None)
    for paragraph in paragraphs:
        key = f"{rules.OWN}{paragraph.ref}"
        offered[key] = {"key": key, "title": paragraph.title, "text": paragraph.text}
    for chosen_paragraph in response.paragraphs:
        offered.setdefault(chosen_paragraph["key"], chosen_paragraph)
    return offered
