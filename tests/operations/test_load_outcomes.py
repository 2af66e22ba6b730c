"""Loading the published outcomes of Operation Venetic, and figures based on them."""

from datetime import UTC, date, datetime

import pytest

from broadhurst.capabilities.operations.commands.load_outcomes import load_outcomes
from broadhurst.capabilities.operations.figures import FIGURES, VENETIC, latest_outcome
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Region
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.workflow import Refused
from tests.doors import browser, terminal
from tests.operations.published import real_bodies
from tests.people import Cast

LATER = datetime(2022, 7, 1, 9, tzinfo=UTC)


def test_it_is_loaded_once_however_often_it_is_asked_for(cast: Cast) -> None:
    real_bodies(cast)
    with clock.set_to(LATER):
        first = load_outcomes(actor=cast.cora)
        assert load_outcomes(actor=cast.cora) == 0
    assert first == Outcome.objects.count() > 20
    operation = Operation.objects.get()
    assert operation.name == VENETIC
    assert operation.participations.filter(agency__key="nca").exists()


def test_only_what_was_published_by_today_is_loaded(cast: Cast) -> None:
    real_bodies(cast)
    load_outcomes(actor=cast.cora)
    assert {one.as_of for one in Outcome.objects.all()} == {date(2020, 7, 2)}
    with clock.set_to(LATER):
        assert load_outcomes(actor=cast.cora) > 0
    assert Outcome.objects.filter(as_of=date(2022, 6, 8)).exists()


def test_without_the_bodies_and_without_the_role_it_is_refused(cast: Cast) -> None:
    with pytest.raises(
        Refused, match=r"Load the organisations and regions first\. Not known: gmp, nca, nwrocu"
    ):
        load_outcomes(actor=cast.cora)
    with pytest.raises(Refused, match="Only an OCG coordinator"):
        load_outcomes(actor=cast.gail)


def test_the_terminal_does_the_same_and_all_may_read_it(cast: Cast) -> None:
    refused = terminal(cast.cora, "operations", "load")
    assert refused.exit_code == 1
    assert "Load the organisations" in refused.output
    real_bodies(cast)
    with clock.set_to(LATER):
        said = terminal(cast.cora, "operations", "load")
        assert said.exit_code == 0, said.output
        page = browser(cast.connie).get(f"/operations/{Operation.objects.get().ref}/")
    text = page.content.decode()
    for words in ("£76,914,575", "9,296 kg", "over £56,800,000", "North West: Arrests"):
        assert words in text, words


def test_what_was_published_by_a_day(cast: Cast) -> None:
    real_bodies(cast)
    with clock.set_to(LATER):
        load_outcomes(actor=cast.cora)
        region = Region.objects.get(key="north-west")
        arrests = [
            latest_outcome(VENETIC, "arrests", day).value
            for day in (date(2020, 7, 1), date(2020, 7, 2), date(2021, 3, 30), date(2022, 6, 8))
        ]
        cash = latest_outcome(VENETIC, "cash", date(2022, 6, 8))
        regional = latest_outcome(VENETIC, "arrests", date(2021, 3, 30), region=region)
    assert arrests == [None, 746, 1550, 2864]
    assert (cash.value, cash.unit) == (76_914_575, "pounds")
    assert cash.title == "Operation Venetic: cash seized"
    assert (regional.value, len(regional.records)) == (93, 1)
    assert "as of 2 July 2020" in regional.records[0].text


def test_each_figure_has_its_name_and_nothing_published_is_no_figure(cast: Cast) -> None:
    for figure in FIGURES:
        found = figure(SEEN, None, date(2021, 3, 30))
        assert (found.name, found.value, found.records) == (figure.name, None, ())
    assert latest_outcome("Operation Unknown", "arrests", date(2021, 3, 30)).value is None
