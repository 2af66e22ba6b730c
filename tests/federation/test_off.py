"""An installation without federation does not have its pages, commands or tables."""

import os
import subprocess
import sys

from django.apps import apps

from broadhurst.config.cli import main
from broadhurst.config.urls import api

ASKS = """
from tests.federation.test_off import where_it_is
print(where_it_is())
"""


def where_it_is() -> list[str]:
    """Return where federation is in this program: at the terminal, at the API, in the tables."""
    is_there = {
        "terminal": "federation" in main.commands,
        "API": any("federation" in path for path in api.get_openapi_schema()["paths"]),
        "tables": apps.is_installed("broadhurst.capabilities.federation"),
    }
    return [place for place, answer in is_there.items() if answer]


def test_federation_is_everywhere_if_it_is_switched_on() -> None:
    assert where_it_is() == ["terminal", "API", "tables"]


def test_federation_is_nowhere_if_it_is_switched_off() -> None:
    """The tests run with federation, so another program answers."""
    asked = subprocess.run(  # noqa: S603
        [sys.executable, "-c", ASKS],
        env=os.environ | {"BROADHURST_FEDERATION": "off"}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert asked.stdout.split() == ["[]"]
