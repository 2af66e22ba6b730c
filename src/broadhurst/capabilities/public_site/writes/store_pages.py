"""Store public pages as they are sent. Commands that publish call this at their end."""

import gzip
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection

from broadhurst.capabilities.public_site.models import StoredPage
from broadhurst.foundation import clock

HTML = "text/html; charset=utf-8"
# Taken from the first read of what is published until the commit, so that a list which is stored
# has whatever was published or withdrawn at the same moment.
LOCK = 0x7075_626C_6963


@dataclass(frozen=True)
class Page:
    """A page to store. `ref` is the record that it shows: it goes if that is withdrawn."""

    path: str
    body: bytes
    content_type: str = HTML
    ref: str = ""
    filename: str = ""
    is_in_sitemap: bool = False


def lock_pages() -> None:
    """Let nobody else store pages until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def store_pages(made: Iterable[Page], edition: str) -> None:
    """Store the pages that are new or changed. An unchanged page keeps its day of change."""
    pages = list(made)
    stored_pages = StoredPage.objects.filter(path__in=[page.path for page in pages])
    stored = {row.path: row for row in stored_pages.defer("body", "gzipped")}
    marked = [(page, hashlib.sha256(page.body).hexdigest()) for page in pages]
    # Only what changed is compressed, which takes longer than all else here.
    changed = [
        _row(page, etag, edition, stored.get(page.path))
        for page, etag in marked
        if (etag, edition) != _marks(stored.get(page.path))
    ]
    StoredPage.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["path"], update_fields=FIELDS
    )


def remove_pages(paths: Collection[str]) -> None:
    """Remove pages. Readers no longer find them once the transaction commits."""
    StoredPage.objects.filter(path__in=paths).delete()


def remove_pages_below(path: str, refs: Collection[str] | None) -> None:
    """Remove the pages of records whose path begins with this. None means every page."""
    rows = StoredPage.objects.filter(path__startswith=path)
    (rows if refs is None else rows.filter(ref__in=refs)).delete()


def remove_other_pages(paths: Collection[str]) -> None:
    """Remove every page but these."""
    StoredPage.objects.exclude(path__in=paths).delete()


FIELDS = [
    "content_type", "body", "gzipped", "etag", "filename", "ref", "is_in_sitemap", "edition",
    "changed_at",
]  # fmt: skip


def _marks(row: StoredPage | None) -> tuple[str, str] | None:
    return (row.etag, row.edition) if row else None


def _row(page: Page, etag: str, edition: str, stored: StoredPage | None) -> StoredPage:
    is_same = stored is not None and stored.etag == etag
    gzipped = gzip.compress(page.body, mtime=0)
    return StoredPage(
        path=page.path,
        content_type=page.content_type,
        body=page.body,
        gzipped=gzipped if len(gzipped) < len(page.body) else b"",
        etag=etag,
        filename=page.filename,
        ref=page.ref,
        is_in_sitemap=page.is_in_sitemap,
        edition=edition,
        changed_at=stored.changed_at if stored and is_same else clock.now(),
    )
