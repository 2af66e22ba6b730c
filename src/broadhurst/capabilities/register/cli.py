"""The command line of the register."""

import click

from broadhurst.capabilities.register.commands.edit import EditForm, edit
from broadhurst.capabilities.register.commands.name_lead import NameLeadForm, name_lead
from broadhurst.capabilities.register.commands.register import RegisterForm, register
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    """Return an OCG by reference, if the actor sees its dossier. A partner's LRO does not."""
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


# The surface `ocgs` has the API of these. The other verbs are in `verbs.py`.
group = click.Group("register", help="Organised crime groups.")
group.add_command(cli.verb("register", RegisterForm, register))
group.add_command(cli.verb("edit", EditForm, edit, finds={"ocg": an_ocg}))
group.add_command(cli.verb("name-lead", NameLeadForm, name_lead, finds={"ocg": an_ocg}))
