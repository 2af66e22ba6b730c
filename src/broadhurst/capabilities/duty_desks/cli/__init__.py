"""The terminal door of this room: its verbs join the group `broadhurst deconfliction`."""

import click

from broadhurst.capabilities.duty_desks.cli import desks, rota

group = click.Group("deconfliction")
for module in (desks, rota):
    for verb in module.VERBS:
        group.add_command(verb)
