"""A figure at two days: both values, and the change in words."""

from datetime import date, timedelta

import pytest

from broadhurst.foundation import clock
from broadhurst.foundation.figure import Figure
from broadhurst.foundation.figure.change import change
from broadhurst.surfaces.insight.queries import earlier_period
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast

DAY = date(2021, 3, 1)


def figure(value: float | None, unit: str = "OCGs", one: str = "OCG", **more: object) -> Figure:
    return Figure("x", "X", value, unit, DAY, one=one, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (figure(3), figure(3), "no change"),
        (figure(3), figure(4), "1 OCG more"),
        (figure(9), figure(4), "5 OCGs less"),
        (figure(None), figure(4), "not known"),
        (figure(1, hidden="fewer than 5"), figure(4), "not known"),
        (figure(2, "days", ""), figure(3.5, "days", ""), "1.5 days more"),
        (figure(50, "per cent", ""), figure(49, "per cent", ""), "1 percentage point less"),
    ],
)
def test_a_change_is_said_in_words_and_gives_nothing_hidden_away(
    before: Figure, after: Figure, said: str
) -> None:
    assert change(before, after) == said


def test_a_period_is_compared_with_one_of_the_same_length() -> None:
    assert earlier_period(None, DAY, date(2021, 2, 1)) == (None, date(2021, 2, 1))
    assert earlier_period(date(2021, 2, 1), DAY, date(2021, 1, 1)) == (
        date(2020, 12, 4),
        date(2021, 1, 1),
    )


def test_a_figure_is_compared_at_three_doors(cast: Cast) -> None:
    cast.ocg()
    with clock.set_to(NOW + timedelta(days=2)):
        path = "/insight/active_ocgs/?scope=seen"
        before = "&compare_day=1&compare_month=2&compare_year=2021"
        page = browser(cast.gail).get(path + before).content.decode()
        assert "1 OCG more" in page
        assert "1 February 2021" in page
        assert "OCG more" not in browser(cast.gail).get(path).content.decode()
        assert "OCG more" not in browser(cast.olive).get(path + before).content.decode()
        answer = Machine(cast.gail).get("/figures/active_ocgs?compare=2021-02-01").json()
        assert (answer["then"]["value"], answer["change"]) == (0, "1 OCG more")
        said = terminal(cast.gail, "figures", "active_ocgs", "--compare", "2021-02-01").output
        assert "At the end of 1 February 2021: none. Change: 1 OCG more." in said


def test_a_day_that_has_not_come_is_refused_beside_its_field(cast: Cast) -> None:
    path = "/insight/active_ocgs/?compare_day=1&compare_month=2&compare_year=2031"
    answer = browser(cast.gail).get(path)
    assert answer.status_code == 422
    assert "Enter a day that is not in the future." in answer.content.decode()
    said = Machine(cast.gail).get("/figures/active_ocgs?compare=2031-02-01")
    assert (said.status_code, said.json()["errors"][0]["field"]) == (422, "compare")
    at_terminal = terminal(cast.gail, "figures", "active_ocgs", "--compare", "2031-02-01")
    assert at_terminal.exit_code == 1
    assert "not in the future" in at_terminal.output
