"""Rules of practice notes."""

from types import SimpleNamespace as Row

import pytest

from broadhurst.capabilities.practice import rules

UNIT = Row(pk=1)


def an_actor(**changes: object) -> Row:
    given = {
        "unit": UNIT, "agency": Row(pk=7), "officer": Row(pk=3), "administers": False,
        "reads_only": False,
    }  # fmt: skip
    return Row(**(given | changes))


def a_note(stage: str = "published", unit_id: int = 1, written_by_id: int = 4) -> Row:
    return Row(stage=stage, unit_id=unit_id, written_by_id=written_by_id)


def test_only_the_units_officers_change_a_note() -> None:
    assert rules.roles_on(an_actor(), a_note()) == [rules.OWNER]
    assert rules.roles_on(an_actor(), a_note(unit_id=2)) == []
    assert rules.roles_on(an_actor(administers=True), a_note()) == []


@pytest.mark.parametrize(
    ("verb", "stages"),
    [
        ("edit", {"draft"}),
        ("publish", {"draft"}),
        ("make_public", {"published"}),
        ("correct", {"published", "public"}),
        ("withdraw", {"draft", "published", "public"}),
    ],
)
def test_each_verb_has_its_stages(verb: str, stages: set[str]) -> None:
    for stage in ("draft", "published", "public", "withdrawn"):
        objections = rules.objections_to_verb(verb, an_actor(), a_note(stage))
        assert (not objections) == (stage in stages), stage


def test_last_author_cannot_make_note_public() -> None:
    refused = rules.objections_to_verb("make_public", an_actor(), a_note(written_by_id=3))
    assert refused == [
        "You last changed this note, so another officer of your unit must make it public."
    ]


def test_words_with_a_marking_or_a_reference_are_refused_at_their_field() -> None:
    refused = rules.objections_to_words({"what": "See OCG-7K3QF2.", "cost": "SECRET", "place": "x"})
    assert [one.field for one in refused] == ["what", "cost"]  # type: ignore[attr-defined]


def test_other_organisations_adopt_and_say_what_happened() -> None:
    def refused(result: str, came: str = "", owner: int = 8, stage: str = "public") -> list[str]:
        return rules.objections_to_adopt(
            an_actor(), a_note(stage), owner_agency=owner, result=result, came_of_it=came
        )

    assert refused("planned") == []
    assert refused("adopted") == ["Enter what happened."]
    assert refused("stopped", "Nobody called.") == []
    assert len(refused("planned", owner=7, stage="draft")) == 2


def test_a_finding_of_another_kind_is_no_practice() -> None:
    assert rules.objections_to_finding(None) == []
    assert rules.objections_to_finding(Row(kind="innovative_practice")) == []
    assert rules.objections_to_finding(Row(kind="recommendation"))
