"""Pages beside an empty one: what each adds to being signed in, and that to being anonymous."""

from django.test import Client

from bench import readers
from bench.measure import Run, Scenario, count_queries, measure
from bench.pages import fetch
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Role

EMPTY = "/privacy/"  # shows no record, and is open to anyone
TURNS = 10  # each page is read a few times in turn, so that other work on the machine weighs alike


def beside_empty() -> list[Scenario]:
    """Return the anonymous page, the empty page of one officer, and what they read every day.

    Home and insight follow for the first officer of each role that the register has.
    """
    browser, ref = _officer_with_an_ocg()
    pages = (
        ("OCG list", "/ocgs/"),
        ("OCG page", f"/ocgs/{ref}/"),
        ("Plan", f"/ocgs/{ref}/plan/"),
    )
    return [
        *empty_pages(browser),
        *(Scenario(name, page(browser, path)) for name, path in pages),
        *(
            Scenario(f"{name}, {role.label}", page(readers.browser(actor), path))
            for role in Role
            if (actor := readers.with_role(role))
            for name, path in (("Home", "/"), ("Insight", "/insight/"))
        ),
    ]


def empty_pages(browser: Client) -> list[Scenario]:
    """Return the empty page, for nobody and for an officer."""
    return [
        Scenario("Anonymous page", page(Client(), EMPTY)),
        Scenario("Empty page", page(browser, EMPTY)),
    ]


def _officer_with_an_ocg() -> tuple[Client, str]:
    """Return the first team's officer who sees an active OCG, and its reference.

    In a small register some teams have none.
    """
    active = Ocg.objects.filter(state="active").order_by("-registered_at").values_list("ref")
    for officer in readers.narrow(readers.TEAMS):
        with as_actor(officer):
            refs = active.first()
        if refs:
            return readers.browser(officer), refs[0]
    raise LookupError("No team of this register has an active OCG: use a larger --scale.")


def page(browser: Client, path: str) -> Run:
    """Return a reading of a page."""
    return lambda _number: fetch(browser, path)


def read_by_turns(scenarios: list[Scenario], runs: int) -> None:
    """Count the queries of each page, then read them all by turns, with the wall."""
    for scenario in scenarios:
        scenario.run(0)  # prepares statements, fills caches
        count_queries(scenario, 0)
    turns = min(TURNS, runs)
    for _ in range(turns):
        for scenario in scenarios:
            measure(scenario.on, scenario.run, range(runs // turns))
