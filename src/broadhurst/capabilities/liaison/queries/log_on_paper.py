"""The policy log as a document, with the marking on each page."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from broadhurst.capabilities.liaison.models import LogEntry
from broadhurst.capabilities.liaison.queries.log_copies import period_in_words
from broadhurst.capabilities.liaison.rules.headings import HEADINGS
from broadhurst.capabilities.liaison.rules.recording import signatories
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.letters import Letter
from broadhurst.foundation.govuk.words import count, day, moment

MARKING = "OFFICIAL-SENSITIVE"
# Punctuation that Markdown would read. The words of officers stay as they typed them.
MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:@/])")


def on_paper(
    actor: Actor, ocg: Ocg, log: Sequence[LogEntry], from_on: date | None, until_on: date | None
) -> Letter:
    """Return a policy log to print. `log` has its entries in order.

    It names no time of day, because a document is made once for each text.
    """
    title = f"Policy log of {ocg.caption}"
    made = f"{count(len(log), 'entry', 'entries')}. Sealed by {actor.officer.name} on"
    parts = [
        f"# {_plain(title)}",
        _plain(f"{period_in_words(from_on, until_on)} {made} {day(clock.today())}."),
    ]
    for entry in log:
        parts += _entry(entry)
    return Letter(
        markdown="\n\n".join(parts),
        title=title,
        sender=f"{actor.unit.name}\n{actor.agency.name}",
        recipient="",
        dated=clock.today(),
        marking=MARKING,
    )


def _entry(entry: LogEntry) -> Iterator[str]:
    yield f"## Entry {entry.number}"
    maker = "SIO and LRO together" if entry.needs_both else entry.maker.name
    yield _labelled("Made", f"{moment(entry.made_at)}, by {maker}")
    yield _labelled("Recorded", f"{moment(entry.recorded_at)}, by {entry.recorder.name}")
    yield from _superseding(entry)
    yield from _text("Decision", entry.decision)
    yield from _text("Rationale", entry.rationale)
    for name, label in HEADINGS.items():
        if text := getattr(entry, name):
            yield from _text(label, text)
    yield _labelled("Signed", _signed(entry))


def _superseding(entry: LogEntry) -> Iterator[str]:
    newer = getattr(entry, "superseded_by", None)
    for label, other, because in (
        ("Supersedes", entry.supersedes, entry.superseded_because),
        ("Superseded by", newer, newer.superseded_because if newer else ""),
    ):
        if other:
            yield _labelled(label, f"entry {other.number}, because: {because}")


def _signed(entry: LogEntry) -> str:
    made = list(entry.signatures.all())
    said = [f"{one.officer.name}, {moment(one.signed_at)}" for one in made]
    missing = len(signatories(entry) - {one.officer_id for one in made})
    if missing:
        said.append(f"{count(missing, 'signature')} missing")
    return "; ".join(said)


def _labelled(label: str, text: str) -> str:
    return f"**{label}:** {_plain(text)}"


def _text(label: str, text: str) -> Iterator[str]:
    """Yield a heading and its text, a paragraph for each line that was typed."""
    yield f"### {label}"
    yield from (_plain(line) for line in text.splitlines() if line.strip())


def _plain(text: str) -> str:
    return MARKUP.sub(r"\\\1", " ".join(text.split()))
