"""Terminal commands for the unit's entries, the stop list and flags."""

import click

from broadhurst.capabilities.deconfliction.lists.entries import ENTRIES, FLAGS, STOPS
from broadhurst.capabilities.deconfliction.models import Entry, Flag, Stopped
from broadhurst.capabilities.deconfliction.queries.entries import own_entries
from broadhurst.capabilities.deconfliction.queries.on_entry import on_entry
from broadhurst.capabilities.deconfliction.rules.doors import objections_to_read_stops
from broadhurst.capabilities.deconfliction.targets.naming import in_words
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists import cli as lists


def _flag(flag: Flag) -> str:
    state = "answered" if flag.answered_at else "to answer"
    return f"{flag.ref}  {flag.get_rule_display()}  {flag.officer.name}  {state}"


def _entry(entry: Entry) -> str:
    about = entry.ocg_ref or entry.matter
    return f"{entry.ref}  {entry.title}  {about}  expires {day(entry.expires_at)}"


def _stop(stopped: Stopped) -> str:
    return f"{stopped.ref}  {stopped.get_kind_display()}  {stopped.label}  {stopped.reason}"


list_flags = lists.listing(
    "flags", FLAGS, says=_flag, summary="List flags on checks and events, newest first."
)
list_entries = lists.listing(
    "entries", ENTRIES, says=_entry, summary="List what your own unit has entered, newest first."
)
list_stops = lists.listing(
    "stop-list",
    STOPS,
    says=_stop,
    refuses=objections_to_read_stops,
    summary="List the values that are never matched, newest first.",
)


@click.command("entry")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def show_entry(username: str, unit: str | None, ref: str) -> None:
    """Show an entry of your unit, and its hits."""
    with cli.acting(username, unit) as actor:
        entry = cli.find(actor, own_entries(actor), ref=ref)
        hits = on_entry(entry, actor) if entry else None
    if entry is None or hits is None:
        raise click.ClickException("The entry does not exist, or you cannot see it.")
    click.echo(f"{entry.ref}  {entry.title}  expires {day(entry.expires_at)}")
    for kind, text in in_words(entry.submitted):
        click.echo(f"  {kind}: {text}")
    for side in hits.told:
        click.echo(f"  Hit: {side.ref}  {side.hit.words}")
    for side in hits.otherwise:
        on = f", on {side.entry.title}" if side.entry else ""
        click.echo(f"  On another entry for the same person: {side.ref}  {side.hit.words}{on}")
    for side in hits.to_review:
        click.echo(f"  To review: {side.ref}")
    if hits.words:
        click.echo(f"  {hits.words}")


COMMANDS = (
    list_flags,
    list_entries,
    list_stops,
    show_entry,
)
