"""The command line of the audit log."""

import click

from broadhurst.capabilities.audit_log.queries import Entry, LogPage
from broadhurst.foundation.govuk.words import moment

group = click.Group("audit-log", help="Read the audit log, as an auditor.")


def in_lines(page: LogPage) -> str:
    """Return the entries of a page in lines, and how to see more."""
    lines = [_line(entry) for entry in page.entries]
    if page.after:
        lines.append(f"There are more entries. Add --after {page.after} to see the next page.")
    if not lines:
        lines.append("No entries fit. You never see what officers of other organisations did.")
    return "\n".join(lines)


def _line(entry: Entry) -> str:
    who = f"{entry.posting.officer.name}, {entry.posting.title}, {entry.posting.unit.name}"
    words = (moment(entry.at), who, entry.in_words, entry.about_in_words, entry.kind.label)
    return "  ".join(words)
