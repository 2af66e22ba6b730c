"""The paragraphs that a letter can have: the catalogue, operations' outcomes and one's own."""

from typing import NotRequired, TypedDict

from django.db.models import QuerySet

from broadhurst.capabilities.inspections.models import Response, StandardParagraph
from broadhurst.capabilities.inspections.rules import paragraphs as rules
from broadhurst.capabilities.operations.models import Operation
from broadhurst.foundation.access.locks import lock


class Chosen(TypedDict):
    """A paragraph as a response keeps it. `text` is what was written; else it is composed.

    `as_of` is the day that a corrected letter counts it as of: that of the version before.
    """

    key: str
    title: str
    text: str
    as_of: NotRequired[str]


def standard_paragraphs() -> QuerySet[StandardParagraph]:
    """The paragraphs that the reader's organisation keeps, those withdrawn among them."""
    return StandardParagraph.objects.select_related("agency", "dossier", "written_by")


def locked_paragraph(paragraph: StandardParagraph) -> StandardParagraph:
    """The paragraph's row, locked."""
    return lock(StandardParagraph.objects.all(), paragraph)


def titles_beside(agency_id: int, paragraph: StandardParagraph | None = None) -> list[str]:
    """The titles of an organisation's other paragraphs."""
    rows = StandardParagraph.objects.filter(agency=agency_id, withdrawn_at=None)
    if paragraph:
        rows = rows.exclude(pk=paragraph.pk)
    return list(rows.values_list("title", flat=True))


def offered_for(response: Response) -> dict[str, Chosen]:
    """By key, the paragraphs that a letter can have, in the order in which they are offered.

    One that was chosen and has since been withdrawn stays, with the words it had then.
    """
    offered: dict[str, Chosen] = {}
    for key, title in rules.CATALOGUE.items():
        offered[key] = {"key": key, "title": title, "text": ""}
    for operation in Operation.objects.filter(participations__agency=response.force_id):
        key, title = f"{rules.OPERATION}{operation.ref}", f"{operation.name}: published outcomes"
        offered[key] = {"key": key, "title": title, "text": ""}
    own = standard_paragraphs().filter(agency=response.body_id, withdrawn_at=None)
    for one in own:
        key = f"{rules.OWN}{one.ref}"
        offered[key] = {"key": key, "title": one.title, "text": one.text}
    for kept in response.paragraphs:
        offered.setdefault(kept["key"], kept)
    return offered
