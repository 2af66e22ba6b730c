"""Seats, regular attendees and the order of the bids of a board."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.tasking.commands.add_attendee import add_attendee
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.edit_board import edit_board
from broadhurst.capabilities.tasking.commands.rank_bids import rank_bids
from broadhurst.capabilities.tasking.commands.remove_attendee import remove_attendee
from broadhurst.capabilities.tasking.commands.schedule import schedule
from broadhurst.capabilities.tasking.models import BoardChange
from broadhurst.capabilities.tasking.queries.boards import attendees_of
from broadhurst.capabilities.tasking.writes.board_changes import changes_between
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.agencies.models import Posting
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.tasking.stage import Stage, as_seen_by


def seated(stage: Stage) -> tuple[Actor, Actor]:
    """Post Olive and Mo to the board without a role, and seat them as deputy and secretary."""
    both = []
    for actor in (stage.cast.olive, stage.cast.mo):
        posting = Posting.objects.create(
            officer=actor.officer, unit=stage.level_2.unit, title="Member", roles=["investigator"],
            from_on="2020-01-01",
        )  # fmt: skip
        both.append(actor_in(posting))
    deputy, secretary = both
    edit_board(
        actor=stage.cast.tess,
        board=stage.level_2,
        deputy=deputy.officer,
        secretary=secretary.officer,
        cadence_days=14,
        terms="Commits the force's specialist teams.",
        because="Six months of business.",
    )
    return deputy, secretary


def test_a_deputy_decides_and_a_secretary_plans_meetings(stage: Stage) -> None:
    made, other = stage.bid(), stage.bid()
    deputy, secretary = seated(stage)
    schedule(actor=secretary, board=stage.level_2, at=NOW + timedelta(days=3))
    with pytest.raises(Refused, match="chair of its board"):
        decide(actor=secretary, bid=other, outcome="supported", reason="")
    decide(actor=deputy, bid=made, outcome="supported", reason="")
    assert as_seen_by(deputy, made).stage == "decided"


def test_a_board_keeps_what_it_was_and_why_it_changed(stage: Stage) -> None:
    seated(stage)
    change = BoardChange.objects.get()
    assert "time between meetings changed from 28 days to 14 days" in change.text
    assert "deputy chair set to " in change.text
    assert change.because == "Six months of business."
    for stranger in (stage.cast.gail, stage.cast.reg):
        with pytest.raises(Refused, match="Only the chair or the secretary"):
            edit_board(actor=stranger, board=stage.level_2, cadence_days=7, because="No.")
    with pytest.raises(Refused, match="is the deputy chair"):
        edit_board(
            actor=stage.cast.cora, board=stage.level_2, cadence_days=7, because="No.",
            deputy=stage.cast.olive.officer, secretary=stage.cast.olive.officer,
        )  # fmt: skip


def test_a_board_is_edited_at_page_and_terminal(stage: Stage) -> None:
    tess, key = stage.cast.tess, stage.level_2.ref
    page = browser(tess).get(f"/boards/{key}/edit-board/")
    assert page.status_code == 200
    said = terminal(
        tess, "tasking", "edit-board", key, "--cadence-days", "21", "--because", "Less business."
    )
    assert said.exit_code == 0, said.output
    seen = browser(stage.cast.gail).get(f"/boards/{key}/").content.decode()
    assert "Meets every 21 days" in seen
    assert "Less business." in seen
    assert "Edit board" not in seen


def test_a_partner_attends_a_board_and_no_longer(stage: Stage) -> None:
    tess, connie, key = stage.cast.tess, stage.cast.connie.officer, stage.level_2.ref
    answer = Machine(tess).post(f"/boards/{key}/add-attendee", officer=connie.username)
    assert answer.status_code == 200, answer.content
    with pytest.raises(Refused, match="already"):
        add_attendee(actor=tess, board=stage.level_2, officer=connie)
    with pytest.raises(Refused, match="is already a member"):
        add_attendee(actor=tess, board=stage.level_2, officer=tess.officer)
    with pytest.raises(Refused, match="Only the chair"):
        remove_attendee(
            actor=stage.cast.connie, board=stage.level_2, officer=connie, because="Bored."
        )
    remove_attendee(actor=tess, board=stage.level_2, officer=connie, because="Moved on.")
    assert not attendees_of(stage.level_2)
    with pytest.raises(Refused, match="does not attend"):
        remove_attendee(actor=tess, board=stage.level_2, officer=connie, because="Moved on.")


def test_bids_wait_in_the_order_that_the_board_gave_them(stage: Stage) -> None:
    tess, key = stage.cast.tess, stage.level_2.ref
    first, second = stage.bid(), stage.bid()
    with pytest.raises(Refused, match="Choose bids that wait"):
        rank_bids(actor=tess, board=stage.level_2, order=["BID-NONE"], because="So.")
    with pytest.raises(Refused, match="Only the chair"):
        rank_bids(actor=stage.cast.gail, board=stage.level_2, order=[first.ref], because="Mine.")
    answer = Machine(tess).post(
        f"/boards/{key}/rank-bids", order=[second.ref, first.ref], because="Firearms first."
    )
    assert answer.status_code == 200, answer.content
    assert as_seen_by(tess, second).priority == 1
    one = Machine(tess).get(f"/bids/{second.ref}").json()
    assert (one["priority"], one["priority_because"]) == (1, "Firearms first.")
    assert one["allocation"] is None
    page = browser(tess).get(f"/boards/{key}/").content.decode()
    assert page.index(second.ref) < page.index(first.ref)
    assert "Firearms first." in page


def test_a_change_of_a_board_is_told_in_words_with_what_it_was() -> None:
    none = {"secretary": "", "time between meetings": "28 days", "terms of reference": ""}
    some = none | {"secretary": "Tess Harbottle", "terms of reference": "“Commits teams.”"}
    assert changes_between(none, some) == (
        "secretary set to Tess Harbottle; terms of reference set to “Commits teams.”"
    )
    assert changes_between(some, none | {"time between meetings": "14 days"}) == (
        "secretary removed: it was Tess Harbottle; time between meetings changed from 28 days to "
        "14 days; terms of reference removed: it was “Commits teams.”"
    )
    assert changes_between(none, none) == "nothing changed"
