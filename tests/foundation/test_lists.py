"""Every list: its address, its pages in every order, its tabs, downloads and saved filters."""

import html
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.http import QueryDict
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries.ocgs import ocgs
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Posting
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk import lookup
from broadhurst.foundation.lists import copies, counts, reading, shown, state
from broadhurst.foundation.lists import page as lists_page
from broadhurst.foundation.lists.bulk import run_each
from broadhurst.foundation.lists.cells import Due, Link, Muted, Tag, as_html, as_value
from broadhurst.foundation.lists.commands.delete_filter import delete_filter
from broadhurst.foundation.lists.commands.download import download_list
from broadhurst.foundation.lists.commands.save_filter import save_filter
from broadhurst.foundation.lists.declared import LISTS, Column, Filter, List, Tab, everything
from broadhurst.foundation.lists.models import SavedFilter
from broadhurst.foundation.lists.reading import Reading, read_page
from broadhurst.foundation.lists.rules import (
    MANAGERS,
    MOST_ROWS,
    objections_to_download,
    objections_to_save,
)
from broadhurst.foundation.lists.shown import Shown
from broadhurst.foundation.lists.state import read
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.ocgs import pages as ocgs_pages
from broadhurst.surfaces.ocgs.lists import OCGS
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast

SORTS = [way + key for key in OCGS.sorts() for way in ("", "-")]


@pytest.fixture
def some(cast: Cast) -> list[Ocg]:
    """Nine OCGs: some without SIO, with equal names of leads, and none assessed."""
    made = [cast.ocg() for _ in range(9)]
    end_sio(cast.gail, *made[::3])
    return made


def end_sio(actor: Actor, *ocgs: Ocg) -> None:
    """End the SIO of some OCGs, which no command leaves without one."""
    with as_actor(actor):
        Lead.objects.filter(ocg__in=ocgs, role="sio").update(until_at=clock.now())


def pages(actor: Actor, text: str) -> list[str]:
    """Return the references of a list in order, from all its pages of three."""
    found: list[str] = []
    query = QueryDict(text, mutable=True)
    while True:
        state = read(OCGS, query)
        object.__setattr__(state, "size", 3)
        page = read_page(actor, state, query).page
        found += [row.ref for row in page.rows]
        if page.next is None:
            return found
        query["after"] = page.next


def test_all_pages_are_the_whole_list_once_in_every_order(cast: Cast, some: list[Ocg]) -> None:
    for sort in SORTS:
        with as_actor(cast.gail):
            found = pages(cast.gail, f"sort={sort}")
            rows = read(OCGS, QueryDict(f"sort={sort}")).in_order(cast.gail)
            in_order = [row.ref for row in rows]
        assert found == in_order, sort
        assert sorted(found) == sorted(ocg.ref for ocg in some), sort


@pytest.mark.usefixtures("some")
def test_rows_without_a_value_come_last_in_both_directions(cast: Cast) -> None:
    for sort in ("sio", "-sio", "review"):
        with as_actor(cast.gail):
            rows = list(read(OCGS, QueryDict(f"sort={sort}")).in_order(cast.gail))
        name = OCGS.by_key[sort.lstrip("-")].sort
        assert all(hasattr(row, name) for row in rows), sort
        has_value = [getattr(row, name) is not None for row in rows]
        assert has_value == sorted(has_value, reverse=True), sort


def test_a_row_that_changes_between_pages_loses_and_repeats_no_other(
    cast: Cast, some: list[Ocg]
) -> None:
    with as_actor(cast.gail):
        query = QueryDict("sort=sio", mutable=True)
        state = read(OCGS, query)
        object.__setattr__(state, "size", 3)
        first = read_page(cast.gail, state, query).page
        moved = first.rows[-1]
        end_sio(cast.gail, moved)
        query["after"] = first.next or ""
        rest: list[Any] = []
        while True:
            page = read_page(cast.gail, state, query).page
            rest += page.rows
            if page.next is None:
                break
            query["after"] = page.next
    others = [row.ref for row in (*first.rows, *rest) if row.ref != moved.ref]
    assert sorted(others) == sorted(ocg.ref for ocg in some if ocg.ref != moved.ref)


@given(st.text(), st.sampled_from(["tab", "sort", "size", "columns", "state", "q", "after"]))
def test_any_address_is_read(text: str, name: str) -> None:
    query = QueryDict(mutable=True)
    query[name] = text
    no_database = List(
        key="a-test", label="Tests", noun="test", page="ocgs:ocgs", rows=lambda _: None,
        columns=OCGS.columns, sort="name", nothing=("", ""), tabs=OCGS.tabs,
        filters=tuple(one for one in OCGS.filters if not one.from_database),
    )  # fmt: skip
    state = read(no_database, query)
    assert state.size in (25, 50, 100)
    assert read(no_database, QueryDict(state.address())) is not None
    LISTS.pop("a-test")


@pytest.mark.parametrize(
    "text", ["tab=mine", "sort=-name", "state=archived", "q=heron", "size=50", "columns=sio"]
)
def test_an_address_survives_being_read(cast: Cast, text: str) -> None:
    assert read(OCGS, QueryDict(text)).address() == text


def test_a_value_that_does_not_fit_is_left_out_with_a_sentence(cast: Cast, some: Any) -> None:
    shown = browser(cast.gail).get("/ocgs/?sort=colour&state=gone&tab=x&size=7&columns=y")
    assert shown.status_code == 200
    assert shown.content.decode().count("It was left out.") == 5
    assert len(shown.context["page"].rows) == 9
    refused = Machine(cast.gail).get("/ocgs?sort=colour")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "sort"


def test_filters_are_folded_up_for_a_phone_until_one_is_set(cast: Cast, some: Any) -> None:
    page, folded = browser(cast.gail), '<details class="govuk-details bh-narrow">'
    assert folded in page.get("/ocgs/").content.decode()
    assert folded in page.get("/ocgs/?tab=mine&sort=name&size=50").content.decode()
    for wanted in ("q=heron", "state=archived", "size=7"):
        text = page.get(f"/ocgs/?{wanted}").content.decode()
        assert '<details class="govuk-details bh-narrow" open>' in text, wanted
    assert "Filter and sort</span></summary>" in page.get("/ocgs/").content.decode()
    assert "Sort and choose columns" in page.get("/deconfliction/hits/").content.decode()


def test_headings_say_the_order_and_turn_it(cast: Cast, some: Any) -> None:
    text = browser(cast.gail).get("/ocgs/?sort=name").content.decode()
    assert 'aria-sort="ascending"><a class="bh-sort" href="?sort=-name">Name' in text
    assert text.count('aria-sort="ascending"') == 1


def test_tabs_count_what_the_reader_may_see(cast: Cast, some: Any) -> None:
    tabs = {one["text"]: one["count"] for one in shown_to(cast.gail).tabs}
    assert tabs == {
        "Led by me": "6", "My unit": "9", "No SIO": "3", "Review overdue": "0", "All": "9",
    }  # fmt: skip
    assert shown_to(cast.gail, "?tab=no_sio").total == "3 OCGs"
    assert {one["count"] for one in shown_to(cast.olive).tabs} == {"0"}


def shown_to(actor: Actor, address: str = "") -> Any:
    return browser(actor).get(f"/ocgs/{address}").context["shown"]


def test_counts_stop_at_a_limit(cast: Cast, some: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (counts, reading):
        monkeypatch.setattr(module, "MOST", 4)
    shown = shown_to(cast.gail)
    assert shown.total == "4+ OCGs"
    # Without an index, a count of a part can look at every row.
    assert [one["count"] for one in shown.tabs] == ["4+", "4+", "", "", "4+"]
    shown = shown_to(cast.gail, "?tab=no_sio")
    assert [one["count"] for one in shown.tabs] == ["4+", "4+", "3", "", "4+"]
    assert (shown.total, len(shown.page.rows)) == ("3 OCGs", 3)


def test_a_long_list_is_sorted_by_a_column_with_an_index_alone(
    cast: Cast, some: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "MOST", 4)
    monkeypatch.setattr(reading, "MOST_SORTED", 8)
    text = browser(cast.gail).get("/ocgs/?sort=sio").content.decode()
    assert "cannot be sorted by “SIO”" in text
    assert "cannot be sorted" not in browser(cast.gail).get("/ocgs/?sort=name").content.decode()
    assert Machine(cast.gail).get("/ocgs?sort=sio").status_code == 422


def test_an_empty_list_says_why(cast: Cast) -> None:
    page = browser(cast.gail)
    assert "No OCGs yet" in page.get("/ocgs/").content.decode()
    cast.ocg()
    none = page.get("/ocgs/?q=zzz").content.decode()
    assert "No OCGs match" in none
    assert "Clear filters" in none
    none = page.get("/ocgs/?tab=no_sio").content.decode()
    assert "Nothing is under “No SIO” now." in none
    assert "See all OCGs" in none


def test_the_page_api_and_terminal_agree(cast: Cast, some: list[Ocg]) -> None:
    address = "?tab=mine&sort=-name"
    on_page = [row.ref for row in browser(cast.gail).get(f"/ocgs/{address}").context["page"].rows]
    at_api = [row["ref"] for row in Machine(cast.gail).get(f"/ocgs{address}").json()["items"]]
    said = terminal(cast.gail, "register", "list", "--tab", "mine", "--sort", "-name").output
    assert on_page == at_api == [line.split()[0] for line in said.splitlines()]
    assert len(on_page) == 6


def test_a_reader_chooses_columns_and_size(cast: Cast, some: Any) -> None:
    shown = shown_to(cast.gail, "?columns=band&columns=sio&size=50")
    assert [one["text"] for one in shown.headings] == ["Name", "Reference", "SIO", "Band"]
    assert shown.state.size == 50


def test_a_list_costs_few_queries(cast: Cast, some: Any) -> None:
    page = browser(cast.gail)
    page.get("/ocgs/")
    with CaptureQueriesContext(connection) as captured:
        page.get("/ocgs/")
    about = [one["sql"] for one in captured if "register_ocg" in one["sql"]]
    assert len(about) <= 2, about  # the rows seen with their tabs, and those of the page


@pytest.mark.parametrize(("key", "is_sent"), [("ocgs", True), ("practice-notes", False)])
def test_a_list_asks_for_the_dossiers_in_reach_only_if_its_rows_have_one(
    cast: Cast, key: str, is_sent: bool
) -> None:
    page, address = browser(cast.gail), reverse(LISTS[key].page)
    with CaptureQueriesContext(connection) as captured:
        assert page.get(address).status_code == 200
    assert any("wall_reach" in one["sql"] for one in captured) == is_sent


def test_readers_of_a_list_without_filters_send_the_same_statement(cast: Cast, some: Any) -> None:
    """PostgreSQL plans it once, and not for each reader."""
    assert first_select(cast.gail, OCGS)
    for declared in LISTS.values():
        statements = {first_select(actor, declared) for actor in (cast.gail, cast.olive)}
        assert len(statements - {""}) <= 1, declared.key


def first_select(actor: Actor, declared: List) -> str:
    """Return the statement that finds the rows of a list, or an empty text for a list of nobody."""
    with as_actor(actor), CaptureQueriesContext(connection) as captured:
        read_page(actor, read(declared, QueryDict()), QueryDict())
    selects = [one["sql"] for one in captured if one["sql"].startswith("SELECT ")]
    return next((sql for sql in selects if "wall_reach" not in sql), "")


def test_a_download_has_all_rows_in_order_and_is_logged(cast: Cast, some: Any) -> None:
    cast.ocg(name='=HYPERLINK("x")')
    answer = browser(cast.gail).get("/ocgs/?sort=name&download=csv")
    text = answer.getvalue().decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0].startswith("Name,Reference,Threat"), "a tool takes the first row as headings"
    assert lines[0].endswith(",Marking")
    assert {line.rpartition(",")[2] for line in lines[1:]} == {"OFFICIAL-SENSITIVE"}
    assert len(lines) == 1 + 10
    assert "'=HYPERLINK" in text
    assert answer["Content-Disposition"] == 'attachment; filename="ocgs-official-sensitive.csv"'
    with as_actor(cast.gail):
        event = Event.objects.get(verb="list.downloaded")
    assert (event.kind, event.detail["rows"]) == ("disclosure", "10")
    assert event.detail["filters"] == "sort=name"


def test_a_workbook_holds_text_and_not_formulas(cast: Cast) -> None:
    cast.ocg(name="=1+1")
    answer = browser(cast.gail).get("/ocgs/?download=xlsx")
    sheet = load_workbook(BytesIO(answer.getvalue())).active
    assert sheet["A3"].value == "=1+1"
    assert sheet["B3"].data_type == "s"


def test_a_download_that_is_too_long_is_refused_with_the_way_forward(
    cast: Cast, some: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadhurst.foundation.lists.commands.download.MOST_ROWS", 3)
    monkeypatch.setattr("broadhurst.foundation.lists.rules.MOST_ROWS", 3)
    answer = browser(cast.gail).get("/ocgs/?download=csv")
    assert "A download has 3 rows at most." in answer.content.decode()
    with as_actor(cast.gail):
        assert Event.objects.filter(verb="command.refused").exists()
        assert not Event.objects.filter(verb="list.downloaded").exists()


def test_a_download_is_read_in_parts_behind_the_wall(
    cast: Cast, some: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "AT_ONCE", 4)
    state = read(OCGS, QueryDict("sort=name"))
    with as_actor(cast.gail):
        names = [ocg.name for ocg in ocgs().order_by("name", "pk")]
    copy = download_list(actor=cast.gail, state=state, form="csv")
    with CaptureQueriesContext(connection) as captured:
        written = b"".join(copy.parts()).decode().splitlines()
    assert [line.partition(",")[0] for line in written[1:]] == names
    read_by = [one["sql"] for one in captured if 'FROM "register_ocg"' in one["sql"]]
    assert len(read_by) == len(names) // 4 + 1, "not a row at a time, and not all at once"
    stranger = replace(copy, actor=cast.olive)
    assert len(b"".join(stranger.parts()).splitlines()) == 1, "the wall decides again"


def test_a_copy_that_cannot_be_read_on_says_so(
    cast: Cast, some: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(copies, "AT_ONCE", 4)
    copy = download_list(actor=cast.gail, state=read(OCGS, QueryDict("")), form="csv")
    parts_read = []

    def fail_at_the_second(rows: Any) -> None:
        parts_read.append(rows)
        if len(parts_read) == 2:
            raise OperationalError("a statement with a name")
        add_each(rows)

    add_each = copy.state.list.with_each
    monkeypatch.setitem(copy.state.list.__dict__, "with_each", fail_at_the_second)
    lines = b"".join(copy.parts()).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 4 + 1
    assert lines[-1].startswith(copies.INCOMPLETE)
    assert lines[-1].endswith(",OFFICIAL-SENSITIVE")
    assert copy.written == 4
    assert "with a name" not in caplog.text
    monkeypatch.setattr(copies, "MADE_WITHIN", -1.0)
    assert b"".join(copy.parts()).decode().splitlines()[1:] == lines[-1:]


def test_the_api_downloads_a_list_too(cast: Cast, some: Any) -> None:
    program = Machine(cast.gail)
    answer = program.get("/ocgs?sort=name&download=csv&columns=tier")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    headings, *rows = answer.getvalue().decode("utf-8-sig").splitlines()
    assert (headings, len(rows)) == ("Name,Reference,Tier,Marking", 9)
    assert b"xl/worksheets" in program.get("/ocgs?download=xlsx").getvalue()
    for path, message in (
        ("/ocgs?download=pdf", "Choose one of: csv, xlsx."),
        ("/hits?download=csv", "This list cannot be downloaded."),
    ):
        refused = program.get(path)
        assert refused.status_code == 422
        assert refused.json()["errors"] == [{"field": "download", "message": message}]
    with as_actor(cast.gail):
        assert Event.objects.filter(verb="list.downloaded").count() == 2
    rows = Machine(cast.olive).get("/ocgs?download=csv&state=any").getvalue().splitlines()[1:]
    assert rows == [], "she sees no OCG"
    assert Machine(None).get("/ocgs?download=csv").status_code == 401


def test_the_terminal_writes_a_list_to_a_file(cast: Cast, some: Any, tmp_path: Path) -> None:
    to = tmp_path / "ocgs.csv"
    assert terminal(cast.gail, "register", "list", "--to", str(to)).output == f"9 OCGs in {to}\n"
    assert len(to.read_text("utf-8-sig").splitlines()) == 1 + 9
    assert terminal(cast.olive, "register", "list", "--to", str(to)).output == f"0 OCGs in {to}\n"
    assert len(to.read_text("utf-8-sig").splitlines()) == 1
    refused = terminal(cast.gail, "register", "list", "--to", str(tmp_path / "ocgs.pdf"))
    assert "Name a file that ends in .csv or .xlsx." in refused.output
    with as_actor(cast.gail):
        assert Event.objects.get(verb="list.downloaded").detail["rows"] == "9"


@pytest.mark.parametrize("path", ["/deconfliction/entered/", "/deconfliction/hits/"])
def test_what_may_not_leave_is_never_downloaded(cast: Cast, path: str) -> None:
    answer = browser(cast.gail).get(f"{path}?download=csv")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")
    assert "Download as" not in answer.content.decode()


def test_a_filter_is_saved_listed_and_deleted(cast: Cast, some: Any) -> None:
    page = browser(cast.gail)
    answer = page.post(
        "/lists/ocgs/save/?tab=no_sio",
        {"name": "Without an SIO", "query": "tab=no_sio"},
    )
    assert answer["Location"] == "/ocgs/?tab=no_sio"
    shown = shown_to(cast.gail, "?tab=no_sio")
    [one] = shown.saved
    assert (one["text"], one["active"], one["is_shared"]) == ("Without an SIO", True, False)
    assert shown_to(cast.len).saved == []
    assert page.post(one["delete"], {})["Location"] == "/ocgs/"
    assert shown_to(cast.gail).saved == []


def test_a_shared_filter_is_the_units_and_its_makers_to_delete(cast: Cast) -> None:
    saved = save_filter(actor=cast.gail, listed=OCGS, name="Bolton", shared=True, query="q=bolton")
    [theirs] = shown_to(cast.len).saved
    assert (theirs["is_shared"], theirs["delete"]) == (True, "")
    assert shown_to(cast.olive).saved == []
    with pytest.raises(Refused, match="Only the officer who saved"):
        delete_filter(actor=cast.len, saved=saved)
    with as_actor(cast.len):
        assert SavedFilter.objects.filter(pk=saved.pk).delete()[0] == 0
    delete_filter(actor=cast.gail, saved=saved)
    assert shown_to(cast.len).saved == []


def test_a_shared_filter_of_somebody_who_left_is_a_managers_to_delete(cast: Cast) -> None:
    saved = save_filter(actor=cast.gail, listed=OCGS, name="Bolton", shared=True, query="q=bolton")
    assert shown_to(cast.cora).saved == [], "it is not of the coordinator's unit"
    Posting.objects.filter(officer=cast.gail.officer).update(until_on=NOW.date())
    [seen] = shown_to(cast.cora).saved
    assert seen["delete"]
    assert shown_to(cast.len).saved[0]["delete"] == "", "he manages nothing"
    for actor in (cast.olive, cast.tess, cast.cass, cast.system):
        assert shown_to(actor).saved == [], actor.officer
        with as_actor(actor):
            assert SavedFilter.objects.filter(pk=saved.pk).delete()[0] == 0
    with as_actor(cast.len):
        assert SavedFilter.objects.filter(pk=saved.pk).delete()[0] == 0
    delete_filter(actor=cast.cora, saved=saved)
    assert shown_to(cast.len).saved == []


def test_the_policy_of_left_filters_has_the_roles_of_the_rule(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'lists_managed_units'")
        [text] = cursor.fetchone()
    [roles] = re.findall(r"ARRAY\[('.*?')\]", text, re.DOTALL)
    assert set(re.findall(r"'(\w+)'", roles)) == MANAGERS


def test_a_manager_takes_as_many_queries_for_many_shared_filters_as_for_one(cast: Cast) -> None:
    numbers = []
    for some in (("A",), ("B", "C", "D")):
        for name in some:
            save_filter(actor=cast.gail, listed=OCGS, name=name, shared=True, query=f"q={name}")
        Posting.objects.filter(officer=cast.len.officer).update(roles=["handover"])
        manager = actor_in(Posting.objects.get(officer=cast.len.officer))
        with CaptureQueriesContext(connection) as captured:
            assert all(one["delete"] == "" for one in shown_to(manager).saved)
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]


def test_a_filter_that_is_not_shared_is_left_to_nobody(cast: Cast) -> None:
    save_filter(actor=cast.gail, listed=OCGS, name="Mine", shared=False, query="q=bolton")
    Posting.objects.filter(officer=cast.gail.officer).update(until_on=NOW.date())
    assert shown_to(cast.cora).saved == []


def test_a_saved_filter_keeps_only_what_filters_and_sorts(cast: Cast) -> None:
    """A shared link must not download a list, or select its rows, in a colleague's name."""
    asked = "tab=mine&download=csv&selected=page&after=x&sort=no-such&q=" + "é" * 200
    saved = save_filter(actor=cast.gail, listed=OCGS, name="Bolton", shared=True, query=asked)
    assert dict(QueryDict(saved.query).items()) == {
        "tab": "mine", "q": "é" * 80,
    }  # fmt: skip
    with pytest.raises(Refused, match="too long"):
        save_filter(actor=cast.gail, listed=OCGS, name="b", shared=False, query="q=" + "🦊" * 80)


def test_a_saved_filter_shows_the_same_rows_when_the_list_opens_on_another_tab(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save_filter(actor=cast.gail, listed=OCGS, name="Now", shared=False, query="")
    old = SavedFilter(
        ref="FLT-222222", list="ocgs", name="Old", query="sort=-name", made_at=clock.now(),
        principal=cast.gail.officer.principal, made_by=cast.gail.officer,
    )  # fmt: skip
    with as_actor(cast.gail):
        old.save(force_insert=True)
    monkeypatch.setattr(ocgs_pages, "OCGS", replace(OCGS, opens_on="mine"))
    now, before = shown_to(cast.gail).saved
    queries = [QueryDict(one["href"].removeprefix("?")) for one in (now, before)]
    assert [query["tab"] for query in queries] == ["all", "all"]
    assert queries[1]["sort"] == "-name"
    saved_now = shown_to(cast.gail, now["href"]).saved
    assert [one["text"] for one in saved_now if one["active"]] == [saved.name]
    asked = Machine(cast.gail).get("/lists/ocgs/filters").json()["items"]
    assert all("tab=all" in one["query"] for one in asked)
    assert terminal(cast.gail, "lists", "filters", "ocgs").output.count("tab=all") == 2


def test_a_preview_counts_what_must_be_counted(cast: Cast) -> None:
    counted: list[int] = []

    def count() -> list[str]:
        counted.append(1)
        return ["Counted."]

    def refuses(**_: object) -> None:
        raise Refused(["A hidden word."], afterwards=count)

    with as_actor(cast.gail):
        [result] = run_each(
            cast.gail, refuses, CommandForm, rows=Ocg.objects.all(), refs=[cast.ocg().ref],
            subject="ocg", answers=QueryDict(), is_preview=True,
        )  # fmt: skip
    assert (counted, result.objections) == ([1], ("Counted.",))


def test_nobody_saves_a_filter_for_others(cast: Cast) -> None:
    with as_actor(cast.gail), pytest.raises(DatabaseError), transaction.atomic():
        SavedFilter.objects.create(
            ref="FLT-222222", list="ocgs", name="x", query="", principal=cast.olive.unit.principal,
            made_by=cast.gail.officer, made_at=datetime.now(UTC),
        )  # fmt: skip


def test_a_saved_filter_at_the_api_and_the_terminal(cast: Cast) -> None:
    machine = Machine(cast.gail)
    made = machine.post("/lists/ocgs/filters", name="Mine", query="tab=mine")
    assert made.status_code == 201
    assert machine.post("/lists/ocgs/filters", name="mine").status_code == 409
    assert machine.post("/lists/none/filters", name="Mine").status_code == 404
    [one] = machine.get("/lists/ocgs/filters").json()["items"]
    assert (one["name"], one["query"], one["shared"]) == ("Mine", "tab=mine", False)
    assert one["ref"] in terminal(cast.gail, "lists", "filters", "ocgs").output
    assert machine.post(f"/lists/filters/{one['ref']}/delete").status_code == 200
    said = terminal(
        cast.gail, "lists", "save-filter", "ocgs", "--name", "Again", "--query", "tab=mine"
    )
    ref = said.output.split()[0]
    assert "deleted" in terminal(cast.gail, "lists", "delete-filter", ref).output


def test_rules_of_saving_and_downloading() -> None:
    assert objections_to_save("a", [], is_shared=True, has_unit=True) == []
    assert objections_to_save("a", [], is_shared=True, has_unit=False)
    assert objections_to_save("A", ["a"], is_shared=False, has_unit=False)
    assert objections_to_save("x", [str(n) for n in range(50)], is_shared=False, has_unit=True)
    assert objections_to_download(MOST_ROWS) == []
    assert objections_to_download(MOST_ROWS + 1)


@pytest.mark.parametrize("failure", [AttributeError, Ocg.DoesNotExist])
def test_a_cell_that_fails_is_an_error_and_not_an_empty_table(failure: type[Exception]) -> None:
    """A template would leave the rows out without a word."""

    def fail(_row: object) -> str:
        raise failure

    row: Any = SimpleNamespace(ref="X-1")
    state: Any = SimpleNamespace(
        list=SimpleNamespace(key="some", bulk=()), columns=(Column("name", "Name", fail),)
    )
    page: Any = SimpleNamespace(rows=[row])
    actor: Any = None
    shown = Shown(Reading(actor, state, page, {}))
    with pytest.raises(RuntimeError, match="list some could not be shown"):
        Template("{{ shown.table_rows }}").render(Context({"shown": shown}))


def test_cells_are_the_same_on_the_page_and_in_a_download() -> None:
    day = date(2021, 3, 4)
    cell = (Link("A <b>", "/a/"), Tag("Late", "red"), Muted("x"), None)
    assert "A &lt;b&gt;</a> <strong" in as_html(cell)
    assert as_value(cell) == "A <b>, Late, x"
    assert as_value(("Open", Due(day))) == "Open, due 2021-03-04"
    assert as_value(day) == as_value(Due(day)) == "2021-03-04"
    assert (as_html(day), as_value(7), as_value(None)) == ("4 March 2021", 7, "")
    assert as_value(datetime(2021, 7, 1, 9, tzinfo=UTC)) == "2021-07-01 10:00"
    assert "due in 3 days" in as_html(Due(day))


@pytest.mark.parametrize(
    "wrong",
    [
        {"sort": "colour"},
        {"tabs": (Tab("mine", "Mine", everything),)},
        {"opens_on": "mine"},
        {"filters": (Filter("q", "Q", lambda r, _: r), Filter("q", "Q", lambda r, _: r))},
    ],
)
def test_a_declaration_that_cannot_work_is_refused(wrong: dict[str, Any]) -> None:
    right: dict[str, Any] = {
        "key": "a-test", "label": "Tests", "noun": "test", "page": "ocgs:ocgs",
        "rows": lambda _: None, "columns": (Column("name", "Name", str, sort="name"),),
        "sort": "name", "nothing": ("", ""),
    }  # fmt: skip
    List(**right)
    LISTS.pop("a-test")
    with pytest.raises(ValueError, match="The list a-test"):
        List(**(right | wrong))


@pytest.mark.parametrize("most", [1000, -1], ids=["short", "long"])
def test_every_list_of_the_house_can_be_sorted_by_every_column_it_says(
    cast: Cast, some: Any, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(counts, "MOST", most)  # above -1 rows, every page is read as of a long list
    assert "ocgs" in LISTS
    with as_actor(cast.gail):
        for declared in LISTS.values():
            for sort in declared.sorts():
                for way in ("", "-"):
                    state = read(declared, QueryDict(f"sort={way}{sort}"))
                    read_page(cast.gail, state, QueryDict())
            for tab in declared.tabs:
                state = read(declared, QueryDict(f"tab={tab.key}"))
                read_page(cast.gail, state, QueryDict())
            for one in declared.filters:
                for value in one.values() or ["x"]:
                    state = read(declared, QueryDict(f"{one.key}={value}"))
                    list(state.rows(cast.gail)[:1])


def test_every_list_of_the_house_has_tabs_with_counts() -> None:
    assert [key for key, declared in LISTS.items() if not declared.tabs] == []


def test_a_bad_value_is_told_with_headings_and_labels(cast: Cast) -> None:
    asked = {
        "sort=-refs": "Sort by: “-refs” is not a choice. Choose one of: Name, ",
        "tab=overdu": "Tab: “overdu” is not a choice. Choose one of: Led by me, My unit",
        "state=closed": "Status: “closed” is not a choice. Choose one of: ",
        "columns=lro,boss": "Columns: “boss” is not a choice. Choose one of: Name, ",
        "size=7": "Rows on a page: “7” is not a choice. Choose one of: 25, 50, 100.",
        "way=sideways": "Order: “sideways” is not a choice. Choose one of: Ascending, Descending.",
    }
    for query, words in asked.items():
        page = browser(cast.gail).get(f"/ocgs/?{query}").content.decode()
        assert words in html.unescape(page), query
    [error] = Machine(cast.gail).get("/ocgs?sort=refs").json()["errors"]
    assert "Choose one of: name, -name" in error["message"], "a machine needs the keys"


def test_a_filter_with_many_choices_is_a_search_box(
    cast: Cast, some: list[Ocg], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (lists_page, lookup, shown, state):
        monkeypatch.setattr(module, "MOST_OPTIONS", 5)
    gail = browser(cast.gail)

    def answered(query: str) -> tuple[str, int]:
        page = gail.get(f"/ocgs/?{query}").content.decode()
        return html.unescape(page), page.count('data-label="Reference"')

    page, every = answered("")
    assert 'data-lookup="threat"' in page
    assert 'id="threat" name="threat"' not in page, "no drop-down"
    for query in ("threat=drugs", "threat=illegal drugs", "threat=drug", "threat_choice=drugs"):
        page, rows = answered(query)
        assert rows == every, query
        assert re.search('name="threat_choice" [^>]*value="drugs" checked', page), query
    assert answered("threat=cyber")[1] == 0
    page, rows = answered("threat=illegal")
    assert (rows, "Threat: more than one name matches “illegal”." in page) == (every, True)
    assert re.search('name="threat_choice" [^>]*value="firearms"', page), "a match to choose"
    assert "Threat: nothing matches “zz”." in answered("threat=zz")[0]
    found = gail.get("/ocgs/?suggest=threat&q=illegal").json()["suggestions"]
    assert ["firearms", "Illegal firearms"] in found
    assert gail.get("/ocgs/?suggest=q&q=illegal").status_code == 404
    assert Machine(cast.gail).get("/ocgs?threat=illegal").status_code == 422


@pytest.mark.parametrize(
    ("query", "sort"),
    [
        ("sort=name&way=down", "-name"),
        ("sort=name&way=up", "name"),
        ("sort=-name&way=up", "name"),
        ("sort=-name", "-name"),
        ("way=up", "registered"),
        ("way=wrong", "-registered"),
    ],
)
def test_column_and_direction_are_two_controls(query: str, sort: str) -> None:
    assert read(OCGS, QueryDict(query)).sort == sort


def test_the_name_leads_each_list_and_is_the_link(cast: Cast) -> None:
    """A list without a name in its rows, like that of flags, begins with the reference."""
    nameless = {"flags"}
    for one in LISTS.values():
        first = one.columns[0]
        assert (first.heading in ("Flag",)) == (one.key in nameless), one.key
    ocg = cast.ocg()
    page = browser(cast.gail).get("/ocgs/").content.decode()
    assert f'<a class="govuk-link" href="/ocgs/{ocg.ref}/">Copper Heron</a>' in page
    assert f'<span class="bh-muted bh-reference">{ocg.ref}</span>' in page
