"""A command at the terminal imports its own room, and not those of all others."""

import subprocess
import sys

import click
import pytest
from django.conf import settings

from broadhurst.config.cli import main
from broadhurst.config.rooms import group_of
from broadhurst.config.terminal import ADDED, COMMANDS

IMPORTED = """
import sys
from broadhurst.config.cli import main
print(main.commands["plans"].commands["agree"].name)
packages = [name.split(".") for name in sys.modules if name.endswith(".commands")]
print(sorted(package[2] for package in packages if "capabilities" in package))
print([name for name in ("networkx", "numba", "icalendar") if name in sys.modules])
"""


def test_a_command_imports_neither_rooms_above_it_nor_their_libraries() -> None:
    imported = subprocess.run(  # noqa: S603
        [sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True
    )
    assert imported.stdout.splitlines() == ["agree", "['plans', 'register']", "[]"]


@pytest.mark.parametrize("name", [*COMMANDS, *dict.fromkeys(map(group_of, settings.ROOMS))])
def test_each_command_has_the_name_that_it_is_found_by(name: str) -> None:
    assert name in main.commands
    assert main.commands[name].name == name


def test_commands_of_surfaces_are_in_the_groups_of_rooms() -> None:
    for name, added in ADDED.items():
        group = main.commands[name]
        assert isinstance(group, click.Group)
        assert len(group.commands) > len(added)
    register, calendar = main.commands["register"], main.commands["deconfliction"]
    assert isinstance(register, click.Group)
    assert isinstance(calendar, click.Group)
    assert {"list", "download", "merge", "life"} <= {*register.commands}
    assert "calendar" in calendar.commands
    assert "nothing-of-that-name" not in main.commands
