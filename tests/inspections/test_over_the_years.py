"""Tests for a finding over the years, with what was answered each time."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.inspections.queries.over_the_years import over_the_years
from broadhurst.foundation.access.wall import as_actor
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, found, recorded
from tests.inspections.test_set_our_status import moved

COMMENTS = "We commend the staff."


def repeated(room: Room) -> Finding:
    """Record a finding of 2015 that the first one repeats."""
    old = recorded(
        room.cast, room.inspectorate, key="old", title="The first review",
        published_on=date(2015, 11, 30),
    )  # fmt: skip
    older = found(room.cast, old, "", "Plans are short.", due_text="by June 2016", due_on=None)
    Finding.objects.filter(pk=room.first.pk).update(recurs_from=older)
    return older


def test_reports_are_on_one_line_with_the_answer_of_each(room: Room) -> None:
    older = repeated(room)
    ref = room.published().ref
    for key in (older.key, room.first.key):
        page = browser(room.cast.pol).get(f"/findings/{key}/over-the-years/").content.decode()
        assert page.index("November 2015") < page.index("February 2021")
        assert "Plans are short." in page
        assert "No response is recorded." in page
        assert "action has been taken. Both act on one plan." in page
        assert ref in page
    # Who cannot see the response reads its public copy instead.
    page = browser(room.cast.olive).get(f"/findings/{older.key}/over-the-years/").content.decode()
    assert ref in page
    assert "Both act on one plan" not in page


def test_comments_on_the_report_are_shown_for_a_finding_without_an_answer(room: Room) -> None:
    concern = found(room.cast, room.report, "", "Nobody pays.", addressed_to=[])
    room.published()
    address = f"/findings/{concern.key}/over-the-years"
    page = browser(room.cast.pol).get(f"{address}/").content.decode()
    said = f"The comments on the report say: {COMMENTS}"
    assert said in page
    (row,) = Machine(room.cast.pol).get(address).json()["occurrences"]
    assert (row["responses"][0]["answer"], row["responses"][0]["comments"]) == (None, COMMENTS)
    run = terminal(room.cast.pol, "inspections", "over-the-years", concern.key)
    assert f"see the response\n    {COMMENTS}\n" in run.output
    # Who cannot see the response reads its public copy instead.
    page = browser(room.cast.olive).get(f"{address}/").content.decode()
    assert "Read response" in page
    assert COMMENTS not in page


def test_a_finding_that_supersedes_another_is_on_its_line(room: Room) -> None:
    newer = recorded(room.cast, room.inspectorate, key="new", published_on=date(2021, 2, 20))
    third = found(room.cast, newer, "1", "Plans are still short.")
    moved(room, "superseded", note="Asked again.", superseded_by=third)
    with as_actor(room.cast.pol):
        for one in (room.first, third):
            keys = [row.finding.key for row in over_the_years(one, room.cast.pol)]
            assert keys == [room.first.key, third.key]
        assert len(over_the_years(room.second, room.cast.pol)) == 1
    page = browser(room.cast.pol).get(f"/findings/{third.key}/").content.decode()
    assert "This finding over the years" in page
    alone = browser(room.cast.pol).get(f"/findings/{room.second.key}/over-the-years/")
    assert "No other report has this finding." in alone.content.decode()


def test_api_and_terminal(room: Room) -> None:
    repeated(room)
    room.published()
    rows = Machine(room.cast.pol).get(f"/findings/{room.first.key}/over-the-years").json()
    old, new = rows["occurrences"]
    assert (old["published_on"], old["responses"]) == ("2015-11-30", [])
    assert new["responses"][0]["answer"] == "action_taken"
    assert new["own_statuses"] == {"awaiting allocation": 2}
    run = terminal(room.cast.pol, "inspections", "over-the-years", room.first.key)
    assert run.output.startswith("November 2015  old-  The first review"), run.output
    assert "Action has been taken" in run.output
    assert terminal(room.cast.pol, "inspections", "over-the-years", "gone").exit_code == 1
    assert browser(None).get(f"/findings/{room.first.key}/over-the-years/").status_code == 302


def test_its_queries_do_not_grow_with_the_reports(room: Room) -> None:
    def queries() -> int:
        with as_actor(room.cast.pol), CaptureQueriesContext(connection) as caught:
            over_the_years(room.first, room.cast.pol)
        return len(caught)

    repeated(room)
    before = queries()
    for number in range(6):
        again = recorded(room.cast, room.inspectorate, key=f"again-{number}")
        found(room.cast, again, "1", "Again.", recurs_from=room.first)
    assert queries() == before
