"""Names keep their capitals: "Class A drugs", GMP and RART are never put in lower case.

A label within a sentence loses only its first capital (`words.in_sentence`), and only if it is not
an abbreviation. No other displayed text is put in lower or upper case.
"""

import ast
import re
from pathlib import Path

import pytest

from broadhurst.foundation.govuk.words import first_capital, in_sentence

SRC = Path(__file__).parents[2] / "src" / "broadhurst"
CHANGES = {"lower", "capitalize", "title", "swapcase"}
# Files that compare lower-case text or store it as a key, and never show it.
KEYS = {
    "capabilities/audit_log/rules/reading.py": "a username that is looked for",
    "capabilities/bulk_checks/cli/checks.py": "the ending of a file's name",
    "capabilities/federation/rules.py": "hexadecimal digits",
    "capabilities/deconfliction/targets/keying.py": "a kind of reference number",
    "capabilities/deconfliction/targets/naming.py": "a code",
    "capabilities/deconfliction/rules/lines.py": "a pasted line whose kind is looked for",
    "capabilities/imports/queries/imports.py": "a choice that is compared",
    "capabilities/finding_imports/queries/imports.py": "names of organisations that are compared",
    "capabilities/inspections/rules/deadlines.py": "words that are compared",
    "capabilities/inspections/rules/short_names.py": "the short name of a finding",
    "capabilities/letters/cli.py": "the ending of a file's name",
    "capabilities/letters/commands/take_all.py": "the name of a file",
    "capabilities/public_site/commands/set_look.py": "hexadecimal digits",
    "capabilities/planned_events/queries/places.py": "the first letter alone",
    "capabilities/inspections/pages/asked.py": "the name of a class in the code",
    "capabilities/inspections/commands/record_grade.py": "a grade in one word, such as good",
    "capabilities/operations/figures.py": "the name of a figure in addresses",
    "capabilities/register/rules/words.py": "a postcode that is compared",
    "foundation/chart/funnel_plot.py": "the first letter alone",
    "foundation/doors/openapi.py": "a method of HTTP",
    "foundation/doors/authentication.py": "a header of HTTP",
    "foundation/file_markings/found.py": "the headers of an email",
    "foundation/file_markings/xml_text.py": "header or footer, from the name of an XML element",
    "foundation/file_markings/zipped.py": "the name of a file in an archive",
    "foundation/govuk/fields/choices.py": "the word of a field for one of its choices",
    "foundation/govuk/fields/labelled.py": "the first letter alone",
    "foundation/govuk/reading.py": "a date or time as it was typed",
    "foundation/govuk/words.py": "the first letter alone",
    "surfaces/demo/chiefs.py": "a username",
    "surfaces/demo/enrolment.py": "a username",
}
# Expressions that are compared and never shown.
COMPARING = (
    "capabilities/bulk_checks/sheets/",
    "capabilities/finding_imports/sheets/",
    "capabilities/ocg_imports/sheets/",
    "capabilities/imports/sheets/",
    "capabilities/inspectorate_register/rules/",
    "foundation/geography/",
)
FILTER = re.compile(r"\|\s*(lower|title|upper)\b")


def changing(path: Path) -> list[int]:
    """Return the lines that change the case of a whole text."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CHANGES
        and not node.args
    ]


def test_no_code_changes_the_letters_of_a_name() -> None:
    found = {
        str(path.relative_to(SRC)): lines
        for path in SRC.rglob("*.py")
        if not str(path.relative_to(SRC)).startswith(COMPARING) and (lines := changing(path))
    }
    assert set(found) - set(KEYS) == set(), "use words.in_sentence or words.first_capital"
    assert set(KEYS) <= set(found), "take out what no longer changes letters"


def test_no_template_changes_the_letters_of_a_name() -> None:
    found = [
        f"{path.relative_to(SRC)}: {match.group(0)}"
        for ending in ("html", "txt", "md")
        for path in SRC.rglob(f"templates/**/*.{ending}")
        for match in FILTER.finditer(path.read_text())
    ]
    assert found == [], "use the filter in_sentence"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Class A drugs seized", "class A drugs seized"),
        ("Taken on", "taken on"),
        ("NRM", "NRM"),
        ("Regional asset recovery team (RART)", "regional asset recovery team (RART)"),
        ("", ""),
    ],
)
def test_a_label_within_a_sentence_loses_its_first_capital_alone(label: str, said: str) -> None:
    assert in_sentence(label) == said


def test_the_first_letter_alone_becomes_a_capital() -> None:
    assert first_capital("asked of GMP") == "Asked of GMP"
