"""The handover pack as a document, marked on each page."""

import re
from collections.abc import Iterable, Sequence

from broadhurst.capabilities.transfers.models import Pack, Risk, Transfer
from broadhurst.capabilities.transfers.queries.checklist import items_of
from broadhurst.foundation import clock
from broadhurst.foundation.doors.letters import Letter
from broadhurst.foundation.govuk import words

MARKING = "OFFICIAL-SENSITIVE"
# Punctuation that Markdown would read. The words of officers stay as they typed them.
MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:@/])")


def on_paper(transfer: Transfer, pack: Pack) -> Letter:
    """Return a pack with its checklist, as a letter from the giver to the receiver."""
    title = f"Handover pack {pack.number} for {transfer.ocg.caption}"
    prepared = f"Prepared by {pack.prepared_by.name} on {words.moment(pack.prepared_at)}."
    parts = [f"# {_plain(title)}", _plain(f"{transfer.ref}. {prepared}"), _checklist(transfer)]
    for section in pack.sections:
        parts.append(_section(section["title"], section["heads"], section["rows"], section["none"]))
    for name, text in _stated(pack):
        parts += [f"## {name}", _plain(text)]
    return Letter(
        markdown="\n\n".join(parts),
        title=title,
        sender=f"{transfer.giver.name}\n{transfer.giver.agency.name}",
        recipient=f"{transfer.receiver.name}\n{transfer.receiver.agency.name}",
        dated=clock.today(),
        marking=MARKING,
    )


def _checklist(transfer: Transfer) -> str:
    items = items_of(transfer).filter(over_at=None)
    rows = [[item.text, item.get_source_display(), _terms(item), _who(item)] for item in items]
    heads = ("Item", "From", "Terms", "Acknowledged")
    return _section("Checklist", heads, rows, "Nothing is open.")


def _terms(item: Risk) -> str:
    until = f" until {words.day(item.kept_until)}" if item.kept_until else ""
    return f"{item.get_terms_display()}{until}"


def _who(item: Risk) -> str:
    return item.acknowledged_by.name if item.acknowledged_by else "Not yet"


def _stated(pack: Pack) -> list[tuple[str, str]]:
    return [
        ("Authorities in force", pack.authorities or "None"),
        ("Threat-to-life warnings outstanding", pack.threat_to_life or "None"),
        ("Disclosure officer", pack.disclosure_officer),
        ("Exhibits", pack.exhibits or "None"),
        ("Intelligence gaps", pack.gaps or "None stated"),
    ]


def _section(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], none: str) -> str:
    lines = [_row(row) for row in rows]
    if not lines:
        return f"## {_plain(title)}\n\n{_plain(none)}"
    table = [_row(heads), "|" + " --- |" * len(heads), *lines]
    return f"## {_plain(title)}\n\n" + "\n".join(table)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_plain(cell) for cell in cells) + " |"


def _plain(text: str) -> str:
    """Return a text on one line, so that no character of it is markup."""
    return MARKUP.sub(r"\\\1", " ".join(str(text).split()))
