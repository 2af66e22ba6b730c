"""Tactics from published guidance, and templates that fill a draft."""

from datetime import date
from urllib.parse import urlsplit

import pytest

from broadhurst.capabilities.plans.commands.use_template import use_template
from broadhurst.capabilities.plans.models import OutcomeList, TacticLibrary
from broadhurst.capabilities.plans.queries.aims import outcomes_of
from broadhurst.capabilities.plans.queries.tactics import (
    library_on,
    suited,
    tactics_in,
    templates_in,
)
from broadhurst.capabilities.plans.queries.versions import objectives_of
from broadhurst.capabilities.register.models import ThreatType
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, an_agreed_plan


def test_each_tactic_names_where_it_was_published(cast: Cast) -> None:
    library = TacticLibrary.objects.get()
    outcomes = {row["key"] for row in OutcomeList.objects.get().outcomes}
    for tactic in tactics_in(library):
        assert tactic.publication
        assert tactic.publisher
        assert tactic.published
        address = urlsplit(tactic.url)
        assert address.scheme == "https"
        host = str(address.hostname)
        assert host.endswith((".gov.uk", ".police.uk")) or host in tactic.publisher, tactic.key
        assert set(tactic.threats) <= set(ThreatType)
        assert len(tactic.title) <= 120
    for template in templates_in(library):
        assert set(template.outcomes) <= outcomes
        assert all(goal.tactics for goal in template.objectives)


def test_the_library_of_a_day_is_that_in_force(cast: Cast) -> None:
    first = TacticLibrary.objects.get()
    second = TacticLibrary.objects.create(
        version="2", name="Second", tactics=[], templates=[], from_on=date(2025, 1, 1), source="x"
    )
    assert library_on(date(2024, 12, 31)) == first
    assert library_on(date(2025, 1, 1)) == second


def test_tactics_for_the_threat_come_first(cast: Cast) -> None:
    tactics = tactics_in(TacticLibrary.objects.get())
    found = suited(tactics, ["modern_slavery"])
    assert found[0].key == "nrm"
    assert "travel_restriction" not in {one.key for one in found}


def test_a_template_fills_a_draft_once(cast: Cast) -> None:
    plan = a_plan(cast)
    for _ in range(2):
        use_template(actor=cast.len, plan=plan, template="county_lines")
    with as_actor(cast.len):
        assert sorted(objectives_of(plan).values_list("p", flat=True)) == [
            "prepare", "prevent", "protect", "pursue",
        ]  # fmt: skip
        assert {one.kind for one in outcomes_of(plan)} == {
            "supply_stopped", "exploited_safe", "nobody_recruited",
        }  # fmt: skip


def test_an_agreed_version_takes_no_template(cast: Cast) -> None:
    with pytest.raises(Refused, match="Draft a new version to add a template"):
        use_template(actor=cast.len, plan=an_agreed_plan(cast), template="any")


def test_an_action_starts_from_a_tactic(cast: Cast) -> None:
    plan = a_plan(cast)
    page = browser(cast.len)
    shown = page.get(f"/plans/{plan.ref}/add-action/").content.decode()
    assert "?tactic=travel_restriction" in shown
    started = page.get(f"/plans/{plan.ref}/add-action/?tactic=scpo").content.decode()
    assert 'value="Ask for a serious crime prevention order"' in started
    assert "Crown Prosecution Service" in started


def test_page_api_and_terminal_show_and_use_them(cast: Cast) -> None:
    one, two, three = a_plan(cast), a_plan(cast), a_plan(cast)
    page, machine = browser(cast.gail), Machine(cast.gail)
    shown = page.get("/tactics/").content.decode()
    assert "Modern slavery: First response and the national referral mechanism" in shown
    assert machine.get("/tactics").json()["tactics"][0]["publisher"]
    assert "scpo" in terminal(cast.gail, "plans", "tactics").output
    assert page.post(f"/plans/{one.ref}/use-template/", {"template": "any"}).status_code == 302
    assert machine.post(f"/plans/{two.ref}/use-template", template="place").status_code == 200
    refused = machine.post(f"/plans/{two.ref}/use-template", template="slavery")
    assert refused.status_code == 422
    done = terminal(cast.cora, "plans", "use-template", three.ref, "--template", "any")
    assert done.exit_code == 0, done.output


def test_olive_finds_nothing(cast: Cast) -> None:
    plan = a_plan(cast)
    assert browser(cast.olive).get(f"/plans/{plan.ref}/use-template/").status_code == 404
    assert Machine(cast.olive).post(f"/plans/{plan.ref}/use-template").status_code == 404
