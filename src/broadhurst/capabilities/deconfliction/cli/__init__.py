"""Terminal commands of deconfliction."""

import click

from broadhurst.capabilities.deconfliction.cli import (
    asking,
    bulk,
    checks,
    events,
    hits,
    run_bulk_check,
)

group = click.Group("deconfliction", help="Checks, receipts, hits and planned events.")
for module in (checks, asking, bulk, hits, events, run_bulk_check):
    for verb in module.VERBS:
        group.add_command(verb)
