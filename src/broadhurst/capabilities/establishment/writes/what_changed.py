"""The facts that a correction changed, in words for the log."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Model

from broadhurst.foundation.govuk.words import day


def facts_of(row: Model, names: Iterable[str]) -> dict[str, str]:
    """Return some facts of a row in words, by name."""
    return {name.replace("_", " "): _in_words(row, name) for name in names}


def what_changed(old: dict[str, str], new: dict[str, str]) -> tuple[str, str]:
    """Return the changed facts as they were, and as they are now."""
    differing = [name for name in old if old[name] != new[name]]
    before, after = (
        "; ".join(f"{name}: {facts[name]}" for name in differing) for facts in (old, new)
    )
    return before, after


def _in_words(row: Model, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return day(value) if isinstance(value, date) else str(value or "none")
