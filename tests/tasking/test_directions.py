"""Directions of the NCA: only for those whom the law names (rule 18)."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.tasking.commands.close_direction import close_direction
from broadhurst.capabilities.tasking.commands.record_direction import record_direction
from broadhurst.capabilities.tasking.models import Direction
from broadhurst.capabilities.tasking.rules.directing import may_be_directed, may_record_any
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast

GIVEN = date(2021, 2, 1)
WORDS = {"task": "Find three lorries.", "grounds": "No team could be agreed in time."}


def recorded(cast: Cast) -> Direction:
    return record_direction(actor=cast.cora, recipient=cast.cora.agency, given_on=GIVEN, **WORDS)


@pytest.mark.parametrize(
    ("key", "kind", "nation", "day", "may"),
    [
        ("gmp", "police_force", "ENG", GIVEN, True),
        ("btp", "police_force", "ENG", GIVEN, True),
        ("gwent", "police_force", "WLS", GIVEN, True),
        ("scotland", "police_force", "SCT", GIVEN, False),
        ("psni", "police_force", "NIR", GIVEN, False),
        ("nwrocu", "rocu", "ENG", GIVEN, False),
        ("council", "council", "ENG", GIVEN, False),
        ("sfo", "national_agency", "ENG", date(2024, 5, 9), False),
        ("sfo", "national_agency", "ENG", date(2024, 5, 10), True),
    ],
)
def test_the_law_names_the_recipients(
    key: str, kind: str, nation: str, day: date, may: bool
) -> None:
    assert may_be_directed(SimpleNamespace(key=key, kind=kind, nation=nation), day) is may


@pytest.mark.parametrize(
    ("kind", "may"), [("police_force", True), ("national_agency", True), ("rocu", False)]
)
def test_an_officer_of_a_rocu_has_no_direction_to_record(kind: str, may: bool) -> None:
    own = SimpleNamespace(pk=1, key="own", kind=kind, nation="ENG", name="Own")
    assert may_record_any(SimpleNamespace(agency=own, roles=["chief_officer"]), GIVEN) is may


def test_a_rocu_is_refused_by_the_rule_and_by_the_database(cast: Cast) -> None:
    with pytest.raises(Refused, match="The law does not name"):
        record_direction(actor=cast.cora, recipient=cast.rita.agency, given_on=GIVEN, **WORDS)
    direction = recorded(cast)
    with as_actor(cast.cora), pytest.raises(IntegrityError, match="law"), transaction.atomic():
        Direction.objects.filter(pk=direction.pk).update(recipient=cast.rita.agency)


def test_only_the_recipient_or_a_national_agency_records_one(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only an OCG coordinator"):
        record_direction(actor=cast.gail, recipient=cast.gail.agency, given_on=GIVEN, **WORDS)
    with pytest.raises(Refused, match="Only an OCG coordinator"):
        record_direction(actor=cast.cora, recipient=cast.olive.agency, given_on=GIVEN, **WORDS)
    with pytest.raises(Refused) as refused:
        record_direction(
            actor=cast.cora, recipient=cast.cora.agency, given_on=date(2030, 1, 1),
            due_on=date(2029, 1, 1), **WORDS,
        )  # fmt: skip
    assert len(refused.value.objections) == 2


def test_a_direction_is_recorded_read_and_closed(cast: Cast) -> None:
    cora = cast.cora
    answer = Machine(cora).post(
        "/directions", recipient=cora.agency.key, given_on=str(GIVEN), **WORDS
    )
    assert answer.status_code == 201, answer.content
    ref = answer.json()["ref"]
    page = browser(cora).get(f"/directions/{ref}/").content.decode()
    assert "Find three lorries." in page
    assert browser(cora).get("/directions/record/").status_code == 200
    assert ref in browser(cora).get("/directions/").content.decode()
    for stranger in (cast.gail, cast.rita, cast.olive):
        assert browser(stranger).get(f"/directions/{ref}/").status_code == 404
        assert ref not in browser(stranger).get("/directions/").content.decode()
    said = terminal(
        cora, "tasking", "close-direction", ref, "--stage", "performed", "--outcome", "Found."
    )
    assert said.output == f"{ref} to Northshire Police of 1 February 2021 is performed.\n"
    with as_actor(cora):
        direction = Direction.objects.get()
    with pytest.raises(Refused, match="closed already"):
        close_direction(actor=cora, direction=direction, stage="withdrawn", outcome="Again.")


def test_a_direction_is_recorded_listed_and_closed_at_the_terminal(cast: Cast) -> None:
    def run(*words: str, actor: Actor = cast.cora) -> tuple[int, str]:
        done = terminal(actor, "tasking", *words)
        return done.exit_code, done.output

    given = (f"--given-on={GIVEN}", *(f"--{name}={text}" for name, text in WORDS.items()))
    code, said = run("record-direction", "--recipient=northshire", *given)
    [ref] = re.findall(r"(DIR-\S+) to Northshire Police of 1 February 2021 is in force\.", said)
    assert code == 0
    refused, why = run("record-direction", f"--recipient={cast.rita.agency.key}", *given)
    assert (refused, "Choose a recipient from the list" in why) == (1, True)
    assert run("record-direction", "--recipient=northshire", *given, actor=cast.gail)[0] == 1
    listed = f"{ref}  Northshire Police, 2021-02-01, in force\n"
    assert [run("directions")[1], run("directions", actor=cast.gail)[1]] == [listed, ""]
    done = ("close-direction", ref, "--stage=performed", "--outcome=Found.")
    assert run(*done, actor=cast.gail) == (
        1,
        "The direction does not exist, or you cannot see it.\n",
    )
    assert run(*done) == (0, f"{ref} to Northshire Police of 1 February 2021 is performed.\n")
    assert run(*done) == (1, "This direction is closed already.\n")
