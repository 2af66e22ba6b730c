"""Messages never name a command that does not exist."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click

import broadhurst
from broadhurst.config.cli import main
from broadhurst.foundation.audit.record import COMMANDS

SOURCE = Path(broadhurst.__file__).parent
# "broadhurst deconfliction escalate", as a user would type it.
TYPED = re.compile(r"\bbroadhurst ((?:[a-z][a-z0-9-]*)(?: [a-z][a-z0-9-]*)?)")
# "Reactivate it with a new assessment first.": an act that has to come before.
FIRST = re.compile(
    r"(?:^|[.:;] |, or )([A-Za-z]+) (?:it|them|this|that|one|the|a|an|your) [^.;:]*?first\."
)
OF_SPARK = "batch"  # the name of the batch in Spark
# Ordinary verbs for acts outside the program.
ORDINARY = {"write", "choose", "enter", "open", "do", "filter", "list"}


def texts() -> Iterator[tuple[Path, str]]:
    """Yield every text the program can show: strings that are not docstrings, and templates."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            for text in strings(ast.parse(path.read_text())):
                yield path, " ".join(text.split())
    for path in [*SOURCE.rglob("*.html"), *SOURCE.rglob("templates/**/*.txt")]:
        bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "{}", path.read_text(), flags=re.DOTALL)
        yield path, " ".join(bare.split())


def strings(tree: ast.Module) -> Iterator[str]:
    documented = ast.Module | ast.ClassDef | ast.FunctionDef
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    inside = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    silent = docstrings | inside
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (one.value if isinstance(one, ast.Constant) else "{}" for one in node.values)
            yield "".join(map(str, parts))
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
        ):
            yield node.value


def exists(typed: str) -> bool:
    """Return whether the terminal has a command."""
    first, _, second = typed.partition(" ")
    found = main.commands.get(first)
    return found is not None and (
        not isinstance(found, click.Group) or not second or second in found.commands
    )


def test_every_terminal_command_that_is_named_exists() -> None:
    named = [(path, typed) for path, text in texts() for typed in TYPED.findall(text)]
    named = [(path, typed) for path, typed in named if typed != OF_SPARK]
    assert named, "nothing was found: the pattern fits no text any more"
    wrong = [f"{path.relative_to(SOURCE)}: {typed}" for path, typed in named if not exists(typed)]
    assert wrong == []


def test_what_is_to_be_done_first_can_be_done() -> None:
    verbs = {name.rpartition(".")[2].split("_")[0] for name in COMMANDS} | ORDINARY
    named = [(path, verb.lower()) for path, text in texts() for verb in FIRST.findall(text)]
    assert named, "nothing was found: the pattern fits no text any more"
    wrong = [f"{path.relative_to(SOURCE)}: {verb}" for path, verb in named if verb not in verbs]
    assert wrong == []
