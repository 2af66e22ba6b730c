"""Networks: what a reader sees, what they must not see, paths, files and doors."""

import csv
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from broadhurst.capabilities.links.commands.link_ocgs import link_ocgs
from broadhurst.capabilities.links.commands.link_people import link_people
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.network.commands.export_network import export_network
from broadhurst.capabilities.network.queries import network as network_queries
from broadhurst.capabilities.network.queries.network import network_of, network_of_unit
from broadhurst.capabilities.network.rules.graph import Network
from broadhurst.capabilities.register.models import Ocg, Person
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, give
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.planned_events.events import an_event

GROUNDS: dict[str, Any] = {
    "source": "1", "intelligence": "B", "handling": "P", "reason": "Three reports of cash paid.",
    "from_on": date(2020, 5, 1),
}  # fmt: skip
CAR = "AB12 CDE"


def a_person(actor: Actor, ocg: Ocg, name: str) -> Person:
    return add_member(
        actor=actor, ocg=ocg, name=name, category="suspect", part="significant", is_exploited=False
    ).person


def shown_to(cast: Cast, ocg: Ocg, actor: Actor) -> None:
    sight = Sight(actor.unit, Grant.Level.SEE, Grant.Why.EXCEPTION, "a joint review")
    with as_actor(cast.gail):
        give(ocg.dossier, sight)


def two_that_share_a_car(cast: Cast) -> tuple[Ocg, Ocg, Person]:
    """Return two OCGs of Gail's. A person of the first and the second itself use the same car."""
    one, other = cast.ocg(name="Scarlet Kestrel"), cast.ocg(name="Amber Stoat")
    barnaby = a_person(cast.gail, one, "Barnaby Saltmarsh")
    for ocg, value, person in ((one, CAR, barnaby), (other, "ab12cde", None)):
        add_identifier(actor=cast.gail, ocg=ocg, kind="vehicle", value=value, person=person)
    return one, other, barnaby


def read(actor: Actor, ocg: Ocg, steps: int = 1) -> Network:
    with as_actor(actor):
        return network_of(ocg, steps)


def test_a_shared_car_connects_two_ocgs_and_is_pointed_out(cast: Cast) -> None:
    one, other, barnaby = two_that_share_a_car(cast)
    network = read(cast.gail, one)
    [car] = network.shared
    assert (car.label, set(car.ocgs)) == (CAR, {one.ref, other.ref})
    assert network.find(car.also[0]) == car
    said = "Both Scarlet Kestrel and Amber Stoat have the vehicle registration AB12 CDE."
    assert network.shared_in_words(car) == said
    assert network.counts == "2 OCGs, 1 person, 1 identifier and 3 links"
    path = network.path(barnaby.ref, other.ref)
    assert path is not None
    assert [network.in_words(edge) for edge in path] == [
        "Barnaby Saltmarsh uses AB12 CDE",
        "Amber Stoat uses AB12 CDE",
    ]
    assert network.path(one.ref, car.ref) is not None
    assert network.measures[0].node.ref in (car.ref, barnaby.ref)


def test_the_doors_show_the_network_and_a_path(cast: Cast) -> None:
    one, other, barnaby = two_that_share_a_car(cast)
    network = read(cast.gail, one)
    said = network.shared_in_words(network.shared[0])
    path = network.path(barnaby.ref, other.ref) or []
    address = f"/ocgs/{one.ref}/network/"
    chosen = f"?start={barnaby.ref}&end={other.ref}"
    client, machine = browser(cast.gail), Machine(cast.gail)
    page = client.get(address + chosen).content.decode()
    for words in (said, "in 2 links", "Shared", "Betweenness", "<svg", "Barnaby Saltmarsh"):
        assert words in page
    assert client.get(f"{address}?start={barnaby.ref}&end={barnaby.ref}").status_code == 422
    assert client.get(f"{address}?start={barnaby.ref}").status_code == 422
    assert client.get(f"{address}?start={barnaby.ref}&end=OCG-NOTHIN").status_code == 422
    assert client.get(f"{address}?steps=no").status_code == 200
    answer = machine.get(f"/ocgs/{one.ref}/network").json()
    assert answer["shared"] == [said]
    assert machine.get(f"/ocgs/{one.ref}/network?steps=4").status_code == 422
    answer = machine.get(f"/ocgs/{one.ref}/network{chosen}").json()
    assert [link["in_words"] for link in answer["path"]["links"]] == [
        network.in_words(edge) for edge in path
    ]
    assert machine.get(f"/ocgs/{one.ref}/network?start=X&end={one.ref}").status_code == 422
    assert said in terminal(cast.gail, "network", "show", one.ref).output
    ends = ("--start", barnaby.ref, "--end", other.ref)
    said_there = terminal(cast.gail, "network", "path", one.ref, *ends).output
    assert "Amber Stoat uses AB12 CDE  recorded 1 March 2021" in said_there
    ends = ("--start", barnaby.ref, "--end", "X")
    assert "--end: This is not" in terminal(cast.gail, "network", "path", one.ref, *ends).output


def test_who_sees_one_of_two_ocgs_learns_nothing_of_the_other(cast: Cast, tmp_path: Path) -> None:
    one, other, barnaby = two_that_share_a_car(cast)
    cedric = a_person(cast.gail, other, "Cedric Pennyfold")
    link_ocgs(actor=cast.gail, ocg=one, other=other, kind="supplier", **GROUNDS)
    link_people(actor=cast.gail, ocg=one, person=barnaby, other=cedric, kind="family", **GROUNDS)
    hidden_event = an_event(cast.gail, ocg=one.ref)
    shown_to(cast, one, cast.olive)
    network = read(cast.olive, one, steps=3)
    assert network.counts == "1 OCG, 1 person, 1 identifier and 2 links"
    assert network.shared == []
    [car] = [node for node in network.nodes.values() if node.kind == "identifier"]
    assert (car.ocgs, car.also) == ((one.ref,), ())

    # Their answers are as if the other OCG did not exist.
    file = tmp_path / "chart.csv"
    client, machine = browser(cast.olive), Machine(cast.olive)
    answers = [
        *(client.get(f"/ocgs/{one.ref}/network/{part}?steps=3") for part in ("", "data/")),
        *(
            client.get(f"/ocgs/{one.ref}/network/download/?steps=3&format={form}")
            for form in ("csv", "graphml", "svg")
        ),
        machine.get(f"/ocgs/{one.ref}/network?steps=3"),
        machine.get(f"/ocgs/{one.ref}/network/file?steps=3&format=csv"),
    ]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    shown = terminal(cast.olive, "network", "show", one.ref, "--steps", "3")
    to = ("--format", "csv", "--to", str(file))
    assert terminal(cast.olive, "network", "export", one.ref, *to).exit_code == 0
    texts = [answer.content.decode() for answer in answers] + [shown.output, file.read_text()]
    for said in (
        "Amber Stoat",
        other.ref,
        "Cedric",
        "is family of",
        hidden_event.ref,
        "Shared</strong>",
    ):
        assert not [text for text in texts if said in text], said

    # The log of the OCG that they see does not say that another was in Gail's file.
    with as_actor(cast.gail):
        export_network(actor=cast.gail, ocg=one, steps=1, form="csv")
    with as_actor(cast.olive):
        events = Event.objects.filter(verb="network.exported", officer=cast.gail.officer)
        assert [(event.subject, event.detail) for event in events] == [(one.ref, {"format": "CSV"})]


def test_who_cannot_see_an_ocg_finds_no_network(cast: Cast) -> None:
    one, _other, barnaby = two_that_share_a_car(cast)
    client, machine = browser(cast.olive), Machine(cast.olive)
    for part in ("", "data/", "download/?format=csv", "?suggest=start&q=Bar"):
        assert client.get(f"/ocgs/{one.ref}/network/{part}").status_code == 404
    for part in ("", f"?start={one.ref}&end={barnaby.ref}", "/file?format=csv"):
        assert machine.get(f"/ocgs/{one.ref}/network{part}").status_code == 404
    assert terminal(cast.olive, "network", "show", one.ref).exit_code == 1
    assert "No network yet" in client.get("/network/").content.decode()
    assert machine.get("/network").json()["nodes"] == []
    for form in ("csv", "graphml", "svg", "png"):
        assert client.get(f"/network/download/?format={form}").status_code == 200
    assert client.get("/network/download/?format=exe").status_code == 404


def test_the_network_of_a_unit_has_its_links_events_and_addresses(cast: Cast) -> None:
    one, other, barnaby = two_that_share_a_car(cast)
    cedric = a_person(cast.gail, other, "Cedric Pennyfold")
    family = link_people(
        actor=cast.gail, ocg=one, person=barnaby, other=cedric, kind="family", **GROUNDS
    )
    house = "14 High Street, Bolton, BL1 1AA"
    add_identifier(actor=cast.gail, ocg=one, kind="address", value=house, person=barnaby)
    event = an_event(cast.gail, ocg=one.ref, place="14 High Street Bolton BL1 1AA")
    with as_actor(cast.gail):
        network = network_of_unit(cast.gail, 0)
        alone = network_of(other, 0)
    said = {network.in_words(edge): edge for edge in network.edges}
    assert f"{event.cover_name} takes place at {house}" in said
    assert f"{event.cover_name} is planned for Scarlet Kestrel" in said
    link = said["Barnaby Saltmarsh is family of Cedric Pennyfold"]
    assert (link.from_on, link.grade, link.ref) == (date(2020, 5, 1), "1B P", family.ref)
    assert alone.shared == []
    assert alone.counts == "1 OCG, 1 person, 1 identifier and 2 links"
    page = browser(cast.gail).get("/network/").content.decode()
    assert "These are the OCGs that your unit owns" in page
    assert "Network of Challenger Bolton" in terminal(cast.gail, "network", "show").output


def test_what_says_nothing_connects_nobody(cast: Cast) -> None:
    one, other = cast.ocg(), cast.ocg()
    for ocg in (one, other):
        for kind, value in (("phone", "0800 555 111"), ("company", "Acme Trading Limited")):
            add_identifier(actor=cast.gail, ocg=ocg, kind=kind, value=value)
    network = read(cast.gail, one)
    assert network.counts == "1 OCG, 2 identifiers and 2 links"


def test_files_have_the_marking_and_no_formulas(cast: Cast) -> None:
    one, other, barnaby = two_that_share_a_car(cast)
    add_identifier(actor=cast.gail, ocg=one, kind="handle", value="=HYPERLINK(1)", person=None)
    given = GROUNDS | {"handling": "C", "conditions": "Ask the owning unit first."}
    link_ocgs(actor=cast.gail, ocg=one, other=other, kind="supplier", **given)
    files = {
        form: browser(cast.gail).get(f"/ocgs/{one.ref}/network/download/?format={form}").content
        for form in ("csv", "graphml", "svg", "png")
    }
    rows = list(csv.reader(StringIO(files["csv"].decode("utf-8-sig"))))
    assert [row[-1] for row in rows] == ["Marking", *["OFFICIAL-SENSITIVE"] * (len(rows) - 1)]
    assert rows[0][:4] == ["From type", "From", "From reference", "Link"]
    assert ["Person", "Barnaby Saltmarsh", barnaby.ref, "uses"] in [row[:4] for row in rows]
    cells = [cell for row in rows for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert {len(row) for row in rows} == {len(rows[0])}
    for text in (
        files["csv"],
        files["graphml"],
        browser(cast.gail).get(f"/ocgs/{one.ref}/network/").content,
    ):
        assert "Ask the owning unit first." in text.decode()
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]

    graph = networkx.parse_graphml(files["graphml"].decode())
    assert graph.graph["marking"] == "OFFICIAL-SENSITIVE"
    assert graph.nodes[one.ref]["label"] == "Scarlet Kestrel"
    assert graph.nodes[barnaby.ref]["kind"] == "person"
    words = [text.text for text in ElementTree.fromstring(files["svg"]).iter() if text.text]  # noqa: S314
    assert words.count("OFFICIAL-SENSITIVE") == 2
    assert any("Exported on 1 March 2021 by Gail Fernsby." in text for text in words)
    assert Image.open(BytesIO(files["png"])).size[0] > 500
    with as_actor(cast.gail):
        logged = Event.objects.filter(verb="network.exported", kind=Event.Kind.DISCLOSURE)
        assert logged.filter(subject=one.ref, dossier=one.dossier).count() == 4
        assert logged.filter(subject=other.ref, dossier=other.dossier).count() == 4


def test_network_that_is_too_large_is_cut_and_says_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, barnaby = two_that_share_a_car(cast)
    monkeypatch.setattr(network_queries, "MOST_NODES", 3)
    network = read(cast.gail, one)
    assert network.is_cut
    assert [*network.nodes] == [one.ref, other.ref, barnaby.ref]
    assert (
        "some are left out" in browser(cast.gail).get(f"/ocgs/{one.ref}/network/").content.decode()
    )
    monkeypatch.undo()
    monkeypatch.setattr(network_queries, "MOST_OCGS", 1)
    network = read(cast.gail, one)
    assert network.is_cut
    assert network.counts == "1 OCG, 1 person, 1 identifier and 2 links"


def test_names_are_escaped_in_the_page_and_the_picture(cast: Cast) -> None:
    one = cast.ocg()
    a_person(cast.gail, one, "Barnaby <script>alert(1)</script>")
    page = browser(cast.gail).get(f"/ocgs/{one.ref}/network/").content.decode()
    assert "<script>alert" not in page
    assert "</script><" not in page.partition('id="network-data"')[2].partition("</script>")[0]


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    one, other, _barnaby = two_that_share_a_car(cast)

    def queries() -> int:
        with as_actor(cast.gail), CaptureQueriesContext(connection) as taken:
            network_of(one, 2)
        return len(taken)

    before = queries()
    for name in ("Dora Finch", "Edwin Marsh"):
        person = a_person(cast.gail, other, name)
        more = cast.ocg(name=f"Slate {name.split()[1]}")
        add_identifier(actor=cast.gail, ocg=more, kind="vehicle", value=CAR, person=None)
        link_ocgs(actor=cast.gail, ocg=one, other=more, kind="rival", **GROUNDS)
        add_identifier(
            actor=cast.gail, ocg=other, kind="phone", value=f"07700 90012{len(name)}", person=person
        )
    assert queries() == before


def test_a_vulnerability_is_counted_as_another_threat_and_not_as_an_ocg(cast: Cast) -> None:
    one, other, _ = two_that_share_a_car(cast)
    with as_actor(cast.gail):
        Ocg.objects.filter(pk=other.pk).update(
            kind=Ocg.Kind.VULNERABILITY, group="Children in care"
        )
    counts = read(cast.gail, one).counts
    assert counts == "1 OCG, 1 other threat, 1 person, 1 identifier and 3 links"


def test_a_registration_is_written_in_one_way(cast: Cast) -> None:
    ocg = cast.ocg()
    add_identifier(actor=cast.gail, ocg=ocg, kind="vehicle", value="q417tdn", person=None)
    assert "Q417 TDN" in [node.label for node in read(cast.gail, ocg).nodes.values()]
    page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/network/").content.decode()
    assert "Q417 TDN" in page
    assert "q417tdn" not in page
