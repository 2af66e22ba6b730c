"""Tests for which figures an actor can count. Only the lists need a database."""

from datetime import date

import pytest

from broadhurst.capabilities.inspections.queries.scopes import (
    default_scope,
    parts_of,
    scopes_about,
    scopes_of,
)
from broadhurst.capabilities.inspections.rules.scopes import (
    ANY,
    NOTHING,
    OVERSEEN,
    OWN,
    REGION,
    may_count,
    starts_with_visible_records,
)
from broadhurst.foundation.agencies.models import Agency, Oversight, Region, RegionMember
from tests.inspections.answering import People, region_of
from tests.people import SINCE, Cast

TODAY = date(2021, 3, 1)


@pytest.mark.parametrize(
    ("kind", "role", "whose"),
    [
        ("police_force", "coordinator", OWN),
        ("police_force", "chief_officer", OWN),
        ("police_force", "chair", OWN),
        ("police_force", "inspectorate_liaison", OWN),
        ("police_force", "investigator", NOTHING),
        ("police_force", "administrator", NOTHING),
        ("police_force", "policing_body", NOTHING),
        ("local_policing_body", "policing_body", OVERSEEN),
        ("combined_authority", "clearer", OVERSEEN),
        ("combined_authority", "chair", OVERSEEN),
        ("combined_authority", "partner", NOTHING),
        ("rocu", "chief_officer", REGION),
        ("rocu", "chair", REGION),
        ("rocu", "investigator", NOTHING),
        ("inspectorate", "auditor", ANY),
        ("inspectorate", "inspector", ANY),
        ("inspectorate", "administrator", NOTHING),
        ("inspectorate", "organisation_administrator", NOTHING),
        ("council", "partner", NOTHING),
        ("council", "chief_officer", NOTHING),
        ("government", "chief_officer", NOTHING),
        ("national_agency", "coordinator", NOTHING),
    ],
)
def test_who_may_count_what(kind: str, role: str, whose: str) -> None:
    assert may_count(kind, [role]) == whose
    assert may_count(kind, []) == NOTHING


def test_keepers_of_a_register_begin_with_what_they_see() -> None:
    assert starts_with_visible_records(["coordinator"])
    assert not starts_with_visible_records(["coordinator", "chief_officer"])
    assert not starts_with_visible_records(["policing_body"])


@pytest.fixture
def people(cast: Cast) -> People:
    return region_of(cast)


def keys(people: People, name: str) -> list[str]:
    return [one.key for one in scopes_of(getattr(people, name), TODAY)]


def test_each_counts_the_organisations_they_answer_for(people: People, cast: Cast) -> None:
    own = ["agency:northshire"]
    assert keys(people, "pol") == keys(people, "cora") == keys(people, "tess") == own
    assert keys(people, "chief") == own
    region = ["region:northern", "agency:eastshire", "agency:nrocu", "agency:northshire"]
    assert keys(people, "reg") == keys(people, "head") == region
    assert set(keys(people, "inspector")) == set(region)
    for name in ("gail", "olive", "connie", "rita", "sid", "mo"):
        assert scopes_of(getattr(cast, name), TODAY) == []


def test_a_body_of_two_forces_counts_them_together_and_apart(people: People) -> None:
    other = Agency.objects.get(key="eastshire")
    Oversight.objects.create(force=other, body=people.pol.agency, from_on=SINCE)
    assert keys(people, "pol") == ["forces:authority", "agency:eastshire", "agency:northshire"]
    together, *_ = scopes_of(people.pol, TODAY)
    assert [one.name for one in parts_of(together)] == ["Eastshire Police", "Northshire Police"]
    about = scopes_about(people.pol, other, TODAY)
    assert [one.key for one in about] == ["agency:eastshire", "forces:authority"]


def test_a_force_counts_for_the_body_that_answers_for_it_now(people: People) -> None:
    Oversight.objects.filter(body=people.pol.agency).update(until_on=date(2021, 2, 1))
    assert keys(people, "pol") == []


def test_a_regions_members_are_those_of_the_day(people: People) -> None:
    RegionMember.objects.filter(agency__key="eastshire").update(until_on=date(2021, 2, 1))
    region = next(one for one in scopes_of(people.reg, TODAY) if one.key.startswith("region"))
    assert [one.key for one in parts_of(region)] == ["agency:northshire", "agency:nrocu"]
    before = scopes_of(people.reg, date(2021, 1, 1))[0]
    assert len(parts_of(before)) == 3


def test_an_inspector_begins_with_a_region_where_somebody_works(people: People) -> None:
    Region.objects.create(key="a-first", name="A first")
    scope = default_scope(people.inspector, TODAY)
    assert scope is not None
    assert scope.key == "region:northern"
