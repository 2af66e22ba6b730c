"""Property tests: nothing that happens later changes a published response."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from broadhurst.capabilities.inspections.commands.edit_finding import edit_finding
from broadhurst.capabilities.inspections.commands.edit_report import edit_report
from broadhurst.capabilities.inspections.commands.withdraw_finding import withdraw_finding
from broadhurst.capabilities.inspections.models import Finding, Publication
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import browser
from tests.inspections.making import Room
from tests.inspections.test_correct_reports import finding_given, report_given
from tests.lengths import examples

words = st.text(st.sampled_from("abc ÅéŵŶ’£—*_[]()<>&\n"), min_size=1, max_size=40).filter(
    str.strip
)
COLUMNS = ["title", "late_reason", "markdown", "html", "corrected_because"]
PAPERS = ("markdown", "html", "figures", "pdf", "docx", "text_sha256", "pdf_sha256", "docx_sha256")


def _edit_report(room: Room, text: str) -> None:
    edit_report(actor=room.cast.pol, report=room.report, **report_given(room) | {"title": text})


def _edit_finding(room: Room, text: str) -> None:
    finding = Finding.objects.get(pk=room.first.pk)
    edit_finding(actor=room.cast.pol, finding=finding, **finding_given(finding, text=text))


def _withdraw_finding(room: Room, text: str) -> None:
    finding = Finding.objects.get(pk=room.second.pk)
    withdraw_finding(actor=room.cast.pol, finding=finding, because=text)


LATER: dict[str, Callable[[Room, str], None]] = {
    "edit report": _edit_report,
    "edit finding": _edit_finding,
    "withdraw finding": _withdraw_finding,
}
settled = settings(
    max_examples=examples(6),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def kept() -> dict[str, Any]:
    """Return the papers of the only publication, and their digests."""
    return Publication.objects.values(*PAPERS).get()


def test_no_later_correction_changes_what_was_published(room: Room) -> None:
    ref = room.published().ref
    before = kept()
    letter = f"/published/{ref}/letter.pdf"
    paper = browser(None).get(letter).content

    done = set()

    @settled
    @example([(name, "Corrected") for name in sorted(LATER)])
    @given(st.lists(st.tuples(st.sampled_from(sorted(LATER)), words), min_size=1, max_size=3))
    def nothing_changes_it(later: list[tuple[str, str]]) -> None:
        with transaction.atomic():
            for name, text in later:
                with suppress(Refused), transaction.atomic():
                    LATER[name](room, text)
                    done.add(name)
            assert kept() == before
            transaction.set_rollback(True)

    nothing_changes_it()
    assert done == set(LATER)
    assert browser(None).get(letter).content == paper


def test_the_database_changes_no_column_of_a_publication(room: Room) -> None:
    room.published()
    before = kept()

    @settled
    @given(st.sampled_from(COLUMNS), words)
    def it_is_refused(column: str, text: str) -> None:
        change = f"UPDATE inspections_publication SET {column} = %s"  # noqa: S608
        with (
            as_actor(room.clem),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change, [text])
        assert kept() == before

    it_is_refused()
