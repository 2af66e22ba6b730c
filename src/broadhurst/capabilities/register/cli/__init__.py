"""The command line of the register."""

import click

from broadhurst.capabilities.register.cli.ocgs import OCG_VERBS, name_leads
from broadhurst.foundation.doors import cli

group = click.Group("register", help="Organised crime groups.")
for name, form_class, then, finds, says in OCG_VERBS:
    group.add_command(cli.verb(name, form_class, then, finds=finds, says=says))
group.add_command(name_leads)
