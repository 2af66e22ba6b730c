"""Compare two versions of a letter, paragraph by paragraph and then word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

SAME, ADDED, REMOVED, CHANGED = "same", "added", "removed", "changed"
ALIKE = 0.4  # a paragraph that shares fewer words than this is another one
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
MARKS = re.compile(r"^(#{1,6} |> ?)|\*\*|\\(?=[^\w\s])|\\$", re.MULTILINE)
LINE_BY_LINE = ("|", "- ")
# Paragraphs that say which version a letter is. The page says it already.
WHICH = re.compile(r"(DRAFT of \d|This is version \d+ of this response)")


@dataclass(frozen=True)
class Difference:
    """A paragraph in two versions. `words` are its words, each run as same, added or removed."""

    kind: str
    before: str = ""
    after: str = ""
    words: list[tuple[str, str]] = field(default_factory=list)


def differences(before: str, after: str) -> list[Difference]:
    """Return every paragraph of two letters in Markdown, in order, and how it changed."""
    old, new = paragraphs(before), paragraphs(after)
    compared: list[Difference] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            compared += [Difference(SAME, text, text) for text in old[i:j]]
        else:
            compared += _paired(old[i:j], new[k:m])
    return compared


def changes(before: str, after: str) -> list[Difference]:
    """Return only the paragraphs that differ."""
    return [difference for difference in differences(before, after) if difference.kind != SAME]


def paragraphs(markdown: str) -> list[str]:
    """Return the paragraphs of a letter without their marks. Tables and lists give their lines."""
    blocks = (block.strip() for block in re.split(r"\n\s*\n", markdown))
    texts = (_plain(part) for block in blocks for part in _parts(block))
    return [text for text in texts if text and not WHICH.match(text)]


def _parts(block: str) -> list[str]:
    return block.splitlines() if block.startswith(LINE_BY_LINE) else [block]


def _plain(part: str) -> str:
    if set(part) <= set("|-: "):
        return ""  # the rule under a table's heading
    text = MARKS.sub("", LINK.sub(r"\1", part))
    cells = [cell.strip() for cell in text.strip().strip("|").split("|")]
    return " ".join(" · ".join(cell for cell in cells if cell).split())


def _paired(old: list[str], new: list[str]) -> Iterator[Difference]:
    """Pair paragraphs that are much alike, in order. The others were removed or added."""
    place = 0
    for text in old:
        match = next((index for index in range(place, len(new)) if _alike(text, new[index])), None)
        if match is None:
            yield Difference(REMOVED, before=text)
            continue
        yield from (Difference(ADDED, after=paragraph) for paragraph in new[place:match])
        yield Difference(CHANGED, text, new[match], list(_words(text, new[match])))
        place = match + 1
    yield from (Difference(ADDED, after=paragraph) for paragraph in new[place:])


def _alike(before: str, after: str) -> bool:
    return SequenceMatcher(None, before.split(), after.split(), autojunk=False).ratio() >= ALIKE


def _words(before: str, after: str) -> Iterator[tuple[str, str]]:
    old, new = before.split(), after.split()
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield SAME, " ".join(old[i:j])
            continue
        if old[i:j]:
            yield REMOVED, " ".join(old[i:j])
        if new[k:m]:
            yield ADDED, " ".join(new[k:m])
