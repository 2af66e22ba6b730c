"""The facts that a correction changed, in words for the log and the page."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Model

from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Appointment, Post
from broadhurst.foundation.govuk.words import day

# The names of facts that do not read well in a sentence.
NAMES = {"from_on": "first day", "until_on": "first day after it ends", "kind": "responsibility",
         "title": "post", "basis": "kind of appointment"}  # fmt: skip


def facts_of(row: Model, names: Iterable[str]) -> dict[str, str]:
    """Return the values of the named fields in words, by name."""
    return {name.replace("_", " "): _in_words(row, name) for name in names}


def what_changed(old: dict[str, str], new: dict[str, str]) -> tuple[str, str]:
    """Return the changed facts as they were, and as they are now."""
    differing = [name for name in old if old[name] != new[name]]
    before, after = (
        "; ".join(f"{name}: {facts[name]}" for name in differing) for facts in (old, new)
    )
    return before, after


def correct_facts(
    row: Post | Appointment, facts: Mapping[str, object], because: str
) -> tuple[str, str]:
    """Store corrected facts and why, and return them as they were and as they are now."""
    old = {NAMES.get(name, name): _in_words(row, name) for name in facts}
    for name, value in facts.items():
        setattr(row, name, value)
    was, now = what_changed(old, {NAMES.get(name, name): _in_words(row, name) for name in facts})
    row.corrected_at, row.corrected_was, row.corrected_because = clock.now(), was, because
    row.save(update_fields=[*facts, "corrected_at", "corrected_was", "corrected_because"])
    return was, now


def withdraw(row: Post | Appointment, because: str) -> None:
    """Mark a row as recorded in error, with the reason."""
    row.withdrawn_at, row.withdrawn_because = clock.now(), because
    row.save(update_fields=["withdrawn_at", "withdrawn_because"])


def _in_words(row: Model, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return day(value) if isinstance(value, date) else str(value or "none")
