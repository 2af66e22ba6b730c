"""The button of a form says what it does to what: “Renew entry”, and not “Renew”."""

import ast
from collections.abc import Iterator
from pathlib import Path

from broadhurst.foundation.doors import web

SOURCE = Path(web.__file__).parents[2]
WITHOUT_OBJECT = {"Continue"}  # of a step before the last


def buttons() -> Iterator[tuple[Path, int, str]]:
    """Yield the text of each button that a call of `web.ask` or `web.verb` names."""
    for path in SOURCE.glob("*/**/*.py"):
        text = path.read_text()
        if "web." not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("web.ask", "web.verb"):
                named = [word.value for word in node.keywords if word.arg == "submit"]
                if ast.unparse(node.func) == "web.verb":
                    named += node.args[4:5]
                for value in named:
                    if isinstance(value, ast.Constant):
                        yield path.relative_to(SOURCE), node.lineno, str(value.value)


def test_each_button_names_its_object() -> None:
    found = list(buttons())
    assert len(found) > 200, "the calls are read"
    short = [one for one in found if " " not in one[2] and one[2] not in WITHOUT_OBJECT]
    assert short == []
