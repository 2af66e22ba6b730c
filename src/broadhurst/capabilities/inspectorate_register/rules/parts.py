"""The parts of an entry of the inspectorate's register, and the lines that cannot be read. Pure."""

import re
from dataclasses import dataclass, field
from datetime import date

CAUSES = ("cause_of_concern", "accelerated_cause_of_concern")
KINDS = {
    "accelerated cause of concern": "accelerated_cause_of_concern",
    "accelerated causes of concern": "accelerated_cause_of_concern",
    "cause of concern": "cause_of_concern",
    "causes of concern": "cause_of_concern",
    "recommendation": "recommendation",
    "recommendations": "recommendation",
    "area for improvement": "area_for_improvement",
    "areas for improvement": "area_for_improvement",
}
STATUSES = (
    "awaiting_review",
    "being_progressed",
    "complete",
    "superseded",
    "no_further_action_needed",
)
AS_WRITTEN = ", ".join(status.replace("_", "-") for status in STATUSES)
TAG = re.compile(r"\[\s*(?P<end>/?)\s*(?P<name>on|status|comment)\s*\]", re.IGNORECASE)
_HEADING = re.compile(
    rf"(?P<kind>{'|'.join(KINDS)})(?:\s+(?:no\.?\s*|number\s+|#\s*)?(?P<number>\d[\w.]{{0,9}}?))?\s*[:.]?",
    re.IGNORECASE,
)
_BULLETS = "•·*–-▪◦"


@dataclass
class Update:
    """A dated status, a comment, or a status with its comment.

    `written` is the date and the status as the register writes them.
    """

    line: int
    written: str
    acted_on: date
    status: str
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The comment, in the inspectorate's words."""
        return joined(self.lines)

    def words(self) -> list[str]:
        return [self.written, self.text]


@dataclass
class Section:
    """A heading, like “Recommendation 5”, and the text under it."""

    line: int
    heading: str
    kind: str
    number: str
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text, without the bullet if there is just one."""
        text = joined(self.lines)
        if text[:1] in _BULLETS and sum(_is_bullet(line) for line in text.splitlines()) == 1:
            return text[1:].strip()
        return text


@dataclass
class Entry:
    """An entry: its organisation, the finding in its words, and the updates in their order.

    `notes` are pairs of a line and a sentence on something to check. `has_trail` says that its
    updates began, even if none of them could be read.
    """

    line: int
    sources: list[str] = field(default_factory=list)
    force: str = ""
    address: str = ""
    sections: list[Section] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    has_trail: bool = False

    @property
    def finding(self) -> Section | None:
        """The section with the finding itself: the last one."""
        return self.sections[-1] if self.sections else None

    @property
    def concern(self) -> Section | None:
        """The cause of concern above a recommendation, if the entry quotes one."""
        above = [section for section in self.sections[:-1] if section.text]
        return above[-1] if above else None

    def takes(self, kind: str) -> bool:
        """Return whether a heading continues this entry, rather than begin the next one."""
        if self.has_trail or not self.sections:
            return not self.has_trail
        last = self.sections[-1]
        return not last.text or (last.kind in CAUSES and kind == "recommendation")

    def words(self) -> list[str]:
        """Return everything that was understood, as it was written."""
        sections = [text for section in self.sections for text in (section.heading, section.text)]
        return [
            *self.sources,
            *sections,
            *(text for update in self.updates for text in update.words()),
        ]


@dataclass
class Refusal:
    """Lines that cannot be read, from a line on, and the reason."""

    line: int
    reason: str
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return joined(self.lines)


def joined(lines: list[str]) -> str:
    """Return lines as a text, without spaces at the ends of lines and empty lines around it."""
    return "\n".join(line.rstrip() for line in lines).strip()


def heading_of(line: str) -> Section | None:
    """Return the section that a line begins, or None if the line is not a heading."""
    match = _HEADING.fullmatch(line.strip())
    if match is None:
        return None
    kind = KINDS[" ".join(match["kind"].lower().split())]
    return Section(0, line.strip(), kind, (match["number"] or "").rstrip("."))


def status_of(words: str) -> str:
    """Return the status that words name, or "" if it is not one of the register."""
    status = "_".join(re.split(r"[\s_-]+", words.strip(" .:").lower()))
    return status if status in STATUSES else ""


def unknown_status(words: str) -> str:
    """Say that the register does not use this status."""
    return f"“{words.strip()}” is not a status of the register. Its statuses are {AS_WRITTEN}."


def _is_bullet(line: str) -> bool:
    return line.strip()[:1] in _BULLETS and bool(line.strip())
