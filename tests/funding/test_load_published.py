"""Published totals: loaded once, in the words of their source, beside the findings that recur."""

import tomllib

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.establishment.commands.load_agencies import load_agencies
from broadhurst.capabilities.funding.commands.load_published import DATA, load_published
from broadhurst.capabilities.funding.models import PublishedTotal
from broadhurst.capabilities.funding.rules.years import year_name
from broadhurst.capabilities.inspections.commands.load_reports import load_reports
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast


def test_totals_are_loaded_once_and_never_changed(cast: Cast) -> None:
    assert load_published(actor=cast.cora) == 13
    assert load_published(actor=cast.cora) == 0
    refused = pytest.raises(DatabaseError, match="permission denied")
    with as_actor(cast.cora), refused, transaction.atomic():
        PublishedTotal.objects.update(amount=1)
    with pytest.raises(Refused, match="Only an OCG coordinator"):
        load_published(actor=cast.gail)


def test_each_total_has_its_year_its_source_and_its_words() -> None:
    rows = tomllib.loads(DATA.read_text())["total"]
    for row in rows:
        assert row["source"].startswith("https://")
        assert isinstance(row["amount"], int)
        if row["label"] != "Government uplift since 2013":
            assert year_name(row["starts_on"]) == row["year"]
    operating = [row for row in rows if row["series"] == "operating"]
    assert [(row["year"], row["amount"] // 10_000_000) for row in operating] == [
        ("2014/15", 874), ("2015/16", 1010), ("2016/17", 1190), ("2017/18", 1291),
        ("2018/19", 1664),
    ]  # fmt: skip


def test_the_page_shows_them_beside_the_findings_of_2015_and_2021(cast: Cast) -> None:
    page = browser(cast.olive)
    empty = page.get("/funding/published/").content.decode()
    assert "No published totals yet" in empty
    assert "No recurring finding about funding is recorded" in empty
    load_published(actor=cast.cora)
    load_agencies(actor=cast.system)
    load_reports(actor=cast.system)
    html = page.get("/funding/published/").content.decode()
    for words in (
        "just over £101,000,000", "about £166,400,000", "Without London", "2014/15",
        "/findings/rocu-2015-funding/", "/findings/rocu-2021-funding/", "November 2015",
        "February 2021", "www.theyworkforyou.com",
    ):  # fmt: skip
        assert words in html, words
    assert html.index("rocu-2015-funding") < html.index("rocu-2021-funding")
    front = page.get("/funding/").content.decode()
    assert "All ROCUs, 2018/19: about £166,400,000, as published" in front


def test_totals_at_the_api_and_the_terminal(cast: Cast) -> None:
    assert terminal(cast.cora, "funding", "load").output == "13 published totals are new.\n"
    items = Machine(cast.olive).get("/published-funding").json()["items"]
    assert items[0]["amount"] == 16_000_000_000
    assert "just under £119,000,000" in terminal(cast.olive, "funding", "published").output
