"""The terminal lists the choices of its options, and the commands in the docs exist."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.duty_desks.commands.set_duty import SetDutyForm
from broadhurst.capabilities.planned_events.commands.change import ChangeEventForm
from broadhurst.config.cli import main
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.dispatch import AT_THE_SAME_MOMENT
from broadhurst.foundation.doors.format_hints import DAY, INSTANT, hint_of
from broadhurst.foundation.doors.options import MOST, problems_of
from broadhurst.foundation.govuk import fields
from tests.doors import terminal
from tests.people import Cast
from tests.planned_events.events import an_event

ROOT = Path(__file__).parents[2]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "src").rglob("*.md")),
]  # fmt: skip
# Commands in code blocks, or in backticks if they have an option: a bare name is no example.
BLOCK = re.compile(r"^ *```\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
BOXES = re.compile(r"\b\d{1,2} \d{1,2} \d{4}\b")
MARKED = re.compile(r"`(broadhurst [^`]*? --[^`]*)`")


def asked_for_help(*words: str) -> str:
    """Return the help of a command as one line."""
    ran = CliRunner().invoke(main, [*words, "--help"])
    assert ran.exit_code == 0, ran.output
    return " ".join(ran.output.split())


def every_option(group: click.Command, name: str = "") -> Iterator[tuple[str, click.Option]]:
    """Yield each option of each command, with the names of both."""
    for word, one in group.commands.items() if isinstance(group, click.Group) else ():
        yield from every_option(one, word)
    for option in group.params:
        if isinstance(option, click.Option):
            yield f"{name} {option.opts[0]}", option


def test_help_lists_what_may_be_chosen() -> None:
    said = asked_for_help("deconfliction", "plan-event")
    assert f"Kind of event. One of: {', '.join(Event.Kind.values)}" in said
    assert "One or more of: child_sexual_abuse, modern_slavery" in asked_for_help(
        "register", "register"
    )


def test_help_does_not_list_rows_which_differ_by_who_asks() -> None:
    said = asked_for_help("deconfliction", "set-duty")
    assert "Unit. Enter part of a name to list the choices" in said


def test_help_says_how_a_day_and_an_instant_are_written() -> None:
    planned = asked_for_help("deconfliction", "plan-event")
    assert "Start. As 2026-03-27T15:04, London time --ends-at" in planned
    spoke = asked_for_help("deconfliction", "record-contact")
    assert "spoke about this hit. As 2026-03-27T15:04, London time" in spoke
    assert "Date of birth. As 2026-03-27 --sex" in asked_for_help("register", "add-member")
    decided = asked_for_help("tasking", "decide")
    assert "Leave blank if it is decided now. As 2026-03-27T15:04, London time" in decided


def test_no_option_of_a_day_shows_the_boxes_of_a_page() -> None:
    told = {name: option for name, option in every_option(main) if BOXES.search(option.help or "")}
    assert set(told) == {"check-target --born"}, "which takes a part of a day too, as it is written"


@pytest.mark.parametrize(
    ("asked", "written"),
    [(fields.DateField(label="Day"), DAY), (fields.DateTimeField(label="Time"), INSTANT)],
)
def test_what_help_says_is_taken(asked: fields.DateField, written: str) -> None:
    assert hint_of(asked) == written
    assert asked.clean(written.removeprefix("As ").removesuffix(", London time"))


@pytest.mark.parametrize("given", [["--kind", "party"], []])
def test_a_wrong_or_missing_choice_is_answered_with_which_there_are(
    cast: Cast, given: list[str]
) -> None:
    ran = terminal(cast.gail, "deconfliction", "plan-event", *given)
    assert ran.exit_code == 1
    [line] = [one for one in ran.output.splitlines() if one.startswith("--kind")]
    assert line.endswith(f"One of: {', '.join(Event.Kind.values)}.")


def test_a_wrong_row_is_answered_with_those_that_are_the_actors_to_choose(cast: Cast) -> None:
    ran = terminal(cast.dot, "deconfliction", "set-duty", "--unit", "nowhere")
    [line] = [one for one in ran.output.splitlines() if one.startswith("--unit")]
    assert "n-bolton (Challenger Bolton" in line
    assert "e-team" not in line, "another force's is not theirs to know of"


def test_very_many_rows_are_not_listed_and_a_part_of_the_name_finds_one(cast: Cast) -> None:
    Unit.objects.bulk_create(
        Unit(
            key=f"n-team-{number}", name=f"Team {number}", kind=Unit.Kind.TEAM,
            agency=cast.gail.agency, duty_contact="Duty", from_on=cast.gail.unit.from_on,
        )
        for number in range(MOST + 1)
    )  # fmt: skip

    def said(**answers: str) -> str:
        problems = problems_of(SetDutyForm(answers, {}, actor=cast.dot))
        [line] = [one for one in problems if one.startswith("--unit")]
        return line

    for unit in ("", "team", "nowhere"):
        assert "n-team-3 " not in said(unit=unit)
        assert "enter part of a name to list those with it" in said(unit=unit)
    assert "With “EAM 3” in the name: n-team-3 (Team 3" in said(unit="EAM 3")
    assert "bolton" not in said(unit="EAM 3")


def kept(form: type[CommandForm] = CommandForm) -> Iterator[type[CommandForm]]:
    """Yield each form that prefills current values."""
    for one in form.__subclasses__():
        if one.prefills:
            yield one
        yield from kept(one)


def test_what_is_kept_is_read_behind_the_locks_of_its_command() -> None:
    assert {form.__name__ for form in kept()} >= {"ChangeEventForm", "DraftForm", "PrepareForm"}
    assert [form for form in kept() if form.lock_subject is CommandForm.lock_subject] == [], (
        "a change would be lost"
    )


def test_of_two_in_each_others_way_while_it_reads_what_stands_one_is_told_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A deadlock while taking the locks must become a recorded refusal, not an error."""

    def undone(*_args: object) -> None:
        send("DO $$ BEGIN RAISE deadlock_detected; END $$").rows()

    event = an_event(cast.gail)
    monkeypatch.setattr(ChangeEventForm, "lock_subject", undone)
    words = ("deconfliction", "change-event", event.ref, "--contact", "Silver, 0161 496 0002")
    ran = terminal(cast.gail, *words)
    assert (ran.exit_code, ran.output.strip()) == (1, AT_THE_SAME_MOMENT)
    with as_actor(cast.gail):
        [kept] = audit.Event.objects.filter(verb="command.refused")
    assert kept.detail["verb"] == "change event"


def examples() -> Iterator[tuple[str, str]]:
    """Yield each command that the docs tell a user to type, with the page."""
    for page in PAGES:
        text = page.read_text()
        lines = "\n".join(BLOCK.findall(text)).replace("\\\n", " ")
        found = re.findall(r"(?<![\w/.])broadhurst [a-z].*", lines)
        found += [" ".join(one.split()) for one in MARKED.findall(BLOCK.sub("", text))]
        for one in found:
            for command in re.split(r"&&|;|\)", one):
                if command.strip().startswith("broadhurst "):
                    yield page.name, command.strip()


def wrong_with(typed: str) -> str:
    """Return what is wrong with a typed command, or ""."""
    command: click.Command = main
    words = typed.split()[1:]
    while isinstance(command, click.Group):
        if not words or words[0] not in command.commands:
            return "" if words[:1] == ["--help"] else f"no command {words[:1]}"
        command = command.commands[words.pop(0)]
    given = {word.partition("=")[0] for word in words if word.startswith("--")}
    if "--help" in given:
        return ""
    options = [one for one in command.params if isinstance(one, click.Option)]
    known = {name for one in options for name in (*one.opts, *one.secondary_opts)}
    missing = [one.opts[0] for one in options if one.required and not given & {*one.opts}]
    return ", ".join([*(f"no option {one}" for one in given - known), *missing])


def test_what_the_documents_say_to_type_can_be_typed() -> None:
    said = [(page, typed, wrong_with(typed)) for page, typed in examples()]
    assert len(said) > 20
    assert [one for one in said if one[2]] == []
