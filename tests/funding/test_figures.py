"""The figures of funding: what they count, for whom, and as of when."""

from datetime import date

from broadhurst.capabilities.funding import figures
from broadhurst.capabilities.funding.commands.dispute_line import dispute_line
from broadhurst.capabilities.funding.commands.load_published import load_published
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES, FOR_EVERYONE
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from tests.doors import Machine
from tests.funding.money import NEXT, Room
from tests.funding.test_outlook import filled_in

TODAY = date(2021, 3, 1)


def test_posts_funded_beyond_31_march_and_confirmed_today(room: Room) -> None:
    grant, _ = filled_in(room)
    with as_actor(room.cast.cass):
        beyond = figures.posts_funded_beyond(SEEN, None, TODAY)
        confirmed = figures.posts_confirmed(SEEN, None, TODAY)
        assert (beyond.in_words, confirmed.in_words) == (
            "25 per cent of 4 posts", "50 per cent of 4 posts",
        )  # fmt: skip
        assert {record.ref[:3] for record in beyond.records} == {"FPT"}
    dispute_line(actor=room.cast.cass, line=grant, because="The share is wrong.")
    with as_actor(room.cast.cass):
        assert figures.posts_confirmed(SEEN, None, TODAY).value == 0
        # The day before, the line was confirmed.
        assert figures.posts_confirmed(SEEN, None, date(2021, 2, 28)).value == 50
        assert figures.posts_confirmed(SEEN, None, date(2020, 2, 1)).value is None


def test_each_day_of_a_trend_counts_its_posts(room: Room) -> None:
    grant, _ = filled_in(room)
    dispute_line(actor=room.cast.cass, line=grant, because="The share is wrong.")
    days = [date(2020, 2, 1), date(2021, 2, 28), TODAY]
    with as_actor(room.cast.cass):
        for measure in (figures.posts_funded_beyond, figures.posts_confirmed):
            together = measure.count_periods(SEEN, [(None, day) for day in days])
            alone = [measure(SEEN, None, day) for day in days]
            assert [one.in_words for one in together] == [one.in_words for one in alone]
            assert len({one.in_words for one in alone}) > 1


def test_notice_is_the_median_and_negative_if_the_money_came_first(room: Room) -> None:
    room.confirmed(date(2020, 3, 1))
    room.confirmed(date(2020, 4, 15))
    room.line(name="Not confirmed")
    room.confirmed(date(2021, 2, 1), first_day=NEXT[0], last_day=NEXT[1])
    with as_actor(room.cast.cass):
        notice = figures.funding_notice(SEEN, date(2020, 4, 1), TODAY)
    assert (notice.value, notice.behind) == (8.5, 2)
    texts = [record.text for record in notice.records]
    assert "ROCU grant 2020/21: confirmed 14 days after it began" in texts


def test_who_answers_for_the_region_counts_them_and_others_count_nothing(room: Room) -> None:
    filled_in(room)
    acton = Machine(room.acton).get("/figures/posts_funded_beyond?scope=region:north").json()
    assert (acton["value"], acton["behind"]) == (25, 4)
    assert "pay in full" in acton["method"]
    fern = Machine(room.fern).get("/figures/posts_funded_beyond?scope=agency:northshire").json()
    assert fern["behind"] == 0
    olive = Machine(room.cast.olive).get("/figures/posts_funded_beyond").json()
    assert (olive["behind"], olive["records"]) == (0, [])


def test_the_latest_published_total_is_open_to_everyone(room: Room) -> None:
    assert load_published(actor=room.cast.cora) == 13
    with as_actor(room.cast.connie):
        assert figures.rocu_funding(SEEN, None, date(2014, 3, 31)).value is None
        assert figures.rocu_funding(SEEN, None, date(2016, 4, 1)).value == 119_000_000
        latest = figures.rocu_funding(SEEN, None, TODAY)
    assert (latest.value, latest.scope_key) == (166_400_000, "open")
    assert latest.in_words == "£166,400,000"
    assert "rocu_funding" in FOR_EVERYONE
    assert {"posts_funded_beyond", "posts_confirmed", "funding_notice"} <= set(FIGURES)
