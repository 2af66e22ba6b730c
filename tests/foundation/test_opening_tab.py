"""A list opens on the tab that it names; every address, file and saved filter says the same."""

from typing import Any

import pytest
from django.http import QueryDict

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.lists import UNIT_ACTIONS
from broadhurst.foundation.lists.commands.save_filter import save_filter
from broadhurst.foundation.lists.declared import ALL, LISTS
from broadhurst.foundation.lists.state import read
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, for_council

PAGE = "/unit-actions/"


@pytest.fixture
def refs(cast: Cast) -> tuple[str, str]:
    """The references of an open and of a done action of Connie's unit."""
    done, still = (for_council(cast, a_plan(cast), title=title) for title in ("Done", "Open"))
    accept_action(actor=cast.connie, action=done)
    complete_action(actor=cast.connie, action=done, outcome="Done.")
    return still.ref, done.ref


def tabs(shown: Any) -> dict[str, tuple[str, str, bool]]:
    return {one["text"]: (one["href"], one["count"], one["active"]) for one in shown.tabs}


def test_an_address_without_a_tab_shows_what_is_open(cast: Cast, refs: tuple[str, str]) -> None:
    shown = browser(cast.connie).get(PAGE).context["shown"]
    assert [row.ref for row in shown.page.rows] == [refs[0]]
    assert shown.total == "1 action"
    assert tabs(shown) == {
        "Open": ("?", "1", True), "Overdue": ("?tab=overdue", "0", False),
        "Done": ("?tab=done", "1", False), "All": ("?tab=all", "2", False),
    }  # fmt: skip
    every = browser(cast.connie).get(f"{PAGE}?tab=all")
    assert {row.ref for row in every.context["shown"].page.rows} == {*refs}
    assert '<input type="hidden" name="tab" value="all">' in every.content.decode()
    assert 'href="?tab=all&amp;sort=-due"' in every.content.decode(), "a heading keeps the tab"


def test_api_terminal_and_files_have_the_rows_of_the_same_address(
    cast: Cast, refs: tuple[str, str], tmp_path: Any
) -> None:
    machine, page = Machine(cast.connie), browser(cast.connie)
    for query, asked, these in (("", (), refs[:1]), ("?tab=all", ("--tab", "all"), refs)):
        assert {row["ref"] for row in machine.get(f"/unit-actions{query}").json()["items"]} == {
            *these
        }
        said = terminal(cast.connie, "plans", "unit-actions", *asked).output
        assert [ref in said for ref in refs] == [ref in these for ref in refs]
        joiner = "&" if query else "?"
        text = page.get(f"{PAGE}{query}{joiner}download=csv").getvalue().decode()
        assert [title in text for title in ("Open", "Done")] == [ref in these for ref in refs]
    help_text = terminal(cast.connie, "plans", "unit-actions", "--help").output
    assert "Part of the list. The default is open." in " ".join(help_text.split())


def test_a_saved_filter_keeps_the_tab_it_was_saved_on(cast: Cast, refs: tuple[str, str]) -> None:
    saved = save_filter(
        actor=cast.connie, listed=UNIT_ACTIONS, name="Every", shared=False, query="tab=all"
    )
    assert saved.query == "tab=all"
    opening = save_filter(
        actor=cast.connie,
        listed=UNIT_ACTIONS,
        name="Open",
        shared=False,
        query="tab=open&sort=-due",
    )
    assert opening.query == "sort=-due&tab=open", "so that it shows the same rows later"
    shown = browser(cast.connie).get(f"{PAGE}?{saved.query}").context["shown"]
    assert [one["active"] for one in shown.saved] == [True, False]


def test_a_filter_without_rows_in_the_tab_leads_to_those_in_the_others(
    cast: Cast, refs: tuple[str, str]
) -> None:
    page = browser(cast.connie)
    none = page.get(f"{PAGE}?q=done")
    assert "No actions under “Open” match" in none.content.decode()
    href = none.context["shown"].empty.href
    assert href == "?tab=all&q=done"
    assert [row.ref for row in page.get(f"{PAGE}{href}").context["page"].rows] == [refs[1]]
    assert "No actions match" in page.get(f"{PAGE}?q=zz").content.decode()


def test_a_tab_is_not_the_reason_if_the_list_has_nothing_at_all(cast: Cast) -> None:
    text = browser(cast.connie).get(PAGE).content.decode()
    assert "No actions yet" in text
    assert "Nothing is under" not in text


@pytest.mark.parametrize("key", sorted(LISTS))
def test_each_tab_of_each_list_has_an_address_of_its_own(key: str) -> None:
    declared = LISTS[key]
    addresses = {}
    for tab in declared.tabs:
        address = read(declared, QueryDict(f"tab={tab.key}")).address()
        addresses[address] = tab.key
        assert read(declared, QueryDict(address)).tab == tab
    assert len(addresses) == len(declared.tabs)
    assert addresses[""] == declared.opens_on


def test_the_api_describes_the_part_that_it_answers_without_a_tab(cast: Cast) -> None:
    paths = Machine(cast.gail).get("/openapi.json").json()["paths"]
    described = {
        parameter["name"]: parameter["schema"]
        for parameter in next(
            path["get"]["parameters"] for name, path in paths.items() if name.endswith("/hits")
        )
    }
    assert described["tab"]["default"] == "open"
    assert ALL in described["tab"]["enum"]
