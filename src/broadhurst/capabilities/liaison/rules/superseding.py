"""Rules for an entry of the policy log that supersedes an earlier one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at


def objections_to_supersede(
    old: Any, newer: Any, because: str, *, needs_both: bool, made_at: datetime
) -> list[str]:
    """Refuse a second successor, a missing reason, and one lead alone against a joint decision.

    `old` is the entry to supersede, or None. `newer` is the entry that supersedes it now, or None.
    """
    if old is None:
        reason = "Choose the entry that this one supersedes, or remove the reason."
        return at("supersedes", reason) if because.strip() else []
    objections = at("superseded_because", objections_to_text(because))
    if not because.strip():
        objections += at("superseded_because", f"Say why this supersedes entry {old.number}.")
    if newer is not None:
        objections += at(
            "supersedes",
            f"Entry {newer.number} supersedes entry {old.number} already. Supersede entry "
            f"{newer.number} instead.",
        )
    if old.needs_both and not needs_both:
        objections += at(
            "supersedes",
            f"Both leads made entry {old.number}. Record a joint decision to supersede it.",
        )
    if made_at < old.made_at:
        objections += at("made_at", f"Enter a time after entry {old.number} was made.")
    return objections


def chain_of(entry: Any, log: Iterable[Any]) -> list[Any]:
    """Return an entry with those it supersedes and those that supersede it, the earliest first.

    `log` is the whole policy log. A chain never forks, because an entry is superseded once.
    """
    entries = {entry.pk: entry for entry in log}
    newer = {entry.supersedes_id: entry for entry in entries.values() if entry.supersedes_id}
    first = entries[entry.pk]
    while first.supersedes_id:
        first = entries[first.supersedes_id]
    chain = [first]
    while chain[-1].pk in newer:
        chain.append(newer[chain[-1].pk])
    return chain
