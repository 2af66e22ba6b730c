"""Run one bulk check. A worker starts this in a process of its own (docs/decisions/0016)."""

import click

from broadhurst.capabilities.bulk_checks.commands.run import run_bulk_check
from broadhurst.capabilities.bulk_checks.matching.run_queue import claimed, released
from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.audit.record import one_request
from broadhurst.foundation.gc_tuning import freeze_heap


@click.command("run-bulk-check")
@click.argument("ref")
def run(ref: str) -> None:
    """Run one bulk check in this process, as the officer who started it.

    Refused if another run has begun it. Workers run bulk checks without this command.
    """
    bulk = claimed(ref)
    if bulk is None:
        raise click.ClickException(
            f"{ref} cannot be run now: it has ended, has not been started, or another run has it."
        )
    freeze_heap()
    with one_request():
        ended: BulkCheck = run_bulk_check(actor=actor_in(bulk.posting), bulk=bulk)
    released(bulk)
    click.echo(f"{ended.ref}  {ended.get_stage_display()}")


COMMANDS = (run,)
