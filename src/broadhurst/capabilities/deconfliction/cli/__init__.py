"""Terminal commands of deconfliction."""

import click

from broadhurst.capabilities.deconfliction.cli import (
    checks,
    entries,
    hits,
    rekey,
)

group = click.Group("deconfliction", help="Checks, receipts, hits and planned events.")
for module in (checks, entries, hits, rekey):
    for command in module.COMMANDS:
        group.add_command(command)
