"""Terminal commands of bulk checks, in the group `broadhurst deconfliction`."""

import click

from broadhurst.capabilities.bulk_checks.cli import checks, run

group = click.Group("deconfliction")
for module in (checks, run):
    for command in module.COMMANDS:
        group.add_command(command)
