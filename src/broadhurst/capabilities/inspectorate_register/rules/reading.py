"""Read the text of entries of the inspectorate's register, in either of its two formats. Pure.

The register was published as bracket markup and as plain lines. A text may hold several entries. No
word is lost: each is in a part that was understood, in a line that was refused, or in a tag.
"""

import re
from dataclasses import dataclass, field

from broadhurst.capabilities.inspectorate_register.rules.blocks import Unreadable, read_block
from broadhurst.capabilities.inspectorate_register.rules.dated_lines import after_date, is_update
from broadhurst.capabilities.inspectorate_register.rules.dates import (
    Dated,
    broken_date_at_start,
    date_at_start,
)
from broadhurst.capabilities.inspectorate_register.rules.parts import (
    TAG,
    Entry,
    Refusal,
    Section,
    Update,
    heading_of,
    status_of,
    unknown_status,
)

_ON = re.compile(r"\[\s*on\s*\]", re.IGNORECASE)
_ON_OR_OFF = re.compile(r"\[\s*(?P<end>/?)\s*on\s*\]", re.IGNORECASE)
FILE = re.compile(r"File: (?P<name>\S.{0,90}\.\w{1,5})")
_FILE_NAME = re.compile(r"(?P<force>[a-z][a-z0-9-]*?)[-_](?P<number>\d+)\.\w+", re.IGNORECASE)
ADDRESS = re.compile(
    r"https?://\S+/recommendation/(?P<force>[\w-]+)/(?P<number>\d+)/?", re.IGNORECASE
)
PUBLISHED_AT = "https://www.justiceinspectorates.gov.uk/hmicfrs/recommendation/{force}/{number}/"
STRAY = "This tag is outside [on] and [/on]."
NO_UPDATES = "No dated status or comment follows this finding."
NO_FINDING = "The finding is missing above these updates."
NO_ENTRY = "No entry follows this line."
NOTHING = "This date has no status and no comment."
CHECK = "This line begins with a date, but is read as part of the comment above it."
CHECK_FINDING = "This line begins with a date, but is read as part of the finding above it."
EARLIER = "This date is before the one above it."


@dataclass
class Understood:
    """The entries of a text, and the lines that cannot be read."""

    entries: list[Entry] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def read(text: str) -> Understood:
    """Return the entries of a text, and the lines that cannot be read with the reason."""
    reader, text, place = _Reader(), "\n".join(re.split(r"\r\n|\r|\n", text)), 0
    while place < len(text):
        opening = _ON.search(text, place)
        until = opening.start() if opening else len(text)
        line = text.count("\n", 0, place) + 1
        for number, words in enumerate(text[place:until].split("\n"), start=line):
            reader.take_line(number, words)
        place = until
        if opening:
            place = _end_of_block(text, opening.end())
            reader.take_block(text.count("\n", 0, until) + 1, text[until:place])
    return reader.finished()


def _end_of_block(text: str, start: int) -> int:
    """Return where a block ends: at its [/on], or if it has none, before what comes next."""
    tag, end, place = _ON_OR_OFF.search(text, start), len(text), start
    is_closed = tag is not None and bool(tag["end"])
    if tag:
        end = tag.end() if is_closed else tag.start()
    for words in text[start:end].splitlines(keepends=True):
        line = words.strip()
        is_new = FILE.fullmatch(line) or ADDRESS.fullmatch(line)
        if place > start and (is_new or (not is_closed and heading_of(line))):
            return place
        place += len(words)
    return end


class _Reader:
    """Takes a text line by line and block by block."""

    def __init__(self) -> None:
        self.reading = Understood()
        self.entry: Entry | None = None
        self.into: list[str] | None = None  # the text that a line without a meaning continues
        self.waiting: list[tuple[int, str]] = []  # lines that say whose the next entry is
        self.of_file: list[Entry] = []
        self.file_name = ""

    def take_line(self, number: int, line: str) -> None:
        """Read a line outside of the blocks."""
        words = line.strip()
        if not words:
            if self.into is not None:
                self.into.append("")
        elif TAG.search(words):
            self._refuse(number, line, STRAY)
        elif (file := FILE.fullmatch(words)) or ADDRESS.fullmatch(words):
            self._take_source(number, words, file)
        elif section := heading_of(words):
            self._take_heading(number, section)
        elif (dated := date_at_start(words)) and (
            rest := after_date(words, dated, is_first=self._begins_paragraph())
        ) is not None:
            self._take_date(number, words, dated, rest)
        else:
            self._take_words(number, line, words)

    def take_block(self, number: int, block: str) -> None:
        """Read a block from [on] to [/on]. Its own lines count from its first."""
        entry = self._current(number)
        try:
            entry.updates += read_block(block, number)
            entry.has_trail, self.into = True, None
        except Unreadable as unreadable:
            self._refuse(number, block, str(unreadable))
            self.into = None

    def finished(self) -> Understood:
        """Return what was read, once there is no more text."""
        self._end_file()
        for entry in self.reading.entries:
            self._drop_empty(entry)
        complete = []
        for entry in self.reading.entries:
            entry.notes += [(after.line, EARLIER) for after in _back_in_time(entry)]
            if not any(entry.words()):
                continue  # its only lines were refused already
            if reason := _reason_to_refuse(entry):
                self.reading.refusals.append(Refusal(entry.line, reason, entry.words()))
            else:
                complete.append(entry)
        self.reading.entries = complete
        self.reading.refusals.sort(key=lambda refusal: refusal.line)
        return self.reading

    def _take_source(self, number: int, words: str, file: re.Match[str] | None) -> None:
        """Keep a line that says whose the next entry is: the name of its file, or its address."""
        if file:
            self._end_file()
            self.file_name = file["name"]
        self.waiting.append((number, words))
        self.entry = self.into = None

    def _end_file(self) -> None:
        """Give the only entry of a file the organisation and the number in the file's name."""
        named = _FILE_NAME.fullmatch(self.file_name)
        if named and len(self.of_file) == 1 and not self.of_file[0].force:
            entry = self.of_file[0]
            entry.force = named["force"].lower()
            entry.address = PUBLISHED_AT.format(force=entry.force, number=named["number"])
        self.of_file, self.file_name = [], ""
        for number, words in self.waiting:
            self.reading.refusals.append(Refusal(number, NO_ENTRY, [words]))
        self.waiting = []

    def _begin(self, number: int) -> Entry:
        self.entry = entry = Entry(number, [words for _, words in self.waiting])
        for words in entry.sources:
            if address := ADDRESS.fullmatch(words):
                entry.force, entry.address = address["force"].lower(), words
        self.waiting, self.into = [], None
        self.reading.entries.append(entry)
        self.of_file.append(entry)
        return entry

    def _current(self, number: int) -> Entry:
        return self.entry or self._begin(number)

    def _take_heading(self, number: int, section: Section) -> None:
        entry = self.entry
        if entry is None or not entry.takes(section.kind):
            entry = self._begin(number)
        section.line = number
        entry.sections.append(section)
        self.into = section.lines

    def _take_date(self, number: int, words: str, dated: Dated, rest: str) -> None:
        status = status_of(rest)
        if dated.is_month and not rest and self.entry and not self.entry.has_trail:
            self._take_text(number, words)  # the end of a sentence, like “… no later than”
            return
        if dated.on is None or (rest and not status):
            self._refuse(number, words, dated.problem or unknown_status(rest))
            return
        entry = self._current(number)
        update = Update(number, words, dated.on, status)
        entry.updates.append(update)
        entry.has_trail, self.into = True, update.lines

    def _take_words(self, number: int, line: str, words: str) -> None:
        """Take a line that begins with no date: it may have a broken one, or be a status."""
        broken = broken_date_at_start(words)
        if broken and is_update(words, broken):
            self._refuse(number, words, broken.problem)
        elif status_of(words) and self._has_bare_date():
            self._take_status(words)
        else:
            self._take_text(number, line)

    def _begins_paragraph(self) -> bool:
        """Return whether the next line begins a paragraph, rather than continue a sentence."""
        return not self.into or not self.into[-1].strip()

    def _has_bare_date(self) -> bool:
        """Return whether the text so far ends with a date that has no status and no comment."""
        last = self.entry.updates[-1] if self.entry and self.entry.updates else None
        return last is not None and self.into is last.lines and not (last.status or last.text)

    def _take_status(self, words: str) -> None:
        """Give a status below its date to that date."""
        if self.entry:
            last = self.entry.updates[-1]
            last.written, last.status = f"{last.written} {words}", status_of(words)

    def _take_text(self, number: int, line: str) -> None:
        if self.into is None:
            section = Section(number, "", "", "")
            self._begin(number).sections.append(section)
            self.into = section.lines
        elif self.entry and date_at_start(line.strip()):
            self.entry.notes.append((number, CHECK if self.entry.updates else CHECK_FINDING))
        self.into.append(line)

    def _refuse(self, number: int, line: str, reason: str) -> None:
        """Refuse a line. The text under it goes with it, so that nothing gets a wrong date."""
        refusal = Refusal(number, reason, [line])
        self.reading.refusals.append(refusal)
        self._current(number).has_trail = True
        self.into = refusal.lines

    def _drop_empty(self, entry: Entry) -> None:
        """Refuse a date that has neither a status nor a comment."""
        for update in [update for update in entry.updates if not update.status and not update.text]:
            entry.updates.remove(update)
            self.reading.refusals.append(Refusal(update.line, NOTHING, [update.written]))


def _back_in_time(entry: Entry) -> list[Update]:
    """Return the updates that are dated before the one above them."""
    pairs = zip(entry.updates, entry.updates[1:], strict=False)
    return [after for before, after in pairs if after.acted_on < before.acted_on]


def _reason_to_refuse(entry: Entry) -> str:
    if entry.finding is None or not entry.finding.text:
        return NO_FINDING if entry.updates else NO_UPDATES
    return "" if entry.has_trail else NO_UPDATES
