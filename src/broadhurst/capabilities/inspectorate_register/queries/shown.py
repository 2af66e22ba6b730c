"""Show how a text is read, and what cannot be read, for the page, API and terminal."""

from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.inspections.models import InspectorateAct
from broadhurst.capabilities.inspectorate_register.models import Reading
from broadhurst.capabilities.inspectorate_register.queries.matching import (
    KNOWN,
    NEW,
    REPEATED,
    SET_ASIDE,
    Matched,
    Otherwise,
    match,
)
from broadhurst.capabilities.inspectorate_register.queries.readings import place
from broadhurst.capabilities.inspectorate_register.rules import saving as rules
from broadhurst.capabilities.inspectorate_register.rules.reading import read
from broadhurst.capabilities.inspectorate_register.rules.wording import same
from broadhurst.foundation.access.actor import Actor

STATES = {
    NEW: ("to be added", "blue"),
    KNOWN: ("already recorded", "grey"),
    SET_ASIDE: ("corrected or withdrawn here, not added again", "grey"),
    REPEATED: ("repeated in this text, added once", "grey"),
}
LABELS = {str(value): str(label) for value, label in InspectorateAct.Status.choices}
OTHER_CONCERN = "The cause of concern is recorded with different words. The recorded words stay."
NO_CONCERN = "This finding is recorded without its cause of concern. Saving does not add it."


@dataclass(frozen=True)
class ShownUpdate:
    """An inspectorate update as Broadhurst read it from the text."""

    place: str
    acted_on: date
    status: str
    status_in_words: str
    text: str
    state: str
    state_in_words: str
    colour: str


@dataclass(frozen=True)
class ShownEntry:
    """An entry as it was read. `notes` are pairs of a place and a sentence."""

    number: int
    place: str
    matched: Matched
    title: str
    concern: str
    updates: list[ShownUpdate]
    notes: list[tuple[str, str]]


@dataclass(frozen=True)
class ShownRefusal:
    """Lines that cannot be read."""

    place: str
    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class Shown:
    """A text as it was read."""

    entries: list[ShownEntry]
    refusals: list[ShownRefusal]
    problems: list[list[str]]

    def count(self, state: str) -> int:
        """Return how many updates have a state."""
        return sum(update.state == state for entry in self.entries for update in entry.updates)

    @property
    def new(self) -> int:
        return self.count(NEW)

    @property
    def known(self) -> int:
        return sum(len(entry.updates) for entry in self.entries) - self.new

    @property
    def has_problems(self) -> bool:
        return bool(self.refusals) or any(self.problems)


def shown(actor: Actor, reading: Reading) -> Shown:
    """Return how a text is read now."""
    understood = read(reading.text)
    matched = match(actor, understood, Otherwise(reading.report, reading.agency, reading.source))
    return Shown(
        [_entry(number, match, reading.text) for number, match in enumerate(matched, start=1)],
        [
            ShownRefusal(
                place(reading.text, refusal.line), refusal.line, refusal.text, refusal.reason
            )
            for refusal in understood.refusals
        ],
        [match.problems for match in matched],
    )


def may_save(actor: Actor, reading: Reading, now: Shown) -> bool:
    """Return whether to offer an actor the button that saves a text."""
    return not rules.objections_to_save(actor.roles, reading, len(now.refusals), now.problems)


def may_change(actor: Actor, reading: Reading) -> bool:
    """Return whether an actor is offered to correct or discard a text."""
    return not rules.objections_to_change(actor.roles, reading)


def _entry(number: int, matched: Matched, text: str) -> ShownEntry:
    entry = matched.entry
    return ShownEntry(
        number,
        place(text, entry.line),
        matched,
        ", ".join(section.heading for section in entry.sections if section.heading),
        entry.concern.text if entry.concern else "",
        [
            ShownUpdate(
                place(text, update.line), update.acted_on, update.status,
                LABELS.get(update.status, ""), update.text, state, *STATES[state],
            )
            for update, state in zip(entry.updates, matched.states, strict=True)
        ],
        [(place(text, line), sentence) for line, sentence in entry.notes] + _on_concern(matched),
    )  # fmt: skip


def _on_concern(matched: Matched) -> list[tuple[str, str]]:
    """Return a note if the entry quotes a cause of concern that its finding does not have."""
    concern, finding = matched.entry.concern, matched.finding
    if concern is None or finding is None:
        return []
    if finding.parent is None:
        return [("", NO_CONCERN)]
    return [] if same(finding.parent.text) == same(concern.text) else [("", OTHER_CONCERN)]
