"""Priority individuals, vulnerabilities and locations are on the register too."""

import pytest
from django.db import IntegrityError

from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.members.commands.remove_member import remove_member
from broadhurst.capabilities.register.rules.kinds import in_words_of, objections_to_kind
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.lifecycle.test_life import DETAILS, reported, run_at_once
from tests.people import Cast

PLACE = {"kind": "location", "place": "The arches along the canal"}
MEMBER = {"part": "principal", "is_exploited": False}


def test_each_kind_says_itself_in_its_own_words() -> None:
    assert in_words_of("location", "Adopt this OCG") == "Adopt this location"
    assert in_words_of("individual", "An OCG is archived.") == "A priority individual is archived."
    assert in_words_of("vulnerability", "Two OCGs") == "Two OCGs"
    assert in_words_of("ocg", "Adopt this OCG") == "Adopt this OCG"


@pytest.mark.parametrize(
    ("kind", "place", "group", "says"),
    [
        ("location", "", "", "Enter the address"),
        ("vulnerability", "", "", "Describe the people"),
        ("ocg", "A street", "", "Only a location"),
        ("individual", "", "Students", "Only a vulnerability"),
        ("location", "A street", "", ""),
        ("ocg", "", "", ""),
    ],
)
def test_a_kind_is_asked_only_for_what_it_has(kind: str, place: str, group: str, says: str) -> None:
    said = " ".join(objections_to_kind(kind, place=place, group=group))
    assert (says in said) if says else not said


def test_a_location_is_shown_filtered_and_found_as_one(cast: Cast) -> None:
    ocg = reported(cast, **PLACE)
    page = browser(cast.gail)
    shown = page.get(f"/ocgs/{ocg.ref}/").content.decode()
    assert "Start the assessment of this location" in shown
    assert "The arches along the canal" in shown
    assert ocg.ref in page.get("/ocgs/?kind=location&state=reported").content.decode()
    assert ocg.ref not in page.get("/ocgs/?kind=individual&state=reported").content.decode()
    one = Machine(cast.gail).get(f"/ocgs/{ocg.ref}").json()
    assert (one["kind"], one["place"]) == ("location", "The arches along the canal")
    refused = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/resume-work", because="Now")
    assert "This location has been reported" in refused.json()["detail"]
    assert (
        "This location"
        in terminal(cast.gail, "register", "resume-work", ocg.ref, "--because", "Now").output
    )
    assert "Location." in page.get("/search/?q=arches").content.decode()


def test_a_priority_individual_is_one_person(cast: Cast) -> None:
    ocg = reported(cast, kind="individual")
    barnaby = add_member(
        actor=cast.gail, ocg=ocg, name="Barnaby Ragwort", category="suspect", **MEMBER
    )
    with pytest.raises(Refused, match="is one person"):
        add_member(actor=cast.gail, ocg=ocg, name="Otis Furze", category="convicted", **MEMBER)
    add_member(
        actor=cast.gail, ocg=ocg, name="Pip Larkspurre", category="victim", part="peripheral",
        is_exploited=True,
    )  # fmt: skip
    remove_member(actor=cast.gail, member=barnaby, why="error", because="Another Barnaby")
    add_member(actor=cast.gail, ocg=ocg, name="Otis Furze", category="convicted", **MEMBER)
    update = "UPDATE register_membership SET ended_at = NULL, ended_because = '' WHERE id = %s"
    with as_actor(cast.gail), pytest.raises(IntegrityError, match="one person"):
        run_at_once(update, [barnaby.pk])


def test_a_kind_is_corrected_with_what_it_needs(cast: Cast) -> None:
    ocg = reported(cast)
    machine = Machine(cast.gail)
    refused = machine.post(f"/ocgs/{ocg.ref}/edit", kind="vulnerability", because="A group at risk")
    assert "Describe the people" in refused.json()["detail"]
    done = machine.post(
        f"/ocgs/{ocg.ref}/edit", kind="vulnerability", group="Students", because="A group at risk"
    )
    assert (done.status_code, done.json()["group"]) == (200, "Students")
    page = browser(cast.gail).post("/ocgs/report/", DETAILS | {"name": "Ochre", "kind": "location"})
    assert page.status_code in (409, 422)
