"""A longer tracker takes no more statements, and PostgreSQL counts what its checks wrote."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.capabilities.ocg_imports.commands import check
from broadhurst.capabilities.ocg_imports.commands.run import run_ocgs
from broadhurst.capabilities.ocg_imports.commands.undo import undo_ocgs
from broadhurst.foundation.access.wall import elevated
from tests.ocg_imports.making import HEADINGS, imported, mapped
from tests.people import Cast

ROW = (
    "{0},,Drugs,Bolton,x,Challenger Bolton,Gail Fernsby,Len Oakapple,{1} {0},,,Suspect,Principal,"
    "07700 90{2:04},\n"
)
ALIKE = 4  # statements that five times the rows may take more


def taken(cast: Cast, cover: str, many: int) -> list[int]:
    """Import a number of OCGs of two people. Return the statements to read, add and undo them."""
    rows = [
        ROW.format(f"{cover} {n}", name, 100 * n + place)
        for n in range(many)
        for place, name in enumerate(("Al Roe", "Bea Roe"))
    ]
    with CaptureQueriesContext(connection) as to_read:
        sent = mapped(cast.cora, HEADINGS + "".join(rows))
    with CaptureQueriesContext(connection) as to_add:
        sent = run_ocgs(actor=cast.cora, upload=sent)
    assert len(sent.added) == many
    with CaptureQueriesContext(connection) as to_undo:
        undo_ocgs(actor=cast.cora, upload=sent)
    return [len(to_read), len(to_add), len(to_undo)]


def test_statements_do_not_grow_with_the_rows(cast: Cast) -> None:
    few, many = taken(cast, "Heron", 3), taken(cast, "Plover", 15)
    assert all(more - less <= ALIKE for less, more in zip(few, many, strict=True)), (few, many)


def test_postgresql_counts_what_the_checks_wrote(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the counts, a check on a new register reads every key with every entry."""
    monkeypatch.setattr(check, "CHECKED_AT_ONCE", 1)
    sent = imported(cast.cora)
    seen = []
    for _ in range(2):
        sent = check.check_imported_ocgs(actor=cast.cora, upload=sent)
        with elevated("a test"):
            entries = Entry.objects.count()
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'deconfliction_entry'")
            assert cursor.fetchone() == (entries,)
        seen.append(entries)
    assert 0 < seen[0] < seen[1]
