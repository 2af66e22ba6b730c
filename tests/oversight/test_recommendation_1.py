"""Whether Recommendation 1 is met: the answer, what it rests on, and who may see it."""

import re
from datetime import timedelta
from typing import Any

import pytest

from broadhurst.capabilities.establishment.commands.load_agencies import load_agencies
from broadhurst.capabilities.inspections.commands.count_figures import (
    count_months,
    split_answers,
)
from broadhurst.capabilities.inspections.commands.load_reports import load_reports
from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.rules.requesting import SHARE_IN_TIME
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.figure.months import months_to, year_before
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.oversight.recommendation_1 import Answer, answer, verdict_of
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.answering import People, region_of
from tests.liaison.story import asked
from tests.oversight.test_oversight import TODAY, queries
from tests.people import Cast

LATER = NOW + timedelta(days=40)
PATH = "/oversight/recommendation-1/"


@pytest.fixture
def people(cast: Cast) -> People:
    return region_of(cast)


def answered(cast: Cast, many: int, *, late: int = 0) -> None:
    """Make requests on one OCG, the first of them answered late."""
    ocg = cast.ocg(name="Iron Lapwing")
    for n in range(many):
        request = asked(cast, ocg)
        with clock.set_to(NOW + timedelta(days=7 if n < late else 1)):
            accept(actor=cast.len, lead_request=request)


def told(people: People, who: Any) -> Answer:
    with clock.set_to(LATER), as_actor(who):
        scope = queries.chosen(who, "", TODAY)
        assert scope is not None
        return answer(who, scope, year_before(TODAY), TODAY)


def test_a_chief_officer_reads_the_answer_in_a_sentence(people: People) -> None:
    with clock.set_to(NOW + timedelta(days=20)):
        answered(people.cast, 5)
    found = told(people, people.chief)
    assert [test.result for test in found.tests] == ["Met", "Met", "Met"]
    assert found.verdict == "Met"
    assert found.sentence == (
        "Met by Northshire Police: 3 of 3 tests passed at the end of 10 April 2021."
    )


def test_few_records_are_not_over_read(people: People) -> None:
    with clock.set_to(NOW + timedelta(days=20)):
        answered(people.cast, 4, late=4)
    found = told(people, people.chief)
    assert found.tests[2].in_words == "Fewer than 5 requests"
    assert found.tests[2].is_met is None
    assert "There are too few records for 1 other." in found.sentence
    assert found.split["kind"][0].in_time is None
    assert set(found.trend.series[0].values) == {None}


def test_late_answers_and_silent_leads_are_partly_or_not_met(people: People) -> None:
    answered(people.cast, 5, late=3)
    found = told(people, people.chief)
    assert [test.result for test in found.tests] == ["Met", "Not met", "Not met"]
    assert found.verdict == "Partly met"
    assert found.tests[2].in_words == "40 per cent of 5 requests"
    assert found.split["kind"][0].median == 168


def test_nothing_counted_is_no_verdict(people: People) -> None:
    found = told(people, people.chief)
    assert found.verdict == "Too few records to say"
    assert verdict_of([]) == "Too few records to say"


def test_a_region_has_a_row_for_each_organisation(people: People) -> None:
    answered(people.cast, 5)
    found = told(people, people.head)
    assert {part.name for part in found.parts} >= {"Northshire Police", "Northern ROCU"}


def test_the_trend_has_twelve_months_up_to_the_day() -> None:
    months = months_to(TODAY, 12)
    assert (len(months), months[-1], months[0][0].isoformat()) == (
        12, (TODAY.replace(day=1), TODAY), "2020-05-01",
    )  # fmt: skip


def test_who_answers_for_no_organisation_sees_no_figure(people: People) -> None:
    answered(people.cast, 5)
    with clock.set_to(LATER):
        for who in (people.gail, people.olive):
            shown = browser(who).get(PATH).content.decode()
            assert "No organisations to answer for" in shown
            assert "Three tests" not in shown
            assert browser(who).get(f"{PATH}?scope=agency:northshire").status_code == 404
            said = Machine(who).get("/oversight/recommendation-1").json()
            assert (said["verdict"], said["tests"]) == ("", [])
            hidden = "/oversight/recommendation-1?scope=agency:northshire"
            assert Machine(who).get(hidden).status_code == 404


def test_who_answers_for_no_organisation_cannot_count_it(people: People) -> None:
    with clock.set_to(LATER):
        for who in (people.gail, people.olive):
            asks = {"actor": who, "scope": "agency:northshire"}
            with pytest.raises(Refused):
                count_months(**asks, names=("open_channel",), periods=months_to(TODAY, 12))
            with pytest.raises(Refused):
                split_answers(**asks, since=year_before(TODAY), as_of=TODAY)


def test_the_page_cites_the_words_says_what_is_counted_and_links_the_records(
    people: People,
) -> None:
    load_agencies(actor=people.cast.system)
    load_reports(actor=people.cast.system)
    answered(people.cast, 5)
    with clock.set_to(LATER):
        chief = browser(people.chief)
        shown = chief.get(PATH).content.decode()
        (cited,) = re.findall(r'Recommendation 1 of <a class="govuk-link" href="([^"]+)"', shown)
        assert chief.get(cited).status_code == 200
    assert "systems are in place for senior investigating officers" in shown
    assert "letter of the Deputy Mayor of Greater Manchester, 30 March 2021" in shown
    assert "/insight/open_channel/?scope=agency%3Anorthshire" in shown
    assert "Northshire Police, including those you cannot see" in shown
    assert "Iron Lapwing" not in shown, "only numbers"


def test_each_look_is_recorded_and_the_api_and_the_terminal_say_the_same(people: People) -> None:
    answered(people.cast, 5)
    with clock.set_to(LATER):
        said = Machine(people.chief).get("/oversight/recommendation-1").json()
        ran = terminal(people.chief, "recommendation-1")
        assert said["sentence"] in ran.output
        with as_actor(people.chief):
            assert Event.objects.filter(verb="figures.counted").count() >= 3
    assert said["trend"][0]["title"] == "Requests answered in time"
    assert said["by_kind"][0]["label"] == "Execute a warrant"
    assert SHARE_IN_TIME == 90
