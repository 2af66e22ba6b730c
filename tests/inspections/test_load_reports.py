"""Tests for loading the published reports."""

from datetime import date, datetime

import pytest

from broadhurst.capabilities.establishment.commands.load_agencies import load_agencies
from broadhurst.capabilities.inspections.commands.load_reports import load_reports
from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.capabilities.inspections.queries.reports import earlier_findings
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.workflow import Refused
from tests.doors import terminal
from tests.people import Cast


@pytest.fixture
def loaded(cast: Cast) -> int:
    load_agencies(actor=actor_of_system())
    return load_reports(actor=actor_of_system())


def test_what_was_published_by_today_is_recorded(loaded: int) -> None:
    assert loaded == 3
    report = Report.objects.get(key="rocu-2021")
    assert report.last_day == date(2021, 4, 14)
    assert Finding.objects.get(key="rocu-2021-1").addressees.count() == 52
    assert not Report.objects.filter(key="north-west-2023").exists()


def test_what_comes_out_later_is_added_and_nothing_twice(loaded: int) -> None:
    with clock.set_to(datetime(2023, 11, 10, 9, tzinfo=clock.LONDON)):
        assert load_reports(actor=actor_of_system()) == 4
    assert Report.objects.get(key="north-west-2023").grades == [
        {"body": "gmp", "grade": "good"},
        {"body": "lancashire", "grade": "good"},
    ]


def test_funding_was_found_in_2015_and_again_in_2021(loaded: int) -> None:
    again = Finding.objects.get(key="rocu-2021-funding")
    assert [one.key for one in earlier_findings(again)] == ["rocu-2015-funding"]


def test_the_terminal_loads_and_a_detective_may_not(loaded: int, cast: Cast) -> None:
    assert "3 reports" in terminal(cast.pol, "inspections", "load").output
    with pytest.raises(Refused, match="Only a policing body officer"):
        load_reports(actor=cast.gail)
