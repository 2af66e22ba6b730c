"""The handover pack as a document, marked on each page."""

from collections.abc import Iterator

from broadhurst.capabilities.transfers.models import Pack, Risk, Transfer
from broadhurst.capabilities.transfers.queries.checklist import items_of
from broadhurst.foundation import clock
from broadhurst.foundation.doors.letters import Letter
from broadhurst.foundation.doors.paper import MARKING, files_of, plain, section
from broadhurst.foundation.govuk import words


def on_paper(transfer: Transfer, pack: Pack) -> Letter:
    """Return a pack with its checklist, as a letter from the giver to the receiver."""
    title = f"Handover pack {pack.number} for {transfer.ocg.caption}"
    prepared = f"Prepared by {pack.prepared_by.name} on {words.moment(pack.prepared_at)}."
    parts = [f"# {plain(title)}", plain(f"{transfer.ref}. {prepared}"), *_checklist(transfer)]
    for part in pack.sections:
        parts += section(part["title"], part["heads"], part["rows"], part["none"])
    for name, text in _stated(pack):
        parts += [f"## {name}", plain(text)]
    parts += files_of(transfer)
    return Letter(
        markdown="\n\n".join(parts),
        title=title,
        sender=f"{transfer.giver.name}\n{transfer.giver.agency.name}",
        recipient=f"{transfer.receiver.name}\n{transfer.receiver.agency.name}",
        dated=clock.today(),
        marking=MARKING,
    )


def _checklist(transfer: Transfer) -> Iterator[str]:
    items = items_of(transfer).filter(over_at=None)
    rows = [[item.text, item.get_source_display(), _terms(item), _who(item)] for item in items]
    heads = ("Item", "From", "Terms", "Acknowledged")
    return section("Checklist", heads, rows, "Nothing is open.")


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
