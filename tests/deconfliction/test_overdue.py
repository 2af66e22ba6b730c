"""A hit due within an hour is overdue by the hour, wherever it is shown."""

from datetime import timedelta

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.home.queries import by_clock
from tests.conftest import NOW
from tests.deconfliction.targets import a_hit
from tests.doors import Machine, browser, terminal
from tests.duty_desks.desks import in_review
from tests.people import Cast
from tests.planned_events.events import an_event, at, side_on, two_events

TWO_HOURS_AFTER = NOW + timedelta(hours=3)
OVERDUE = "overdue since 10:00am"


def test_two_hours_after_every_page_says_overdue(cast: Cast) -> None:
    mine, _theirs = two_events(cast.gail, cast.olive)
    ref = side_on(cast.gail, mine).ref
    pages = (
        f"/deconfliction/hits/{ref}/",
        f"/deconfliction/hits/{ref}/acknowledge/",
        "/deconfliction/hits/",
        "/deconfliction/",
        f"/deconfliction/events/{mine.ref}/",
        f"/deconfliction/events/{mine.ref}/cancel/",
        "/",
    )
    page = browser(cast.gail)
    for address in pages:
        assert "due today at 10:00am" in page.get(address).content.decode(), address
    with clock.set_to(TWO_HOURS_AFTER):
        for address in pages:
            shown = page.get(address).content.decode()
            assert (OVERDUE in shown, "due today at 10" in shown) == (True, False), address
        assert OVERDUE in browser(cast.dot).get("/deconfliction/desk/").content.decode()
        said = terminal(cast.gail, "deconfliction", "hits").output
        assert "overdue since 1 March 2021 at 10:00am" in said
        said = terminal(cast.dot, "deconfliction", "desk").output
        assert "overdue since 1 March 2021 at 10:00am" in said


def test_at_the_terminals_desk_what_is_acknowledged_has_no_clock_any_more(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    acknowledge(actor=cast.gail, hit=gails)
    said = terminal(cast.dot, "deconfliction", "desk").output
    assert "Record contact about hit  with the unit" in said


def test_home_counts_what_is_overdue_by_the_hour(cast: Cast) -> None:
    two_events(cast.gail, cast.olive)

    def counts() -> tuple[int, int]:
        tabs = browser(cast.gail).get("/").context["tabs"]
        return tabs.counts["overdue"], tabs.counts["week"]

    assert counts() == (0, 1)
    with clock.set_to(TWO_HOURS_AFTER):
        assert counts() == (1, 0)


def test_of_one_day_the_earlier_hour_comes_first(cast: Cast) -> None:
    first, _theirs = two_events(cast.gail, cast.olive)
    with clock.set_to(NOW + timedelta(minutes=30)):
        second = an_event(cast.gail, ground=at(51))
        an_event(cast.olive, ground=at(51))
    with as_actor(cast.gail):
        listed = [one.about for one in by_clock(cast.gail)]
    assert [str(first) in listed[0], str(second) in listed[1]] == [True, True]


def test_what_is_due_in_an_hour_comes_before_what_has_the_day(cast: Cast) -> None:
    ocg = cast.ocg()
    with clock.set_to(NOW + timedelta(hours=1)):
        mine, _theirs = two_events(cast.gail, cast.olive)
    ref = side_on(cast.gail, mine).ref
    waits = Machine(cast.gail).get("/waiting").json()["items"]
    assert ref == waits[0]["ref"]
    assert (waits[0]["due_on"], waits[0]["due_at"]) == ("2021-03-01", "2021-03-01T11:00:00Z")
    [other] = [one for one in waits if ocg.ref == one["ref"]]
    assert other["due_at"] is None
    said = terminal(cast.gail, "waiting").output.splitlines()
    assert f"on {mine} ({ref}) (by 1 March 2021 at 11:00am)" in said[0]
    assert ref not in terminal(cast.connie, "waiting").output


def test_a_day_lasts_to_its_end_and_an_hour_does_not(cast: Cast) -> None:
    """A desk's reviews are due by the day, and its units' hits by the hour."""
    review = in_review(cast)
    gails, _olives = a_hit(cast)
    with as_actor(cast.dot):
        one = by_clock(cast.dot)[0]
    assert review.ref == one.ref
    assert one.due_at is None
    with clock.set_to(one.ends_at - timedelta(seconds=1)):
        assert not one.is_overdue
    with clock.set_to(one.ends_at):
        assert one.is_overdue
    with as_actor(cast.gail):
        [own] = [one for one in by_clock(cast.gail) if gails.ref == one.ref]
    with clock.set_to(gails.due_at):
        assert not own.is_overdue
    with clock.set_to(gails.due_at + timedelta(seconds=1)):
        assert own.is_overdue
