"""Rules of letters: variables with the line of each fault, stages and recipients."""

from types import SimpleNamespace as Row

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.letters.rules import letters as rules
from broadhurst.capabilities.letters.rules.texts import objections_to_text
from broadhurst.capabilities.letters.rules.variables import (
    VARIABLES,
    filled,
    objections_to_gaps,
    objections_to_template,
    objections_to_unused,
    objections_to_variables,
    shown,
    split_at_signature,
)
from broadhurst.foundation.workflow import field_of

GOOD = "{{ recipient.greeting }}\n\n{{ text }}\n\n{{ signature }}"


def test_a_template_with_known_variables_is_accepted() -> None:
    assert not objections_to_template(GOOD, "correspondence")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{{ report.titles }}", "Did you mean “{{ report.title }}”?"),
        ("{{ Zebra }}", "“{{ Zebra }}” is not a variable. Choose one from the list."),
        ("{{ report.title }", "“{{” is not part of a variable."),
        ("{% load x %}", "“{%” is not part of a variable."),
        ("{{ response.answers }}", "is only for a response to an inspection."),
        ("Text: {{ paragraphs }}", "on a line of its own."),
    ],
)
def test_each_fault_has_its_line(line: str, fault: str) -> None:
    [objection] = objections_to_template(f"{GOOD}\n{line}", "correspondence")
    assert objection.startswith("Line 6: ")
    assert fault in objection
    assert field_of(objection) == "text"


def test_a_block_is_used_once_and_the_signature_is_needed() -> None:
    [twice] = objections_to_template(f"{GOOD}\n{{{{ text }}}}", "correspondence")
    assert twice == "Use “{{ text }}” once."
    [unsigned] = objections_to_template("Dear reader", "correspondence")
    assert "Put “{{ signature }}” on a line of its own" in unsigned


def test_a_written_text_has_variables_but_no_blocks() -> None:
    def faults(text: str) -> list[str]:
        return objections_to_variables(text, "response", has_blocks=False)

    assert not faults("On {{ letter.date }}")
    assert faults("a\n{{ text }}") == ["Line 2: “{{ text }}” works only in a template."]


def test_a_variable_without_a_value_says_how_to_give_it_one() -> None:
    [gap] = objections_to_gaps("{{ report.title }} {{ letter.date }}", {"letter.date": "today"})
    assert gap == "“{{ report.title }}” has no value: choose a report."
    assert field_of(gap) == "report"


def test_what_is_written_has_a_place_in_the_template() -> None:
    assert not objections_to_unused(GOOD, {"text": True, "paragraphs": False})
    [unused] = objections_to_unused(GOOD, {"text": True, "paragraphs": True})
    assert "The template has no “{{ paragraphs }}”" in unused


def test_each_refused_word_has_its_line_and_kind() -> None:
    assert objections_to_text("Dear\nSECRET and OCG-BCDFGH", "your text") == [
        "Remove the marking “SECRET” from line 2 of your text. This text will leave Broadhurst.",
        "Remove the reference of a record “OCG-BCDFGH” from line 2 of your text. This text will "
        "leave Broadhurst.",
    ]


def test_the_signature_parts_a_template() -> None:
    assert split_at_signature("a\n{{ signature }}\nb\nc") == ("a", "b\nc")
    assert split_at_signature("a") == ("a", "")


@given(st.dictionaries(st.sampled_from(sorted(VARIABLES)), st.text(max_size=40)))
def test_values_are_put_in_once_and_never_read_again(values: dict[str, str]) -> None:
    template = "|".join(shown(name) for name in values)
    assert filled(template, values) == "|".join(values.values())


def an_actor(*roles: str, unit: int = 1, officer: int = 3) -> Row:
    return Row(roles=frozenset(roles), unit=Row(pk=unit), officer=Row(pk=officer))


def a_letter(stage: str, written_by_id: int = 4) -> Row:
    return Row(stage=stage, unit_id=1, written_by_id=written_by_id)


@pytest.mark.parametrize(
    ("verb", "stages"),
    [
        ("edit", {"draft", "ready"}),
        ("add_recipient", {"draft", "ready"}),
        ("ask_to_issue", {"draft"}),
        ("return", {"ready"}),
        ("issue", {"ready"}),
        ("correct", {"issued"}),
        ("withdraw", {"draft", "ready", "issued"}),
    ],
)
def test_each_verb_has_its_stages(verb: str, stages: set[str]) -> None:
    for stage in ("draft", "ready", "issued", "withdrawn"):
        objections = rules.objections_to_verb(verb, an_actor("clearer"), a_letter(stage))
        assert (not objections) == (stage in stages), stage


def test_only_a_clearer_of_the_unit_who_is_not_the_last_writer_issues() -> None:
    letter = a_letter("ready")
    assert not rules.objections_to_verb("issue", an_actor("clearer"), letter)
    assert rules.objections_to_verb("issue", an_actor("clearer", officer=4), letter)
    assert rules.objections_to_verb("issue", an_actor("policing_body"), letter)
    assert rules.objections_to_verb("issue", an_actor("clearer", unit=2), letter)


@pytest.mark.parametrize(
    ("kind", "stage", "has_report", "reason"),
    [
        ("correspondence", None, True, ""),
        ("correspondence", "published", False, "not about a response"),
        ("response", "published", False, ""),
        ("response", "drafting", False, "that is published"),
        ("response", None, False, "Choose the response"),
        ("response", "published", True, "Leave this empty"),
        ("invitation", "drafting", False, ""),
        ("invitation", "published", False, "that is being drafted"),
    ],
)
def test_each_kind_of_letter_is_about_its_record(
    kind: str, stage: str | None, has_report: bool, reason: str
) -> None:
    response = Row(stage=stage) if stage else None
    report = Row() if has_report else None
    objections = rules.objections_to_subjects(kind, response, report)
    assert (reason in objections[0]) if reason else not objections


def test_a_letter_has_a_recipient_and_not_too_many() -> None:
    assert rules.objections_to_recipients(0) == ["Add a recipient first."]
    assert not rules.objections_to_recipients(rules.MOST_RECIPIENTS)
    assert rules.objections_to_recipients(rules.MOST_RECIPIENTS, is_adding=True)
    assert rules.objections_to_recipient("the home secretary", ["The Home Secretary"])
