"""The lists of what was published: the newest, and all of each year."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from broadhurst.capabilities.public_site.models import PublicWelsh
from broadhurst.capabilities.public_site.writes.store_pages import Page
from broadhurst.surfaces.public.records import LISTED, MESSAGES, NOTES, welsh_versions
from broadhurst.surfaces.public.rendered import in_both
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
        years_listed = getattr(self.rows, dates)(self.day, "year", order="DESC")
        all_years = [year.year for year in years_listed]
        context = {"rows": self.rows[:NEWEST], "years": all_years if self.is_long else []}
        newest = {"versions": self.versions(self.rows)[:NEWEST]}
        yield from in_both(self.name, reverse(f"public:{self.name}"), context, newest)
        for year in all_years:
            if years is None or year in years:
                rows = self.rows.filter(**{f"{self.day}__year": year})
                context = {"rows": rows, "year": year}
                versions = {"versions": self.versions(rows)}
                yield from in_both(self.name, self.path_of(year), context, versions)

    def versions(self, rows: QuerySet[Any]) -> list[tuple[PublicWelsh, str]]:
        """Return the Welsh versions of some records with their addresses, the newest first."""
        return welsh_versions(rows, self.each)

    @property
    def is_long(self) -> bool:
        """Whether there are more than the page of the newest shows."""
        return self.rows[NEWEST : NEWEST + 1].exists()

    def path_of(self, year: int) -> str:
        return reverse(f"public:{self.name}_of_year", args=[year])

    def empty_paths(self, years: Collection[int]) -> list[str]:
        """Return the addresses of the years, of those given, in which nothing is left."""
        return [
            prefix + self.path_of(year)
            for year in years
            if not self.rows.filter(**{f"{self.day}__year": year}).exists()
            for prefix in ("", PREFIX)
        ]


RESPONSES = Shelf("published", "publication", LISTED, "published_on")
MESSAGES_SHELF = Shelf("messages", "message", MESSAGES, "published_at")
PRACTICE = Shelf("practice", "practice_note", NOTES, "published_at")
