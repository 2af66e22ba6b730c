"""The register's rules, without a database."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

import pytest

from broadhurst.capabilities.register.rules.assessing import (
    band_of,
    objections_to_moderate,
    objections_to_scores,
    weigh,
)
from broadhurst.capabilities.register.rules.leading import SIO_ROLES
from broadhurst.capabilities.register.rules.registering import (
    objections_to_identifier,
    objections_to_member,
    objections_to_name_lead,
    objections_to_register,
    objections_to_text,
    objections_to_work_on,
    roles_on,
)

CRITERIA = [
    {"key": "harm", "label": "Harm", "weight": 3, "scale": {"0": "None", "2": "Some", "4": "Most"}},
    {"key": "reach", "label": "Reach", "weight": 1, "scale": {"0": "Here", "4": "Abroad"}},
]
BANDS = [
    {"band": "2", "tier": 2, "from": 0},
    {"band": "1", "tier": 1, "from": 60},
]


@dataclass
class Actor:
    roles: frozenset[str] = frozenset({"investigator"})
    kind: str = "police_force"
    officer: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(pk=1))
    unit: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(pk=10))

    @property
    def agency(self) -> SimpleNamespace:
        return SimpleNamespace(pk=100, kind=self.kind)


def lead(officer: int, role: str = "lro") -> SimpleNamespace:
    someone = SimpleNamespace(pk=officer, name="Ada")
    return SimpleNamespace(
        officer_id=officer, officer=someone, role=role, get_role_display=role.upper, deputy=None
    )


ACTIVE = SimpleNamespace(state="active")


def test_parts_come_from_owning_leading_and_coordinating() -> None:
    ours = SimpleNamespace(pk=10, agency_id=100)
    theirs = SimpleNamespace(pk=11, agency_id=100)
    keeper = Actor(roles=frozenset({"coordinator"}))
    assert roles_on(Actor(), owner_unit=ours, leads=[lead(1)]) == ["LRO", "owning unit"]
    assert roles_on(Actor(), owner_unit=theirs, leads=[]) == []
    assert roles_on(keeper, owner_unit=theirs, leads=[]) == ["OCG coordinator"]
    elsewhere = SimpleNamespace(pk=12, agency_id=200)
    assert roles_on(keeper, owner_unit=elsewhere, leads=[]) == []


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("SECRET", False),
        ("This is TOP SECRET.", False),
        ("OFFICIAL-SENSITIVE", True),
        ("a secret garden", True),
        ("SECRETARY", True),
    ],
)
def test_nothing_above_the_ceiling(text: str, stands: bool) -> None:
    assert (objections_to_text(text) == []) is stands


@pytest.mark.parametrize(
    ("kind", "value", "stands"),
    [
        ("phone", "07700 900 123", True),
        ("phone", "+44 (0)7700 900123", True),
        ("phone", "ring me", False),
        ("vehicle", "AB12 CDE", True),
        ("vehicle", "a", False),
        ("account", "12-34-56 12345678", True),
        ("account", "GB33 BUKB 2020 1555 5555 55", True),
        ("account", "my account", False),
    ],
)
def test_an_identifier_has_the_shape_of_its_kind(kind: str, value: str, stands: bool) -> None:
    assert (objections_to_identifier(kind, value) == []) is stands


def test_only_forces_rocus_and_the_nca_register_by_those_whose_work_it_is() -> None:
    partner = Actor(roles=frozenset({"partner"}), kind="council")
    one, other = SimpleNamespace(pk=1), SimpleNamespace(pk=2)
    assert objections_to_register(Actor(), lro=one, sio=other, text="") == []
    assert len(objections_to_register(partner, lro=one, sio=one, text="SECRET")) == 4


def test_a_member_was_born_and_a_victim_is_exploited() -> None:
    today = date(2021, 3, 1)
    stands = objections_to_member(
        category="suspect", is_exploited=False, born_on=today, today=today
    )
    assert stands == []
    refused = objections_to_member(
        category="victim", is_exploited=False, born_on=date(2021, 3, 2), today=today
    )
    assert len(refused) == 2


def test_a_lead_is_named_once_and_is_not_the_other_lead() -> None:
    held = [lead(1, "lro"), lead(2, "sio")]

    def named(
        role: str,
        officer: int,
        *,
        parts: Collection[str] = ("SIO",),
        roles: Collection[str] = SIO_ROLES,
    ) -> list[str]:
        someone = SimpleNamespace(pk=officer, name="Ada")
        return objections_to_name_lead(
            ACTIVE, parts, role=role, officer=someone, leads=held, roles=roles
        )

    assert named("lro", 3) == []
    assert named("lro", 2) == ["The SIO and the LRO must be different people."]
    assert named("lro", 1) == ["Ada is already the LRO."]
    assert len(named("sro", 1, parts=())) == 1
    assert named("lro", 3, roles={"safeguarding"}) == named("sro", 3, roles={"chair"}) == []
    assert named("sio", 3, roles={"safeguarding", "chair", "desk"}) == [
        "The SIO must be an investigator or a supervisor. Ada is not. Choose someone else."
    ]
    assert "a partner practitioner. Ada is not" in named("lro", 3, roles={"coordinator"})[0]


def test_an_archived_ocg_is_not_worked_on() -> None:
    archived = SimpleNamespace(state="archived")
    assert len(objections_to_work_on(archived, ())) == 2


def test_unknown_is_left_out_of_both_sides_of_the_sum() -> None:
    assert weigh(CRITERIA, {"harm": 4, "reach": None}) == (100, 1)
    assert weigh(CRITERIA, {"harm": 4, "reach": 0}) == (75, 0)
    assert weigh(CRITERIA, {"harm": None, "reach": None}) == (0, 2)


def test_every_criterion_is_answered_on_its_scale() -> None:
    assert objections_to_scores(CRITERIA, {"harm": 2, "reach": None}) == []
    assert len(objections_to_scores(CRITERIA, {"harm": 3})) == 2
    assert len(objections_to_scores(CRITERIA, {"harm": None, "reach": None})) == 1


@pytest.mark.parametrize(("score", "band"), [(0, "2"), (59, "2"), (60, "1"), (100, "1")])
def test_a_band_begins_at_its_least_score(score: int, band: str) -> None:
    assert band_of(BANDS, score)[0] == band


def test_a_moderator_is_another_officer_and_says_why_it_goes_back() -> None:
    moderator = Actor(roles=frozenset({"moderator"}))
    owner, giver = SimpleNamespace(agency_id=100), SimpleNamespace(agency_id=200)
    theirs, own = SimpleNamespace(scored_by_id=2), SimpleNamespace(scored_by_id=1)

    def objections(
        who: Actor, one: SimpleNamespace, moderated: bool, outcome: str, by: SimpleNamespace = owner
    ) -> list[str]:
        return objections_to_moderate(
            who, one, owner=by, is_moderated=moderated, outcome=outcome, reason=""
        )

    assert objections(moderator, theirs, False, "accepted") == []
    assert objections(moderator, theirs, False, "accepted", giver) == [
        "Only a moderator of the organisation that owns the OCG can do this."
    ]
    assert len(objections(Actor(), own, True, "returned")) == 4
