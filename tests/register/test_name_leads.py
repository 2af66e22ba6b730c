"""Naming a lead of several OCGs: each on its own, with a preview and a result for each."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import works_on_ocgs
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from tests.doors import Machine, browser, terminal
from tests.people import Cast

ANSWERS = {"role": "lro", "officer": "ned-ashgrove", "because": "Len retires"}
ADDRESS = "/ocgs/name-leads/"


@pytest.fixture
def three(cast: Cast) -> Iterator[list[Ocg]]:
    """Three OCGs; Ned is already the SIO of the second, so he cannot be its LRO."""
    made = [cast.ocg(), cast.ocg(sio=cast.ned.officer), cast.ocg()]
    with clock.set_to(clock.now() + timedelta(hours=1)):
        yield made


def lros(cast: Cast, ocgs: list[Ocg]) -> list[str]:
    with as_actor(cast.gail):
        leads = Lead.objects.filter(role="lro", until_at=None, ocg__in=ocgs)
        return [lead.officer.username for lead in leads.order_by("ocg_id")]


def test_rows_are_chosen_previewed_and_changed(cast: Cast, three: list[Ocg]) -> None:
    page, refs = browser(cast.gail), [ocg.ref for ocg in three]
    asked = page.post(ADDRESS, {"refs": refs}).content.decode()
    assert "You selected 3 OCGs" in asked
    assert "Ned Ashgrove" in asked

    preview = page.post(ADDRESS, {"refs": refs, "step": "preview", **ANSWERS})
    assert "2 of 3 will be changed" in preview.content.decode()
    assert "Len retires" in preview.content.decode()
    assert "different people" in preview.content.decode()
    assert lros(cast, three) == ["len-oakapple"] * 3

    result = page.post(ADDRESS, {"refs": refs, "step": "confirm", **ANSWERS})
    assert "2 of 3 changed. 1 refused." in result.content.decode()
    assert lros(cast, three) == ["ned-ashgrove", "len-oakapple", "ned-ashgrove"]


def test_every_step_leads_back_to_the_list_as_it_was_filtered(cast: Cast, three: list[Ocg]) -> None:
    page = browser(cast.gail)
    listed = page.get("/ocgs/?tab=unit&sort=-name").content.decode()
    assert 'name="list" value="tab=unit&amp;sort=-name"' in listed
    form = {"refs": [three[0].ref], "list": "tab=unit&sort=-name"}
    for answers in ({}, {"step": "preview", **ANSWERS}, {"step": "confirm", **ANSWERS}):
        text = page.post(ADDRESS, {**form, **answers}).content.decode()
        assert 'href="/ocgs/?tab=unit&amp;sort=-name"' in text


def test_a_preview_writes_nothing_at_all(cast: Cast, three: list[Ocg]) -> None:
    with as_actor(cast.gail):
        before = Event.objects.count()
    refs = [ocg.ref for ocg in three]
    browser(cast.gail).post(ADDRESS, {"refs": refs, "step": "preview", **ANSWERS})
    with as_actor(cast.gail):
        assert Event.objects.count() == before


def test_a_refused_row_is_logged_as_its_own_refusal(cast: Cast, three: list[Ocg]) -> None:
    refs = [ocg.ref for ocg in three]
    browser(cast.gail).post(ADDRESS, {"refs": refs, "step": "confirm", **ANSWERS})
    with as_actor(cast.gail):
        refused = [event.subject for event in Event.objects.filter(verb="command.refused")]
        named = Event.objects.filter(verb="ocg.lead_named").count()
    assert (refused, named) == ([refs[1]], 2)


def test_what_the_reader_may_not_see_is_neither_shown_nor_changed(
    cast: Cast, three: list[Ocg]
) -> None:
    refs = [ocg.ref for ocg in three]
    text = browser(cast.olive).post(ADDRESS, {"refs": refs}).content.decode()
    assert not any(ocg.name in text for ocg in three)
    [*results] = Machine(cast.olive).post("/ocgs/name-leads", refs=refs, **ANSWERS).json()["items"]
    assert {one["objections"][0] for one in results} == {"It does not exist, or you cannot see it."}
    assert lros(cast, three) == ["len-oakapple"] * 3


@pytest.mark.parametrize(
    ("answers", "status"),
    [({}, 422), ({"refs": ["OCG-222222"], "step": "preview"}, 422), ({"refs": ["²"]}, 200)],
)
def test_what_is_missing_is_asked_for(cast: Cast, answers: dict[str, Any], status: int) -> None:
    assert browser(cast.gail).post(ADDRESS, answers).status_code == status
    assert "You did not select any OCGs" in browser(cast.gail).get(ADDRESS).content.decode()


def test_officers_are_suggested_for_the_chosen_ocgs(cast: Cast, three: list[Ocg]) -> None:
    asked = {"refs": [ocg.ref for ocg in three], "suggest": "officer", "q": "ashg"}
    [[username, label]] = browser(cast.gail).get(ADDRESS, asked).json()["suggestions"]
    assert username == "ned-ashgrove"
    assert label.startswith("Ned Ashgrove")
    assert browser(cast.olive).get(ADDRESS, asked).json() == {"suggestions": []}


def test_answers_can_be_changed_after_a_preview(cast: Cast, three: list[Ocg]) -> None:
    answers = {"refs": [three[0].ref], "step": "change", **ANSWERS}
    text = browser(cast.gail).post(ADDRESS, answers).content.decode()
    assert "Len retires" in text
    assert "error-summary" not in text


def test_the_api_and_the_terminal_give_a_result_for_each(cast: Cast, three: list[Ocg]) -> None:
    machine, refs = Machine(cast.gail), [ocg.ref for ocg in three]
    answer = machine.post("/ocgs/name-leads", refs=refs, preview=True, **ANSWERS)
    assert [one["done"] for one in answer.json()["items"]] == [True, False, True]
    assert lros(cast, three) == ["len-oakapple"] * 3
    words = ["--role", "lro", "--officer", "ned-ashgrove", "--because", "Len retires"]
    said = terminal(cast.gail, "register", "name-leads", *refs, *words)
    assert said.exit_code == 1
    assert [line.split("  ")[1] for line in said.output.splitlines()][::2] == ["done", "done"]
    assert lros(cast, three) == ["ned-ashgrove", "len-oakapple", "ned-ashgrove"]


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "refs"), ({"refs": "OCG-222222"}, "refs"), ({"refs": ["a"], "colour": "red"}, "colour")],
)
def test_the_api_refuses_what_does_not_fit(cast: Cast, body: dict[str, Any], field: str) -> None:
    answer = Machine(cast.gail).post("/ocgs/name-leads", **body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


def test_the_list_offers_its_rows(cast: Cast, three: list[Ocg]) -> None:
    page = browser(cast.gail)
    text = page.get("/ocgs/").content.decode()
    assert text.count('name="refs"') == 3
    assert 'formaction="/ocgs/name-leads/"' in text
    assert "checked" not in text.partition("<table")[2]
    assert (
        page.get("/ocgs/?selected=page").content.decode().partition("<table")[2].count(" checked>")
        == 3
    )


def test_a_command_on_several_is_offered_to_those_who_work_on_an_ocg(cast: Cast) -> None:
    ocg = cast.ocg()
    for actor, works in (
        (cast.gail, True), (cast.cora, True), (cast.len, True),
        (cast.mo, False), (cast.cass, False), (cast.connie, False), (cast.dot, False),
    ):  # fmt: skip
        with as_actor(actor):
            assert works_on_ocgs(actor) is works, actor.officer
    name_lead(actor=cast.gail, ocg=ocg, role="sro", officer=cast.mo.officer, because="Rank.")
    with as_actor(cast.mo):
        assert works_on_ocgs(cast.mo), "a moderator who is the SRO of one"
    assert 'formaction="/ocgs/name-leads/"' in browser(cast.mo).get("/ocgs/").content.decode()
