"""Fields for an officer, a unit or an organisation, as every room's forms use them.

A form narrows the rows to what its actor and subject allow.
"""

from typing import Any

from django.db.models import Prefetch, QuerySet

from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency, Officer, Posting, Unit, in_force_on
from broadhurst.foundation.govuk.fields import ModelSelectField


class OfficerField(ModelSelectField):
    """One officer: their name, rank and units. The value is the username."""

    searched = ("name", "username")

    def __init__(self, queryset: Any = None, **kwargs: Any) -> None:
        rows = Officer.objects.none() if queryset is None else queryset
        super().__init__(rows, to_field_name="username", **kwargs)

    def with_labels(self, rows: QuerySet[Officer]) -> QuerySet[Officer]:
        postings = Posting.objects.filter(in_force_on(clock.today())).select_related("unit")
        return rows.prefetch_related(Prefetch("postings", postings, to_attr="posted_now"))

    def label_from_instance(self, obj: Officer) -> str:
        postings: list[Posting] = getattr(obj, "posted_now", [])
        rank = obj.grade or next((posting.title for posting in postings), "")
        units = dict.fromkeys(posting.unit.name for posting in postings)
        return ", ".join(part for part in (obj.name, rank, *units) if part)


class UnitField(ModelSelectField):
    """One unit with its organisation, because names of units repeat. The value is the key."""

    searched = ("name", "key", "agency__name", "agency__short_name")

    def __init__(self, queryset: Any = None, **kwargs: Any) -> None:
        rows = Unit.objects.none() if queryset is None else queryset
        super().__init__(rows, to_field_name="key", **kwargs)

    def with_labels(self, rows: QuerySet[Unit]) -> QuerySet[Unit]:
        return rows.select_related("agency")

    def label_from_instance(self, obj: Unit) -> str:
        return f"{obj.name}, {obj.agency.name}"


class AgencyField(ModelSelectField):
    """One organisation. The value is the key."""

    searched = ("name", "short_name", "key")

    def __init__(self, queryset: Any = None, **kwargs: Any) -> None:
        rows = Agency.objects.none() if queryset is None else queryset
        super().__init__(rows, to_field_name="key", **kwargs)
