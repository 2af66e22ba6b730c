"""Store the public pages that a command changes, at the end of that command.

Commands note the rows that they change (`foundation/public_copies`). The pages are made once, from
what the tables then hold, in the same transaction. So a page is there from the commit that
publishes, and gone from the commit that withdraws.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model, Q
from django.urls import reverse

from broadhurst.capabilities.funding.models import PublishedTotal
from broadhurst.capabilities.inspections.models import Publication, Report
from broadhurst.capabilities.inspections.queries.shared import HEAVY
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.capabilities.practice.models import PublicNote
from broadhurst.capabilities.public_messages.models import PublicMessage
from broadhurst.capabilities.public_site.models import Look, PublicWelsh, StoredPage
from broadhurst.capabilities.public_site.writes.store_pages import (
    Page,
    lock_pages,
    remove_other_pages,
    remove_pages,
    remove_pages_below,
    store_pages,
)
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.govuk.words import london_day
from broadhurst.foundation.public_copies import take_changed
from broadhurst.surfaces.public import feeds, open_data, records, shelves, sitemap
from broadhurst.surfaces.public.rendered import in_both
from broadhurst.surfaces.public.welsh import PREFIX

# Each kind of record: its list, its pages, and the column of its organisation.
KINDS = {
    Publication: (shelves.RESPONSES, records.of_responses, "body_id"),
    PublicMessage: (shelves.MESSAGES_SHELF, records.of_messages, "agency_id"),
    PublicNote: (shelves.PRACTICE, records.of_notes, "agency_id"),
}
DATASETS = {
    Publication: open_data.RESPONSE_FIGURES,
    Operation: open_data.OPERATION_OUTCOMES,
    Outcome: open_data.OPERATION_OUTCOMES,
    PublishedTotal: open_data.ROCU_FUNDING,
}


@dataclass
class Changes:
    """The records and figures that changed in public, and whose pages show them."""

    refs: dict[type[Model], set[str]] = field(default_factory=dict)
    years: dict[type[Model], set[int]] = field(default_factory=dict)
    agencies: set[int] = field(default_factory=set)
    datasets: set[open_data.Dataset] = field(default_factory=set)
    welsh: set[str] = field(default_factory=set)

    def add(self, row: Any) -> None:
        """Add a row that public pages show."""
        if dataset := DATASETS.get(type(row)):
            self.datasets.add(dataset)
        if isinstance(row, Look):
            self.agencies.add(row.agency_id)
        if isinstance(row, PublicWelsh):
            self.welsh.add(row.record)
        for record in _records_with(row):
            self._add_record(type(record), record)

    def _add_record(self, kind: type[Model], row: Any) -> None:
        """Add a record, with the year and the organisation that list it."""
        shelf, _, by = KINDS[kind]
        self.refs.setdefault(kind, set()).add(row.ref)
        self.years.setdefault(kind, set()).add(london_day(getattr(row, shelf.day)).year)
        self.agencies.add(getattr(row, by))


def _records_with(row: Any) -> list[Any]:
    """Return the published records whose pages show a row."""
    if isinstance(row, Report):
        about = Q(report=row) | Q(shared__finding__report=row)
        return list(Publication.objects.filter(about).distinct().defer(*HEAVY))
    if isinstance(row, Agency):
        theirs = Q(body=row) | Q(force=row) | Q(report__publisher=row)
        return [
            *Publication.objects.filter(theirs).defer(*HEAVY),
            *PublicMessage.objects.filter(agency=row),
            *PublicNote.objects.filter(agency=row),
        ]
    if isinstance(row, PublicWelsh):
        return [record for kind in KINDS for record in kind._default_manager.filter(ref=row.record)]
    return [row] if type(row) in KINDS else []


def store_changes() -> None:
    """Make and store the pages that the changes of this command concern."""
    rows = take_changed()
    if not rows:
        return
    lock_pages()
    changes = Changes()
    for row in rows:
        changes.add(row)
    if _is_first_or_last_welsh() or not StoredPage.objects.exists():
        _store_all()
        return
    remove_pages_below(f"{PREFIX}/", refs=changes.welsh)
    for kind, years in changes.years.items():
        remove_pages(KINDS[kind][0].empty_paths(years))
    store_pages(_changed(changes), edition())
    store_pages(sitemap.pages(), edition())


def _is_first_or_last_welsh() -> bool:
    """Return whether there are Welsh versions for the first time, or no longer.

    Then each list and each page of an organisation begins or stops to be in Welsh too.
    """
    had = StoredPage.objects.filter(path=PREFIX + reverse("public:published")).exists()
    return had != PublicWelsh.objects.exists()


def store_all() -> None:
    """Make and store every public page, and remove every other one."""
    with transaction.atomic():
        lock_pages()
        _store_all()


def store_if_outdated() -> bool:
    """Store every page if another edition of the program made one; return whether it did."""
    pages = StoredPage.objects
    if pages.exists() and not pages.exclude(edition=edition()).exists():
        return False
    store_all()
    return True


@cache
def edition() -> str:
    """Return a hash of what pages are made with: the program, its templates and addresses."""
    made_with = hashlib.sha256(
        f"{version('broadhurst')} {settings.PUBLIC_URL} {settings.OPERATOR}".encode()
    )
    for path in sorted(Path(__file__).parent.rglob("*.*")):
        if path.suffix in (".py", ".html"):
            made_with.update(path.read_bytes())
    return made_with.hexdigest()


def _changed(changes: Changes) -> Iterable[Page]:
    for kind, years in changes.years.items():
        shelf, of_records, _ = KINDS[kind]
        yield from of_records(changes.refs.get(kind, ()))
        yield from shelf.pages(years)
    yield from records.of_organisations(changes.agencies)
    yield from feeds.of_organisations(changes.agencies)
    if changes.refs.keys() & {Publication, PublicMessage}:
        yield from feeds.pages()
    for dataset in changes.datasets:
        yield from dataset.pages()


def _store_all() -> None:
    """Store every page. The lock is held."""
    pages = list(_all())
    store_pages(pages, edition())
    others = [reverse(f"public:{name}") for name in ("sitemap", "robots")]
    remove_other_pages([page.path for page in pages] + others)
    store_pages(sitemap.pages(), edition())


def _all() -> Iterable[Page]:
    organisations = set(Look.objects.values_list("agency", flat=True))
    for kind, (shelf, of_records, by) in KINDS.items():
        yield from of_records(None)
        yield from shelf.pages(None)
        organisations |= set(kind.objects.values_list(by, flat=True))  # type: ignore[attr-defined]
    yield from records.of_organisations(organisations)
    yield from feeds.of_organisations(organisations)
    yield from feeds.pages()
    for dataset in open_data.DATASETS:
        yield from dataset.pages()
    yield open_data.page()
    yield from in_both("accessibility", reverse("public:accessibility"), {})
    yield from in_both("not_found", reverse("public:not_found"), {}, is_in_sitemap=False)
