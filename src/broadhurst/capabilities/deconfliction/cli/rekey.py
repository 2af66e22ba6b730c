"""Terminal command that keys entries again: after an upgrade, or with another match key."""

import time

import click

from broadhurst.capabilities.deconfliction.commands.adopt_match_key import adopt_match_key
from broadhurst.capabilities.deconfliction.commands.begin_rekey import begin_rekey
from broadhurst.capabilities.deconfliction.commands.end_rekey import end_rekey
from broadhurst.capabilities.deconfliction.commands.rekey_entries import rekey_entries
from broadhurst.capabilities.deconfliction.commands.rekey_hits import rekey_hits
from broadhurst.capabilities.deconfliction.matching import rekeying
from broadhurst.foundation.doors import cli

TRIES = 5  # passes over entries that somebody is changing
PAUSE_SECONDS = 1.0


@click.command("rekey")
@click.option(
    "--old-key-lost",
    is_flag=True,
    help="Use this if the old match key is lost. Checks are stopped until all entries are keyed "
    "again with the new one.",
)
@cli.in_posting
@cli.acting_as
def rekey(username: str, unit: str | None, old_key_lost: bool = False) -> None:
    """Bring entries up to date, after an upgrade or with a new match key.

    To change the match key, set BROADHURST_MATCH_KEY to the new key and BROADHURST_MATCH_KEY_OLD
    to the old one, restart the site, and run this while it is served. You can stop it and run it
    again. It says when the old key is not needed any more.
    """
    with cli.refusals():
        is_new = rekeying.is_to_begin(is_old_lost=old_key_lost)
    if is_new:
        with cli.acting(username, unit) as actor, cli.refusals():
            begin_rekey(actor=actor, is_old_lost=old_key_lost)
    count = _rekey_entries(username, unit)
    brought = f"Entries brought up to date: {count:,}."
    if rekeying.is_changing():
        _finish(username, unit, old_key_lost)
        click.echo(
            f"{brought} All entries use the new match key. The old key is not needed any more: "
            "remove BROADHURST_MATCH_KEY_OLD and restart."
        )
    else:
        click.echo(f"{brought} All entries follow the matching rules of this version.")


def _rekey_entries(username: str, unit: str | None) -> int:
    """Key all outdated entries again, and print how many are done; return the number."""
    total, keyed, after, tries = rekeying.left(), 0, 0, 0
    while True:
        with cli.acting(username, unit) as actor, cli.refusals():
            batch = rekey_entries(actor=actor, after=after)
        keyed += batch.count
        if batch.count:
            tries = 0
            click.echo(f"{keyed:,} of {max(total, keyed):,} entries are up to date.", err=True)
        after = batch.last or 0
        if after:
            continue
        if not (left := rekeying.left()):
            return keyed
        tries += 1
        if tries == TRIES:
            raise click.ClickException(
                f"Entries up to date: {keyed:,}. Left, because someone is working on them: {left}. "
                "Run it again."
            )
        time.sleep(PAUSE_SECONDS)


def _finish(username: str, unit: str | None, is_old_lost: bool) -> None:
    """Look entries up by the new key, and replace the old keys on hits."""
    with cli.acting(username, unit) as actor, cli.refusals():
        adopt_match_key(actor=actor, is_old_lost=is_old_lost)
    after: int | None = 0
    while after is not None:
        with cli.acting(username, unit) as actor, cli.refusals():
            after = rekey_hits(actor=actor, after=after).last
    with cli.acting(username, unit) as actor, cli.refusals():
        end_rekey(actor=actor)


COMMANDS = (rekey,)
