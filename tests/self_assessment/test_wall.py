"""The wall of self-assessments, in the database: who reads and who writes each table."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Model

from broadhurst.capabilities.self_assessment.commands.cite_figure import cite_figure
from broadhurst.capabilities.self_assessment.commands.correct import correct
from broadhurst.capabilities.self_assessment.commands.share import share
from broadhurst.capabilities.self_assessment.models import Assessment, Correction, Evidence
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Oversight, RegionMember
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.self_assessment.making import TODAY, Judged, judged

TABLES = (Assessment, Correction, Evidence)


def recorded(made: Judged) -> Assessment:
    """Make a self-assessment with a figure and a correction."""
    one = made.assess()
    with clock.set_to(NOW + timedelta(hours=1)):
        made.cast.ocg()
        cite_figure(actor=made.chas, assessment=one, figure="active_ocgs", as_of=TODAY)
    return correct(
        actor=made.chas, assessment=one, judgement="met", why="We meet.", assessed_on=TODAY,
        because="Shorter.",
    )  # fmt: skip


def seen(actor: Actor) -> list[type[Model]]:
    with as_actor(actor):
        return [table for table in TABLES if table.objects.exists()]


def test_who_answers_for_the_organisation_reads_and_nobody_else(made: Judged) -> None:
    recorded(made)
    cast, people = made.cast, made.people
    for reader in (made.chas, cast.gail, cast.cora, cast.pol, people.head, people.chief, made.fern):
        assert seen(reader) == list(TABLES), reader
    for other in (cast.olive, cast.rita, cast.connie, people.inspector, cast.system):
        assert seen(other) == [], other


def test_the_inspectorate_reads_all_of_what_is_shared(made: Judged) -> None:
    one = recorded(made)
    share(actor=made.chas, assessment=one)
    assert seen(made.inspector) == list(TABLES)
    assert seen(made.cast.olive) == []


def test_ties_that_ended_open_nothing(made: Judged) -> None:
    recorded(made)
    today = clock.today()
    Oversight.objects.update(until_on=today)
    assert seen(made.cast.pol) == []
    RegionMember.objects.filter(agency=made.fern.agency).update(until_on=today)
    assert seen(made.fern) == []
    assert seen(made.people.head) == list(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_reader_of_another_organisation_writes_no_row(made: Judged, table: Any) -> None:
    share(actor=made.chas, assessment=recorded(made))
    for reader in (made.cast.pol, made.fern, made.inspector):
        with as_actor(reader):
            row = table.objects.first()
            assert row is not None
            if table is not Correction:
                assert table.objects.update(agency=row.agency_id) == 0  # type: ignore[attr-defined]
            row.pk = None
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                row.save(force_insert=True)


def test_evidence_belongs_to_the_organisation_of_its_self_assessment(made: Judged) -> None:
    recorded(made)
    theirs = made.assess(made.people.head)
    with as_actor(made.chas):
        row = Evidence.objects.first()
        assert row is not None
        row.pk, row.ref, row.assessment_id = None, "SLE-ANOTHER", theirs.pk
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)


@pytest.mark.parametrize("verb", ["", "correct/", "share/", "withdraw/", "cite-figure/"])
def test_outsiders_find_nothing_at_any_door(made: Judged, verb: str) -> None:
    one = recorded(made)
    for who in (made.cast.olive, made.cast.connie, made.inspector):
        assert browser(who).get(f"/self-assessments/{one.ref}/{verb}").status_code == 404
    assert Machine(made.inspector).get(f"/self-assessments/{one.ref}").status_code == 404
    at_terminal = terminal(made.cast.olive, "self-assessment", "share", one.ref)
    assert at_terminal.exit_code == 1


def test_two_at_once_make_one_judgement_a_day(committed: Cast) -> None:
    made = judged(committed)
    outcomes = at_once(lambda: made.assess(), lambda: made.assess(made.people.chief))
    assert len(refusals(outcomes)) == 1
    assert "Correct that self-assessment" in refusals(outcomes)[0]


def test_two_at_once_share_once(committed: Cast) -> None:
    made = judged(committed)
    one = made.assess()
    outcomes = at_once(
        lambda: share(actor=made.chas, assessment=one),
        lambda: share(actor=made.people.chief, assessment=one),
    )
    assert "is shared" in refusals(outcomes)[0]


def test_the_form_is_shown_only_to_those_who_can_send_it_now(made: Judged) -> None:
    assessment = made.assess()
    address = f"/self-assessments/{assessment.ref}/share/"
    reader = browser(made.cast.pol).get(address)
    assert reader.status_code == 403
    assert "Only the organisation that assessed itself can change this." in reader.content.decode()
    assert browser(made.chas).get(address).status_code == 200
    share(actor=made.chas, assessment=assessment)
    late = browser(made.chas).get(address)
    assert late.status_code == 403
    assert "This self-assessment is shared with the inspectorate." in late.content.decode()
