"""The policy log as a document, with the marking on each page."""

from collections.abc import Iterator, Sequence
from datetime import date

from broadhurst.capabilities.liaison.models import LogEntry
from broadhurst.capabilities.liaison.queries.log import entries
from broadhurst.capabilities.liaison.queries.log_copies import period_in_words
from broadhurst.capabilities.liaison.rules.headings import HEADINGS
from broadhurst.capabilities.liaison.rules.recording import signatories
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.letters import Letter
from broadhurst.foundation.doors.paper import (
    MARKING,
    copy_for,
    heading,
    labelled,
    paragraphs,
    plain,
)
from broadhurst.foundation.govuk.words import count, day, moment
from broadhurst.foundation.record_copies.declared import RecordCopy


def on_paper(
    actor: Actor, ocg: Ocg, log: Sequence[LogEntry], from_on: date | None, until_on: date | None
) -> Letter:
    """Return a policy log to print. `log` has its entries in order.

    It names no time of day, because a document is made once for each text.
    """
    title = f"Policy log of {ocg.caption}"
    made = f"{count(len(log), 'entry', 'entries')}. Sealed by {actor.officer.name} on"
    parts = [
        f"# {plain(title)}",
        plain(f"{period_in_words(from_on, until_on)} {made} {day(clock.today())}."),
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


def log_for(actor: Actor, ocg: Ocg) -> Letter:
    """Return the whole policy log of an OCG as its reader may see it, from the first entry on."""
    log = list(entries(ocg).order_by("number"))
    parts = [plain(f"{count(len(log), 'entry', 'entries')}. This copy is not sealed.")]
    for entry in log:
        parts += _entry(entry)
    return copy_for(actor, f"Policy log of {ocg.caption}", parts)


def entry_for(actor: Actor, entry: LogEntry) -> Letter:
    """Return one entry as its reader may see it."""
    title = f"Entry {entry.number} of the policy log of {entry.ocg.caption}"
    return copy_for(actor, title, _entry(entries(entry.ocg).get(pk=entry.pk)))


def _entry(entry: LogEntry) -> Iterator[str]:
    yield f"## Entry {entry.number}"
    maker = "SIO and LRO together" if entry.needs_both else entry.maker.name
    yield labelled("Made", f"{moment(entry.made_at)}, by {maker}")
    yield labelled("Recorded", f"{moment(entry.recorded_at)}, by {entry.recorder.name}")
    yield from _superseding(entry)
    yield from _text("Decision", entry.decision)
    yield from _text("Rationale", entry.rationale)
    for name, label in HEADINGS.items():
        if text := getattr(entry, name):
            yield from _text(label, text)
    yield labelled("Signed", _signed(entry))


def _superseding(entry: LogEntry) -> Iterator[str]:
    newer = getattr(entry, "superseded_by", None)
    for label, other_entry, because in (
        ("Supersedes", entry.supersedes, entry.superseded_because),
        ("Superseded by", newer, newer.superseded_because if newer else ""),
    ):
        if other_entry:
            yield labelled(label, f"entry {other_entry.number}, because: {because}")


def _signed(entry: LogEntry) -> str:
    signatures = list(entry.signatures.all())
    signed = [f"{entry.officer.name}, {moment(entry.signed_at)}" for entry in signatures]
    missing = len(signatories(entry) - {entry.officer_id for entry in signatures})
    if missing:
        signed.append(f"{count(missing, 'signature')} missing")
    return "; ".join(signed)


def _text(label: str, text: str) -> Iterator[str]:
    yield heading(label, 3)
    yield from paragraphs(text)


ENTRY_COPY = RecordCopy(
    "policy log entry",
    lambda: LogEntry.objects.select_related("ocg"),
    entry_for,
    page="liaison:log_entry",
)
LOG_COPY = RecordCopy("policy log", Ocg.objects.all, log_for, page="liaison:policy_log", part=True)
