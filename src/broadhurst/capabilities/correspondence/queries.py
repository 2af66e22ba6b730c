"""Queries for correspondence."""

from django.db.models import QuerySet

from broadhurst.capabilities.correspondence.models import Item
from broadhurst.capabilities.inspections.models import Response


def items() -> QuerySet[Item]:
    """Return items of correspondence with what their pages show."""
    return Item.objects.select_related(
        "response__report", "response__body", "response__force", "response__unit", "dossier",
        "recorded_by",
    )  # fmt: skip


def items_of(response: Response) -> QuerySet[Item]:
    """Return the correspondence about a response, in every version, with its corrections."""
    rows = items().filter(
        response__report=response.report_id,
        response__body=response.body_id,
        response__force=response.force_id,
    )
    return rows.prefetch_related("corrections__corrected_by")
