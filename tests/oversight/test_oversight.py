"""Organisations beside each other: who may compare them, what is drawn, and what stays hidden."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referrals import referrals
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.figure.months import year_before
from broadhurst.surfaces.oversight import queries
from broadhurst.surfaces.oversight.steps import STEPS
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.answering import NAMES, People, referred, region_of
from tests.people import Cast
from tests.safeguarding.story import referral

LATER = NOW + timedelta(days=40)
TODAY = LATER.date()


@pytest.fixture
def people(cast: Cast) -> People:
    return region_of(cast)


def compared(who: Actor, key: str = "", step: str = "", **period: date) -> queries.Comparison:
    with clock.set_to(LATER):
        since = period.get("since", year_before(TODAY))
        with as_actor(who):
            scope = queries.chosen(who, key, TODAY)
        assert scope is not None
        return queries.compare(who, scope, step, since, TODAY)


def page(who: Actor, query: str = "") -> Any:
    with clock.set_to(LATER):
        return browser(who).get(f"/oversight/{query}")


def plot_of(comparison: queries.Comparison, name: str) -> Any:
    return next(plot for one in comparison.steps for plot, _ in one.plots if plot.name == name)


def sent_referrals(cast: Cast) -> list[Referral]:
    with as_actor(cast.sid):
        return list(referrals())


def test_insight_offers_the_country_to_those_who_can_count_it(people: People) -> None:
    for key in ("national", "regions"):
        with clock.set_to(LATER):
            shown = browser(people.inspector).get(f"/insight/?scope={key}")
        assert shown.status_code == 200
        html = shown.content.decode()
        assert "govuk-error-message" not in html
        assert f'<option value="{key}" selected' in html


def test_every_step_names_figures_of_the_catalogue() -> None:
    for step in STEPS:
        assert set(step.names) <= set(FIGURES)
        assert all(FIGURES[name].of[0] for name in step.shares), "a share says of what"
        assert not any(FIGURES[name].of[0] for name in step.medians)


def test_an_inspector_compares_the_country_and_a_rocu_its_region(people: People) -> None:
    with clock.set_to(LATER):
        keys = {
            who: [scope.key for scope in queries.choices(actor, TODAY)]
            for who, actor in (
                ("inspector", people.inspector), ("head", people.head),
                ("chief", people.chief), ("gail", people.gail), ("olive", people.olive),
            )
        }  # fmt: skip
    assert keys == {
        "inspector": ["national", "regions", "region:northern"],
        "head": ["region:northern"],
        "chief": ["agency:northshire"],
        "gail": [],
        "olive": [],
    }


def test_shares_are_drawn_and_few_records_are_not(people: People, cast: Cast) -> None:
    for _ in range(6):
        cast.ocg()
    comparison = compared(people.inspector, step="contact")
    plot = plot_of(comparison, "met_in_time")
    assert [(case.label, case.numerator, case.many) for case in plot.cases] == [
        ("Northshire Police", 0, 6)
    ]
    assert plot.aside == []
    assert plot.is_empty, "one organisation has nobody to be compared with"
    medians = dict(comparison.steps[0].organisations)
    assert medians["Northshire Police"] == ["40 days"]
    assert comparison.without == 2


def test_fewer_than_five_records_are_named_but_not_compared(people: People, cast: Cast) -> None:
    cast.ocg()
    plot = plot_of(compared(people.inspector, step="contact"), "met_in_time")
    assert (plot.cases, plot.aside) == ([], [("Northshire Police", "Fewer than 5 records")])
    html = page(people.inspector, "?step=contact").content.decode()
    assert "Not compared" in html
    assert "Fewer than 5 records" in html


def test_regions_are_compared_like_organisations(people: People, cast: Cast) -> None:
    for _ in range(5):
        cast.ocg()
    plot = plot_of(compared(people.inspector, "regions", "contact"), "met_in_time")
    assert [(case.label, case.many) for case in plot.cases] == [("North", 5)]
    assert plot.heading == "Region"


def test_people_in_small_numbers_stay_hidden(people: People, cast: Cast) -> None:
    for _ in range(8):
        referral(cast, cast.ocg())
    name = "referrals_acknowledged_in_time"
    for key in ("national", "region:northern"):
        plot = plot_of(compared(people.inspector, key, "referrals"), name)
        assert [(case.numerator, case.many) for case in plot.cases] == [(0, 8)]
    plot = plot_of(compared(people.inspector, "regions", "referrals"), name)
    assert plot.cases == [], "the region less Northshire would be the two others"
    with clock.set_to(NOW + timedelta(hours=1)):
        acknowledge(actor=cast.sid, referral=sent_referrals(cast)[0])
    plot = plot_of(compared(people.inspector, step="referrals"), name)
    assert plot.cases == []
    assert plot.aside == [
        ("Eastshire Police", "fewer than 5 referrals"),
        ("Northern ROCU", "fewer than 5 referrals"),
        ("Northshire Police", "not shown: fewer than 5 people"),
    ]


def test_no_record_or_name_comes_out(people: People, cast: Cast) -> None:
    referred(cast, 8)
    ocg = cast.ocg(name="Iron Lapwing")
    with clock.set_to(LATER):
        texts = [
            browser(people.inspector).get("/oversight/").content.decode(),
            Machine(people.inspector).get("/oversight").content.decode(),
            terminal(people.inspector, "oversight").output,
        ]
    for text in texts:
        assert "Northshire Police" in text
        for hidden in (ocg.ref, "Iron Lapwing", "Copper Heron", "REF-", *NAMES):
            assert hidden not in text


def test_page_api_and_terminal_say_the_same(people: People, cast: Cast) -> None:
    for _ in range(6):
        cast.ocg()
    inspector = people.inspector
    assert "0 of 6" in page(inspector, "?step=contact").content.decode()
    with clock.set_to(LATER):
        answer = Machine(inspector).get("/oversight?step=contact").json()
        said = terminal(inspector, "oversight", "--step", "contact").output
    assert answer["scope"] == "national"
    (share, *_rest) = answer["steps"][0]["shares"]
    assert (share["compared"][0]["numerator"], share["compared"][0]["many"]) == (0, 6)
    assert share["compared"][0]["compared"] == "Within the limits"
    assert "Northshire Police  0 of 6  0%  Not compared" in said
    assert "40 days" in said


def test_a_scope_that_is_not_theirs_is_refused_at_every_door(people: People, cast: Cast) -> None:
    for who in (people.head, people.chief, people.pol, cast.gail, cast.olive, cast.connie):
        assert page(who, "?scope=national").status_code == 404
        with clock.set_to(LATER):
            assert Machine(who).get("/oversight?scope=regions").status_code == 404
            refused = terminal(who, "oversight", "--scope", "national")
        assert refused.exit_code == 1
        assert "You cannot compare those" in refused.output
    nothing = page(cast.olive).content.decode()
    assert "No organisations to compare" in nothing
    assert "Northshire" not in nothing


def test_a_period_that_ends_before_it_starts_is_refused_at_its_field(people: People) -> None:
    answer = page(people.inspector, "?since=2021-05-02&as_of=2021-03-01")
    assert answer.status_code == 422
    assert "Enter a first day that is on or before the last day." in answer.content.decode()
    with clock.set_to(LATER):
        machine = Machine(people.inspector)
        assert machine.get("/oversight?since=2021-05-02&as_of=2021-03-01").status_code == 422
        assert machine.get("/oversight?step=nonsense").status_code == 404


def test_each_count_is_logged(people: People) -> None:
    compared(people.inspector, step="plans")
    with as_actor(people.inspector):
        event = Event.objects.get(verb="figures.counted")
    assert event.detail["scope"] == "all forces and ROCUs"
    assert event.detail["figures"] == "4P plans with no review overdue"


def test_queries_do_not_grow_with_records(people: People, cast: Cast) -> None:
    numbers = []
    for _ in range(2):
        for _ in range(3):
            cast.ocg()
        with CaptureQueriesContext(connection) as sent:
            compared(people.inspector)
        numbers.append(len(sent))
    assert numbers[0] == numbers[1]
