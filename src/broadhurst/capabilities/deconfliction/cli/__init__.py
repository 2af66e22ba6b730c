"""The terminal door of this room."""

import click

from broadhurst.capabilities.deconfliction.cli import checks, hits

group = click.Group("deconfliction", help="Checks, receipts, hits and planned events.")
for module in (checks, hits):
    for verb in module.VERBS:
        group.add_command(verb)
