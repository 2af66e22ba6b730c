"""Tests for choosing, ordering and leaving out the paragraphs of a letter."""

import pytest

from broadhurst.capabilities.inspections.commands.choose_paragraphs import choose_paragraphs
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.edit_paragraph import edit_paragraph
from broadhurst.capabilities.inspections.commands.withdraw_paragraph import withdraw_paragraph
from broadhurst.capabilities.inspections.commands.write_paragraph import write_paragraph
from broadhurst.capabilities.inspections.figures.letter import compose
from broadhurst.capabilities.inspections.models import Response, StandardParagraph
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room


def letter(room: Room, response: Response) -> str:
    with as_actor(room.cast.pol):
        return compose(room.fresh(response), NOW.date()).text


def an_own(room: Room, title: str = "Our partnership") -> StandardParagraph:
    return write_paragraph(actor=room.cast.pol, title=title, text="We meet **each month**.")


def test_none_is_there_until_it_is_chosen_and_the_order_is_the_authors(room: Room) -> None:
    response, own = room.open(), an_own(room)
    assert "## " not in letter(room, response).replace("## Our comments", "")
    chosen = ["transfer", f"own:{own.ref}", "capability"]
    choose_paragraphs(actor=room.cast.pol, response=response, paragraphs=chosen)
    text = letter(room, response)
    titles = ("## Transfer of an OCG in full", "## Our partnership", "## Specialist capability")
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    assert "We meet **each month**." in text
    choose_paragraphs(actor=room.cast.pol, response=response, paragraphs=[])
    assert "Our partnership" not in letter(room, response)


def test_what_was_chosen_keeps_its_words_and_a_choice_takes_the_clearance_away(room: Room) -> None:
    own, response = an_own(room), room.complete()
    chosen = [f"own:{own.ref}"]
    choose_paragraphs(actor=room.cast.pol, response=response, paragraphs=chosen)
    clear(actor=room.clem, response=room.fresh(response), is_read=True)
    edit_paragraph(actor=room.cast.pol, paragraph=own, title="Our partnership", text="Never.")
    withdraw_paragraph(actor=room.cast.pol, paragraph=own, because="Out of date.")
    assert room.fresh(response).stage == "cleared"
    assert "We meet **each month**." in letter(room, response)
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/choose-paragraphs/")
    assert f'value="own:{own.ref}" selected' in page.content.decode()
    choose_paragraphs(actor=room.cast.pol, response=response, paragraphs=["transfer"])
    assert room.fresh(response).stage == "drafting"
    with pytest.raises(Refused, match="This letter cannot have the paragraph"):
        choose_paragraphs(actor=room.cast.pol, response=response, paragraphs=chosen)


def test_a_paragraph_with_nothing_to_report_is_not_listed(room: Room) -> None:
    response, page = room.open(), browser(room.cast.pol)
    path = f"/responses/{response.ref}/"
    for chosen, said in (
        (["partners"], "Left out, because there is nothing to report: Partners"),
        (["partners", "transfer"], "Transfer of an OCG in full<br>Left out, because"),
        ([], "None chosen"),
    ):
        choose_paragraphs(actor=room.cast.pol, response=response, paragraphs=chosen)
        assert said in page.get(path).content.decode()


def test_every_objection(room: Room) -> None:
    response = room.invited()
    with pytest.raises(Refused) as refused:
        choose_paragraphs(
            actor=room.chas, response=response, paragraphs=["transfer", "transfer", "weather"]
        )
    said = " ".join(refused.value.objections)
    for part in ("Only the policing body", "Choose each paragraph once", "the paragraph “weather”"):
        assert part in said
    with pytest.raises(Refused, match="Choose 8 paragraphs or fewer"):
        choose_paragraphs(
            actor=room.cast.pol, response=response, paragraphs=[f"own:{n}" for n in range(9)]
        )


def test_an_own_paragraph_is_the_policing_bodys(room: Room) -> None:
    own = an_own(room)
    with pytest.raises(Refused, match="Only an officer of a local policing body"):
        write_paragraph(actor=room.cast.gail, title="Ours", text="We do.")
    with pytest.raises(Refused, match="already have a paragraph called “our PARTNERSHIP”"):
        write_paragraph(actor=room.cast.pol, title="our PARTNERSHIP", text="We do.")
    with pytest.raises(Refused, match="Remove “BID-7K3QF2”"):
        edit_paragraph(actor=room.cast.pol, paragraph=own, title="Ours", text="See BID-7K3QF2.")
    withdraw_paragraph(actor=room.cast.pol, paragraph=own, because="Out of date.")
    with pytest.raises(Refused, match="was withdrawn"):
        edit_paragraph(actor=room.cast.pol, paragraph=own, title="Ours", text="We do.")
    for who in (room.cast.olive, room.cast.gail):
        with as_actor(who):
            assert not StandardParagraph.objects.exists()


def test_page_api_and_terminal_choose(room: Room) -> None:
    response = room.open()
    path = f"/responses/{response.ref}/choose-paragraphs"
    page = browser(room.cast.pol)
    shown = page.get(f"{path}/").content.decode()
    assert "Paragraph 8" not in shown
    assert "becomes the lead responsible officer" in shown
    twice = page.post(f"{path}/", {"paragraphs": ["transfer", "", "transfer"]})
    assert twice.status_code == 422
    assert "Choose each paragraph once" in twice.content.decode()
    done = page.post(f"{path}/", {"paragraphs": ["transfer", "", "capability"]})
    assert done.status_code == 302
    keys = [one["key"] for one in room.fresh(response).paragraphs]
    assert keys == ["transfer", "capability"]
    answer = Machine(room.cast.pol).post(path, paragraphs=["capability", "transfer"])
    assert answer.json()["paragraphs"] == ["capability", "transfer"]
    offered = Machine(room.cast.pol).get(f"/responses/{response.ref}/paragraphs").json()
    assert "recurring" in [one["key"] for one in offered["offered"]]
    words = ["--paragraphs", "safeguarding", "--paragraphs", "transfer"]
    said = terminal(room.cast.pol, "inspections", "choose-paragraphs", response.ref, *words)
    assert said.exit_code == 0, said.output
    assert [one["key"] for one in room.fresh(response).paragraphs] == ["safeguarding", "transfer"]
    said = terminal(
        room.cast.pol, "inspections", "choose-paragraphs", response.ref, "--paragraphs", ""
    )
    assert said.exit_code == 0, said.output
    assert room.fresh(response).paragraphs == []
    assert browser(room.cast.olive).get(f"{path}/").status_code == 404
    assert Machine(room.cast.olive).post(path).status_code == 404


def test_page_api_and_terminal_keep_own_paragraphs(room: Room) -> None:
    page, machine, pol = browser(room.cast.pol), Machine(room.cast.pol), room.cast.pol
    given = {"title": "Our partnership", "text": "We meet each month."}
    assert page.post("/paragraphs/write/", given).status_code == 302
    ref = machine.get("/paragraphs").json()["items"][0]["ref"]
    assert "We meet each month." in page.get("/paragraphs/").content.decode()
    edited = machine.post(f"/paragraphs/{ref}/edit", **given | {"text": "We meet weekly."})
    assert edited.json()["text"] == "We meet weekly."
    said = terminal(pol, "inspections", "edit-paragraph", ref, "--title", "Partners")
    assert said.exit_code == 0, said.output
    assert "Partners" in terminal(pol, "inspections", "paragraphs").output
    assert page.get(f"/paragraphs/{ref}/edit/").status_code == 200
    assert machine.post("/paragraphs", **given).status_code == 201
    said = terminal(pol, "inspections", "withdraw-paragraph", ref, "--because", "Out of date.")
    assert said.exit_code == 0, said.output
    assert page.post(f"/paragraphs/{ref}/withdraw/", {"because": "Again."}).status_code == 409
    outside = browser(room.cast.gail)
    assert "Write a paragraph" not in outside.get("/paragraphs/").content.decode()
    assert outside.get(f"/paragraphs/{ref}/edit/").status_code == 404
    assert Machine(room.cast.olive).post(f"/paragraphs/{ref}/withdraw").status_code == 404
