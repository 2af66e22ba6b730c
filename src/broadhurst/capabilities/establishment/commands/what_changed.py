"""What a correction changed, in words for the log: each fact that differs, as it was and is now."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Model

from broadhurst.foundation.govuk.words import day


def facts_of(row: Model, names: Iterable[str]) -> dict[str, str]:
    """Some facts of a row in words, by their names."""
    return {name.replace("_", " "): _in_words(row, name) for name in names}


def what_changed(was: dict[str, str], now: dict[str, str]) -> tuple[str, str]:
    """Give the facts that differ, as they were and as they are now."""
    differing = [name for name in was if was[name] != now[name]]
    before, after = (
        "; ".join(f"{name}: {facts[name]}" for name in differing) for facts in (was, now)
    )
    return before, after


def _in_words(row: Model, name: str) -> str:
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if shown else getattr(row, name)
    return day(value) if isinstance(value, date) else str(value or "none")
