"""An installation without federation does not have its pages, commands or tables."""

import os
import subprocess
import sys

import pytest

QUESTIONS = {
    "terminal": "from broadhurst.config.cli import main; print('federation' in main.commands)",
    "API": (
        "from broadhurst.config.cli import main; from broadhurst.config.urls import api; "
        "print(any('federation' in path for path in api.get_openapi_schema()['paths']))"
    ),
    "tables": (
        "from broadhurst.config.cli import main; from django.apps import apps; "
        "print(apps.is_installed('broadhurst.capabilities.federation'))"
    ),
}


@pytest.mark.parametrize(("setting", "is_there"), [("off", "False"), ("on", "True")])
@pytest.mark.parametrize("door", QUESTIONS)
def test_federation_is_there_only_if_it_is_switched_on(
    door: str, setting: str, is_there: str
) -> None:
    asked = subprocess.run(  # noqa: S603
        [sys.executable, "-c", QUESTIONS[door]],
        env=os.environ | {"BROADHURST_FEDERATION": setting}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert asked.stdout.strip() == is_there
