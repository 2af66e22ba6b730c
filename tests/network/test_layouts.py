"""A kept layout: its officer's own, of one OCG, with reset; nobody else sees it."""

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.network.commands.keep_layout import keep_layout
from broadhurst.capabilities.network.commands.reset_layout import reset_layout
from broadhurst.capabilities.network.models import Layout
from broadhurst.capabilities.network.rules.kept import READ_ONLY, moved, objections_to_lines
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.doors import Machine, browser, terminal
from tests.network.test_network import shown_to, two_that_share_a_car
from tests.people import Cast


def test_places_are_read_and_new_nodes_have_their_usual_place() -> None:
    assert objections_to_lines(["OCG-7K3QF2 120 80"]) == []
    for wrong in (["OCG-7K3QF2"], ["OCG-7K3QF2 -1 80"], ["OCG-7K3QF2 120 80", "x"]):
        assert objections_to_lines(wrong) == [READ_ONLY]
    assert moved({"A": (1, 2), "B": (3, 4)}, {"A": [9, 8], "B": "x", "C": [5, 6]}) == {
        "A": (9, 8), "B": (3, 4),
    }  # fmt: skip


def test_a_layout_is_kept_for_its_officer_alone_and_reset(cast: Cast) -> None:
    ocg, other, _ = two_that_share_a_car(cast)
    path = f"/ocgs/{ocg.ref}/network/"
    page = browser(cast.gail)
    assert "Reset the layout" not in page.get(path).content.decode()
    usual = page.get(f"{path}data/").json()

    kept = page.post(f"{path}keep-layout/", {"spots": f"{ocg.ref} 777 555"})
    assert (kept.status_code, kept["Location"]) == (302, path)
    html = page.get(path).content.decode()
    assert "This is the layout that you kept." in html
    assert f'href="{path}reset-layout/"' in html
    places = {one["id"]: (one["x"], one["y"]) for one in page.get(f"{path}data/").json()["nodes"]}
    before = {one["id"]: (one["x"], one["y"]) for one in usual["nodes"]}
    assert places == before | {ocg.ref: (777, 555)}

    # Another officer of the unit, and a unit that may see the OCG, have the usual layout.
    shown_to(cast, ocg, cast.olive)
    for colleague in (cast.len, cast.olive):
        assert "layout that you kept" not in browser(colleague).get(path).content.decode()
        with as_actor(colleague):
            assert not Layout.objects.exists()
            assert not Event.objects.filter(verb="network.layout_kept").exists()
    with as_actor(cast.len), pytest.raises(DatabaseError), transaction.atomic():
        Layout.objects.create(
            officer=cast.gail.officer, about=other.ref, spots={}, kept_at=clock.now()
        )

    assert page.post(f"{path}reset-layout/").status_code == 302
    assert page.get(f"{path}data/").json() == usual
    again = page.post(f"{path}reset-layout/")
    assert again.status_code == 409
    assert "You have no saved layout of this network" in again.content.decode()


def test_the_api_and_the_terminal_keep_and_reset(cast: Cast) -> None:
    ocg, other, _ = two_that_share_a_car(cast)
    machine, path = Machine(cast.gail), f"/ocgs/{ocg.ref}/network"
    answer = machine.post(f"{path}/keep-layout", spots=[f"{ocg.ref} 10 20"])
    assert answer.json() == {"about": ocg.ref, "spots": {ocg.ref: [10, 20]}}
    assert machine.post(f"{path}/reset-layout").json()["spots"] == {}
    said = terminal(cast.gail, "network", "keep-layout", ocg.ref, "--spots", f"{other.ref} 30 40")
    assert said.exit_code == 0, said.output
    with as_actor(cast.gail):
        assert Layout.objects.get().spots == {other.ref: [30, 40]}
    assert terminal(cast.gail, "network", "reset-layout", ocg.ref).exit_code == 0


def test_the_network_of_a_unit_keeps_a_layout_too(cast: Cast) -> None:
    ocg, _, _ = two_that_share_a_car(cast)
    page, machine, key = browser(cast.gail), Machine(cast.gail), cast.gail.unit.key
    usual = page.get("/network/data/").json()
    offered = page.get("/network/").content.decode()
    assert 'action="/network/keep-layout/"' in offered
    assert "Reset the layout" not in offered

    kept = page.post("/network/keep-layout/", {"spots": f"{ocg.ref} 777 555"})
    assert (kept.status_code, kept["Location"]) == (302, "/network/")
    assert 'href="/network/reset-layout/"' in page.get("/network/").content.decode()
    moved_to = {
        one["id"]: (one["x"], one["y"]) for one in page.get("/network/data/").json()["nodes"]
    }
    assert moved_to[ocg.ref] == (777, 555)
    # The network around the OCG, and a colleague in the same unit, have the usual layout.
    assert "layout that you kept" not in page.get(f"/ocgs/{ocg.ref}/network/").content.decode()
    assert browser(cast.len).get("/network/data/").json() == usual
    assert page.post("/network/reset-layout/").status_code == 302
    assert page.get("/network/data/").json() == usual

    answer = machine.post("/network/keep-layout", spots=[f"{ocg.ref} 10 20"])
    assert answer.json() == {"about": key, "spots": {ocg.ref: [10, 20]}}
    assert machine.post("/network/reset-layout").json()["spots"] == {}
    assert machine.post("/network/reset-layout").status_code == 409
    said = terminal(cast.gail, "network", "keep-layout", key, "--spots", f"{ocg.ref} 30 40")
    assert said.exit_code == 0, said.output
    assert terminal(cast.gail, "network", "reset-layout", key).exit_code == 0
    assert terminal(cast.gail, "network", "reset-layout", cast.olive.unit.key).exit_code == 1
    wrong = machine.post("/network/keep-layout", spots=["OCG-NOBODY 1 2"])
    assert (wrong.status_code, "This network has no OCG-NOBODY" in wrong.content.decode()) == (
        409,
        True,
    )
    with pytest.raises(Refused, match="network of your own unit"):
        keep_layout(actor=cast.olive, about=cast.gail.unit, spots=[f"{ocg.ref} 1 2"])


def test_what_is_not_in_the_network_is_refused_and_others_do_not_get_in(cast: Cast) -> None:
    ocg, other, _ = two_that_share_a_car(cast)
    apart = cast.ocg(name="Pale Wigeon")
    shown_to(cast, ocg, cast.olive)
    for actor, ref in ((cast.gail, apart.ref), (cast.olive, other.ref), (cast.olive, "OCG-NOBODY")):
        with as_actor(actor), pytest.raises(Refused, match=f"This network has no {ref}"):
            keep_layout(actor=actor, about=ocg, spots=[f"{ref} 1 2"])
    wrong = browser(cast.gail).post(f"/ocgs/{ocg.ref}/network/keep-layout/", {"spots": "here"})
    assert READ_ONLY in wrong.content.decode()
    for verb in ("keep-layout", "reset-layout"):
        assert browser(cast.olive).get(f"/ocgs/{other.ref}/network/{verb}/").status_code == 404
        answer = Machine(cast.olive).post(f"/ocgs/{other.ref}/network/{verb}", spots=["A 1 2"])
        assert answer.status_code == 404


def test_two_resets_at_once_forget_it_once(committed: Cast) -> None:
    cast = committed
    ocg = cast.ocg(name="Scarlet Kestrel")
    with as_actor(cast.gail):
        keep_layout(actor=cast.gail, about=ocg, spots=[f"{ocg.ref} 1 2"])
    ended = at_once(*2 * [lambda: reset_layout(actor=cast.gail, about=ocg)])
    assert refusals(ended) == [
        "You have no saved layout of this network, so there is nothing to reset."
    ]
