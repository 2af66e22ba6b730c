"""The CLI of the duty desk. Its commands are in the group `broadhurst deconfliction`."""

import click

from broadhurst.capabilities.duty_desks.cli import desks, rota

group = click.Group("deconfliction")
for module in (desks, rota):
    for command in module.COMMANDS:
        group.add_command(command)
