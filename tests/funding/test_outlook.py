"""The cliff, the scenario, the charts and their price."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.funding.commands.end_line import end_line
from broadhurst.capabilities.funding.models import Change, Line
from broadhurst.capabilities.funding.queries.outlook import (
    funded_by_month,
    money_by_year,
    month_starts,
    outlook,
    scenario,
)
from broadhurst.foundation.access.wall import as_actor
from tests.doors import Machine, browser, terminal
from tests.funding.money import NEXT, YEAR, Room

TODAY = date(2021, 3, 1)


def filled_in(room: Room) -> tuple[Line, Line]:
    """Make three surveillance posts and one without a capability.

    The confirmed grant pays the first two until 31 March. The indicative one pays the first whole
    and the second half in the next year. The third has a fixed term until 31 March.
    """
    grant = room.confirmed()
    later = room.line(name="ROCU grant 2021/22", first_day=NEXT[0], last_day=NEXT[1])
    first, second = room.post(), room.post(role="Team leader")
    third = room.post(role="Driver", tenure_ends=YEAR[1])
    room.post(role="Finance manager", capability=None)
    for post, this, nxt in ((first, 100, 100), (second, 100, 50), (third, 0, 100)):
        room.rest(post, grant, this)
        room.rest(post, later, nxt)
    return grant, later


def test_the_cliff_on_31_march_by_capability(room: Room) -> None:
    filled_in(room)
    with as_actor(room.fern):
        shown = outlook(room.cast.cass.agency, TODAY, YEAR[1])
    assert [line.name for line in shown.ending] == ["ROCU grant 2020/21"]
    assert shown.days_left == 30
    names = [cliff.name for cliff in shown.capabilities]
    assert names == ["No capability", "Surveillance"]
    surveillance = shown.capabilities[1]
    assert (
        surveillance.posts, surveillance.funded, surveillance.partly, surveillance.tenure_ended,
        surveillance.confirmed, surveillance.percent,
    ) == (3, 1, 1, 1, 0, 33)  # fmt: skip
    assert (surveillance.notice, surveillance.waiting, surveillance.unconfirmed) == (None, 1, 0)
    assert (shown.whole.posts, shown.whole.funded, shown.whole.not_funded) == (4, 1, 1)
    with as_actor(room.cast.cass):
        next_year = outlook(room.cast.cass.agency, NEXT[0], NEXT[1])
    assert next_year.whole.unconfirmed == 100


def test_the_chart_falls_at_the_cliff(room: Room) -> None:
    filled_in(room)
    with as_actor(room.cast.cass):
        shown = outlook(room.cast.cass.agency, TODAY, YEAR[1])
    months = funded_by_month(shown.posts, TODAY)
    assert months[:2] == [(date(2021, 3, 1), 2, 2), (date(2021, 4, 1), 1, 0)]
    assert months[13] == (date(2022, 4, 1), 0, 0)
    assert month_starts(date(2023, 11, 30), 3) == [
        date(2023, 11, 1), date(2023, 12, 1), date(2024, 1, 1),
    ]  # fmt: skip


def test_money_by_year_is_in_pence_and_by_how_sure_it_is(room: Room) -> None:
    room.confirmed(amount=365_00, first_day=date(2021, 3, 22), last_day=date(2021, 4, 10))
    room.line(amount=99, first_day=NEXT[0], last_day=NEXT[1])
    with as_actor(room.cast.cass):
        years = money_by_year(list(Line.objects.all()), TODAY)
    assert years == [("2020/21", 18250, 0), ("2021/22", 18250, 99)]


def test_a_scenario_says_what_closes_and_writes_nothing(room: Room) -> None:
    grant, _ = filled_in(room)
    force = room.confirmed(name="Force money")
    half = room.post(role="Analyst")
    room.rest(half, grant, 40)
    room.rest(half, force, 60)
    with as_actor(room.fern):
        before = Change.objects.count()
        tried = scenario(grant, date(2021, 3, 10), TODAY)
        assert Change.objects.count() == before
        assert Line.objects.get(pk=grant.pk).status == "confirmed"
    assert tried.felt == date(2021, 3, 11)
    assert sorted(lost.post.role for lost in tried.closing) == [
        "Surveillance officer", "Team leader",
    ]  # fmt: skip
    assert [(lost.post.role, lost.loss.after) for lost in tried.short] == [("Analyst", 60)]
    assert tried.capabilities == [("Surveillance", 2, 1)]
    assert tried.money == 36_500_000 - 36_500_000 * 344 // 365


def test_a_line_that_ended_already_takes_nothing_more(room: Room) -> None:
    grant, _ = filled_in(room)
    ended = end_line(actor=room.cast.cass, line=grant, ended_on=date(2020, 12, 31), because="Cut.")
    with as_actor(room.cast.cass):
        tried = scenario(ended, date(2021, 1, 15), TODAY)
    assert (tried.money, tried.lost) == (0, [])


def test_the_pages_show_the_cliff_and_the_scenario(room: Room) -> None:
    grant, _ = filled_in(room)
    page = browser(room.fern)
    html = page.get("/funding/").content.decode()
    for words in (
        "Northern ROCU", "Posts funded by month", "Posts by capability", "ROCU grant 2020/21",
        "beyond 31 March 2021", "25%", "When each line runs", "Money by financial year",
        "30 days", "1 line not confirmed",
    ):  # fmt: skip
        assert words in html, words
    assert "Record a funding line" not in browser(room.cast.rita).get("/funding/").content.decode()
    assert "Record a funding line" in browser(room.cast.cass).get("/funding/").content.decode()
    other_day = page.get("/funding/?beyond_day=30&beyond_month=6&beyond_year=2022")
    assert "beyond 30 June 2022" in other_day.content.decode()
    assert page.get("/funding/?beyond_day=40&beyond_month=6&beyond_year=2022").status_code == 422
    tried = page.get(f"/funding-lines/{grant.ref}/scenario/?last_day=2021-03-10").content.decode()
    assert "2 posts would close." in tried
    assert "£21,000 would no longer be paid" in tried
    assert "Surveillance officer" in tried


def test_a_reader_of_two_organisations_chooses(room: Room) -> None:
    filled_in(room)
    room.line(actor=room.fern, name="Force money")
    page = browser(room.cast.pol)
    assert "Force money" in page.get("/funding/?recipient=northshire").content.decode()
    assert page.get("/funding/?recipient=eastshire").status_code == 404
    mine = browser(room.fern).get("/funding/").content.decode()
    assert 'class="govuk-caption-l">Northshire Police' in mine


def test_nobody_else_sees_a_penny(room: Room) -> None:
    grant, _ = filled_in(room)
    for other in (room.cast.olive, room.bly, room.cast.gail, room.cast.connie):
        html = browser(other).get("/funding/").content.decode()
        assert "No funding to show" in html or "No funding is recorded" in html
        assert "ROCU grant" not in html
        assert browser(other).get(f"/funding-lines/{grant.ref}/scenario/").status_code == 404
        machine = Machine(other)
        assert machine.get("/funding").json()["items"] == []
        assert machine.get("/funding?recipient=nrocu").json()["items"] == []
        assert machine.get(f"/funding-lines/{grant.ref}/scenario").status_code == 404
        assert machine.get("/funding-lines").json()["items"] == []
        assert machine.get("/funded-posts").json()["items"] == []
        assert terminal(other, "funding", "outlook").exit_code == 1
        assert terminal(other, "funding", "scenario", grant.ref).exit_code == 1


def test_the_same_at_the_api_and_the_terminal(room: Room) -> None:
    grant, _ = filled_in(room)
    machine = Machine(room.acton)
    [body] = machine.get("/funding?beyond=2021-03-31").json()["items"]
    assert (body["whole"]["percent"], body["recipient"]) == (25, "nrocu")
    assert [one["name"] for one in body["ending"]] == ["ROCU grant 2020/21"]
    assert body["years"][0] == {"year": "2020/21", "confirmed": 36_500_000, "not_confirmed": 0}
    tried = machine.get(f"/funding-lines/{grant.ref}/scenario?last_day=2021-03-10").json()
    assert (tried["money"], tried["posts"][0]["after"]) == (2_100_000, 0)
    said = terminal(room.acton, "funding", "outlook").output
    assert "Surveillance: 1 of 3 posts funded" in said
    said = terminal(room.acton, "funding", "scenario", grant.ref, "--last-day", "2021-03-10").output
    assert "£21,000 would not be paid" in said
    assert "closes from 11 March 2021" in said


def test_more_posts_and_lines_cost_no_more_queries(room: Room) -> None:
    grant, later = filled_in(room)
    paths = (
        "/funding/", "/funding-lines/?tab=all", "/funded-posts/", f"/funding-lines/{grant.ref}/",
        f"/funding-lines/{grant.ref}/scenario/",
    )  # fmt: skip

    def asked() -> list[int]:
        counts = []
        page = browser(room.cast.cass)
        for path in paths:
            page.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert page.get(path).status_code == 200
            counts.append(len(queries))
        return counts

    before = asked()
    for number in range(6):
        post = room.post(role=f"Officer {number}")
        room.rest(post, grant, 50)
        room.rest(post, room.line(name=f"Grant {number}"), 50)
        room.rest(post, later, 100)
    assert asked() == before
