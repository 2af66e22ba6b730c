"""Figures of transfers, and officers' tasks."""

from datetime import UTC, date, datetime, timedelta

from broadhurst.capabilities.transfers.commands.decline import decline
from broadhurst.capabilities.transfers.figures import (
    AFTER as AFTER_WINDOW,
)
from broadhurst.capabilities.transfers.figures import (
    BEFORE,
    FIGURES,
    WITHIN,
    latest_transfers,
    spans_of,
    transferred_in_full,
    transfers_waiting,
)
from broadhurst.capabilities.transfers.queries.shown import on_ocg, waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from tests.conftest import NOW
from tests.people import Cast
from tests.transfers.making import LATER, acknowledged, assessed, moved, opened, prepared, ready

AFTER = datetime(2021, 4, 2, 9, tzinfo=UTC)


def test_transferred_in_full_with_the_record_behind_it(cast: Cast) -> None:
    transfer = moved(cast, ready(cast))
    with clock.set_to(AFTER), as_actor(cast.gail):
        figure = transferred_in_full(SEEN, date(2019, 10, 1), date(2021, 3, 30))
        assert (figure.value, figure.records[0].href) == (1, f"/transfers/{transfer.ref}/")
        assert "accepted 2 March 2021" in figure.records[0].text
        assert transferred_in_full(SEEN, date(2021, 3, 3), date(2021, 3, 30)).value == 0
        assert transferred_in_full(SEEN, date(2021, 3, 2), date(2021, 3, 2)).value == 1
        assert transferred_in_full(SEEN, None, date(2021, 3, 1)).value == 0


def test_one_that_only_waits_is_not_counted_as_transferred(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    with clock.set_to(LATER):
        with as_actor(cast.gail):
            assert transferred_in_full(SEEN, None, clock.today()).value == 0
            assert transfers_waiting(SEEN, None, clock.today()).value == 1
        decline(actor=cast.hal, transfer=transfer, reason="Not now.")
    with clock.set_to(LATER + timedelta(days=1)), as_actor(cast.gail):
        assert transfers_waiting(SEEN, None, LATER.date()).value == 0
        assert transfers_waiting(SEEN, None, NOW.date()).value == 1


def test_who_sees_nothing_counts_nothing(cast: Cast) -> None:
    moved(cast, ready(cast))
    with clock.set_to(AFTER), as_actor(cast.olive):
        assert [figure(SEEN, None, date(2021, 3, 30)).value for figure in FIGURES] == [0, 0, 0]


def test_what_waits_for_each_side(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    with as_actor(cast.hal):
        assert waiting_for(cast.hal) == [], "there is nothing to acknowledge before the pack"
    with as_actor(cast.gail):
        [task] = waiting_for(cast.gail)
        assert task.what == "Prepare handover pack for"
        assert task.due_on == date(2021, 3, 29)
    prepared(cast, transfer)
    with as_actor(cast.gail):
        assert waiting_for(cast.gail) == []
    with as_actor(cast.hal):
        assert [one.what for one in waiting_for(cast.hal)] == ["Acknowledge the checklist of"]
    acknowledged(transfer, cast.hal)
    with as_actor(cast.hal):
        (one,) = waiting_for(cast.hal)
        assert one.href == f"/transfers/{transfer.ref}/accept/"
    with as_actor(cast.olive):
        assert waiting_for(cast.olive) == []


def test_the_ocgs_page_shows_who_owned_it_when(cast: Cast) -> None:
    transfer = moved(cast, ready(cast))
    with clock.set_to(AFTER), as_actor(cast.gail):
        shown = on_ocg(transfer.ocg, cast.gail)
        assert shown["transfer"] is None
        assert [span["label"] for span in shown["spans"]] == [
            "Challenger Bolton",
            "ROCU investigations",
        ]
        assert shown["spans"][1]["href"] == f"/transfers/{transfer.ref}/"
        assert list(shown["earlier"]) == [transfer]
        assert not shown["may_offer"]


def day(number: int) -> date:
    return date(2021, 3, number)


def test_days_of_a_transfer_are_divided_at_its_window() -> None:
    divided = {
        (1, 8, 14, None, 20): [(BEFORE, 1, 8), (WITHIN, 8, 15), (AFTER_WINDOW, 15, None)],
        (1, 8, 14, None, 10): [(BEFORE, 1, 8), (WITHIN, 8, None)],
        (1, 8, 14, None, 3): [(BEFORE, 1, None)],
        (1, 8, 14, 10, 20): [(BEFORE, 1, 8), (WITHIN, 8, 10)],
        (1, 8, 14, 8, 20): [(BEFORE, 1, 8)],
        (1, 8, 14, 18, 20): [(BEFORE, 1, 8), (WITHIN, 8, 15), (AFTER_WINDOW, 15, 18)],
        (8, 8, 14, None, 8): [(WITHIN, 8, None)],
        (8, 8, 14, 8, 20): [(WITHIN, 8, 8)],
        (20, 8, 14, None, 21): [(AFTER_WINDOW, 20, None)],
    }
    for (opened_on, first, last, ended, as_of), expected in divided.items():
        spans = spans_of(
            day(opened_on), day(first), day(last), day(ended) if ended else None, day(as_of)
        )
        assert [
            (span.kind, span.since.day, span.until.day if span.until else None) for span in spans
        ] == expected


def test_latest_transfers_as_of_a_day_and_only_for_who_sees_them(cast: Cast) -> None:
    transfer, since = moved(cast, ready(cast)), date(2021, 1, 1)
    with clock.set_to(AFTER):
        with as_actor(cast.gail):
            (row,) = latest_transfers(8, since, date(2021, 3, 30))
            assert row.label == f"{transfer.ocg.name}: accepted"
            assert row.href == f"/transfers/{transfer.ref}/"
            assert row.spans[-1].until == date(2021, 3, 2)
            (before,) = latest_transfers(8, since, date(2021, 3, 1))
            assert before.label == f"{transfer.ocg.name}: open"
            assert before.spans[-1].until is None
            assert latest_transfers(8, since, date(2021, 2, 1)) == []
            assert latest_transfers(8, date(2021, 3, 2), date(2021, 3, 30)) == []
        with as_actor(cast.olive):
            assert latest_transfers(8, since, date(2021, 3, 30)) == []
