"""Queries for correspondence, and how search finds it."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from broadhurst.capabilities.correspondence import rules
from broadhurst.capabilities.correspondence.models import Item
from broadhurst.capabilities.inspections.models import Response
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind, in_short


def items() -> QuerySet[Item]:
    """Return items of correspondence with the related rows that their pages show."""
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


def _items(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for item in items().filter(pk__in=ids):
        context = f"{item.response.report.title}, {day(item.on_day)}. {in_short(item.summary)}"
        href = record_address("correspondence:correspondence", item.response.ref)
        yield Found(item.pk, item.in_words, item.ref, context, href)


CORRESPONDENCE = Kind("item", "Correspondence", _items)


def to_change(actor: Actor, item: Item) -> list[str]:
    """Say why an actor cannot correct or withdraw an item, for `for_record`."""
    return rules.objections_to_record(actor, item.response) + rules.objections_to_withdrawn(item)
