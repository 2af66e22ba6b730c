"""Rules of the policy versions: who sets outcomes and tactics, and what each version needs."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import chain, count
from typing import Any

from broadhurst.capabilities.establishment.rules.administering import is_of_service
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import at

ONLY_SERVICE = "Only an administrator of the service can change the desired outcomes and tactics."


def objections_to_set(
    roles: Collection[str],
    *,
    from_on: date | None = None,
    today: date | None = None,
    latest_on: date | None = None,
) -> list[str]:
    """Refuse anyone but an administrator of the service, and a day before today or the latest.

    `latest_on` is the first day of the latest version, which may be planned.
    """
    objections = [] if is_of_service(roles) else [ONLY_SERVICE]
    if from_on and today and from_on < today:
        objections += at("from_on", "A version cannot start in the past. Enter today or later.")
    elif from_on and latest_on and from_on < latest_on:
        objections += at(
            "from_on", f"The latest version starts on {day(latest_on)}. Enter that day or later."
        )
    return objections


def objections_to_lines(lines: Sequence[str], labels: Mapping[str, str]) -> list[str]:
    """Refuse outcomes without one of the 4 Ps, a repeated outcome, and a P without one."""
    pairs = []
    for line in lines:
        p, _, label = (part.strip() for part in line.partition(":"))
        if p.casefold() not in labels or not label:
            return at("outcomes", f"Begin “{p}” with its P, like Pursue: The supply has stopped.")
        pairs.append((p.casefold(), label.casefold()))
    if len(set(pairs)) < len(pairs):
        return at("outcomes", "Enter each outcome once.")
    missing = set(labels) - {p for p, _ in pairs}
    if missing:
        return at("outcomes", f"Add an outcome for {', '.join(sorted(missing))}.")
    return at("outcomes", objections_to_text(" ".join(lines)))


def outcomes_in(
    lines: Sequence[str], labels: Mapping[str, str], now: Sequence[Mapping[str, str]]
) -> list[dict[str, str]]:
    """Return the outcomes of lines such as "Pursue: The supply has stopped".

    An outcome of the list `now` that keeps its words keeps its key.
    """
    keys = {(row["p"], row["label"].casefold()): row["key"] for row in now}
    used_keys, outcomes = set(keys.values()), list[dict[str, str]]()
    for line in lines:
        name, _, label = line.partition(":")
        p, label = labels[name.strip().casefold()], label.strip()
        new = (f"{p}_{number}" for number in count(len(outcomes) + 1))
        key = keys.get((p, label.casefold())) or next(key for key in new if key not in used_keys)
        used_keys.add(key)
        outcomes.append({"key": key, "p": p, "label": label})
    return outcomes


def compare(
    now: Sequence[Mapping[str, str]], new: Sequence[Mapping[str, str]]
) -> tuple[list[str], list[str]]:
    """Return the labels that a new list adds, and those that it retires."""
    before, after = {row["key"] for row in now}, {row["key"] for row in new}
    added = [row["label"] for row in new if row["key"] not in before]
    return added, [row["label"] for row in now if row["key"] not in after]


def objections_to_retire(retired: Sequence[str], because: str) -> list[str]:
    """Refuse to retire anything without a reason."""
    objections = at("because", objections_to_text(because))
    if retired and not because.strip():
        objections += at("because", f"Say why you retire “{retired[0]}”.")
    return objections


def objections_to_tactic(
    key: str, title: str, text: str, url: str, now: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Refuse a tactic with the title of another, or whose source has no address.

    `key` is that of the tactic, or "" for a new one. `now` are the tactics of the latest version.
    """
    objections = at("text", objections_to_text(f"{title} {text}"))
    titles = {row["title"].casefold() for row in now if row["key"] != key}
    if title.strip().casefold() in titles:
        objections += at("title", "Another tactic has this title. Enter a different one.")
    if not url.startswith(("https://", "http://")):
        objections += at("url", "Enter the address of the source, like https://www.gov.uk/…")
    return objections


def objections_to_find(key: str, now: Sequence[Mapping[str, Any]]) -> list[str]:
    """Refuse a tactic that the latest version no longer has."""
    if any(row["key"] == key for row in now):
        return []
    return ["This tactic is not in the latest version. Choose another one."]


def new_key(title: str, now: Sequence[Mapping[str, Any]]) -> str:
    """Return a key for a new tactic, from the words of its title."""
    used_keys = {row["key"] for row in now}
    letters = "".join(letter if letter.isalnum() else " " for letter in title.casefold())
    name = "_".join(letters.split()[:4])[:30] or "tactic"
    numbered = chain([name], (f"{name}_{n}" for n in count(2)))
    return next(key for key in numbered if key not in used_keys)


def without_tactic(key: str, templates: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return templates of plans whose objectives do not name a tactic."""
    return [
        {
            **row,
            "objectives": [
                {**goal, "tactics": [tactic for tactic in goal["tactics"] if tactic != key]}
                for goal in row["objectives"]
            ],
        }
        for row in templates
    ]
