"""The lists of what was published: the newest, and all of each year."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from broadhurst.capabilities.public_site.models import PublicWelsh
from broadhurst.capabilities.public_site.writes.store_pages import Page
from broadhurst.surfaces.public.records import LISTED, MESSAGES, NOTES
from broadhurst.surfaces.public.rendered import rendered
from broadhurst.surfaces.public.welsh import PREFIX

NEWEST = 20


@dataclass(frozen=True)
class Shelf:
    """A list of published records. `name` is its address, its year's and its template.

    `each` is the name of the address of a record.
    """

    name: str
    each: str
    rows: QuerySet[Any]
    day: str  # the column to list it by

    def pages(self, years: Collection[int] | None) -> Iterable[Page]:
        """Return the page of the newest, and those of the years. None means every year."""
        dates = "dates" if self.day.endswith("_on") else "datetimes"
        found = getattr(self.rows, dates)(self.day, "year", order="DESC")
        all_years = [year.year for year in found]
        context = {"rows": self.rows[:NEWEST], "years": all_years if self.is_long else []}
        yield from self._newest(context)
        for year in all_years:
            if years is None or year in years:
                context = {"rows": self.rows.filter(**{f"{self.day}__year": year}), "year": year}
                yield rendered(self.name, self.path_of(year), context)

    def _newest(self, context: dict[str, Any]) -> Iterable[Page]:
        """Return the list in English, and in Welsh if there is any Welsh version."""
        path = reverse(f"public:{self.name}")
        in_welsh = PREFIX + path if PublicWelsh.objects.exists() else ""
        yield rendered(self.name, path, context, other=in_welsh)
        if in_welsh:
            versions = PublicWelsh.objects.select_related("agency")
            rows = list(versions.filter(record__in=self.rows.values("ref"))[:NEWEST])
            listed = [(row, PREFIX + self.path_of_record(row.record)) for row in rows]
            yield rendered(self.name, in_welsh, {"versions": listed}, other=path)

    def path_of_record(self, ref: str) -> str:
        return reverse(f"public:{self.each}", args=[ref])

    @property
    def is_long(self) -> bool:
        """Whether there are more than the page of the newest shows."""
        return self.rows[NEWEST : NEWEST + 1].exists()

    def path_of(self, year: int) -> str:
        return reverse(f"public:{self.name}_of_year", args=[year])

    def empty_paths(self, years: Collection[int]) -> list[str]:
        """Return the addresses of the years, of those given, in which nothing is left."""
        return [
            self.path_of(year)
            for year in years
            if not self.rows.filter(**{f"{self.day}__year": year}).exists()
        ]


RESPONSES = Shelf("published", "publication", LISTED, "published_on")
MESSAGES_SHELF = Shelf("messages", "message", MESSAGES, "published_at")
PRACTICE = Shelf("practice", "practice_note", NOTES, "published_at")
