"""An installation without federation does not have its pages, commands or tables."""

import os
import subprocess
import sys

import pytest

# One program answers for all: to start one takes seconds.
IS_THERE = """
from django.apps import apps
from broadhurst.config.cli import main
from broadhurst.config.urls import api
print(
    "federation" in main.commands,
    any("federation" in path for path in api.get_openapi_schema()["paths"]),
    apps.is_installed("broadhurst.capabilities.federation"),
)
"""


@pytest.mark.parametrize(("setting", "is_there"), [("off", "False"), ("on", "True")])
def test_federation_is_there_only_if_it_is_switched_on(setting: str, is_there: str) -> None:
    """The terminal, the API and the tables have it, or none of them does."""
    asked = subprocess.run(  # noqa: S603
        [sys.executable, "-c", IS_THERE],
        env=os.environ | {"BROADHURST_FEDERATION": setting}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert asked.stdout.split() == [is_there] * 3
