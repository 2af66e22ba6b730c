"""Commands that archive and reactivate an OCG, in the register's group."""

import click

from broadhurst.capabilities.archiving.commands.approve_archive import (
    ApproveArchiveForm,
    approve_archive,
)
from broadhurst.capabilities.archiving.commands.decline_archive import (
    DeclineArchiveForm,
    decline_archive,
)
from broadhurst.capabilities.archiving.commands.propose_archive import (
    ProposeArchiveForm,
    propose_archive,
)
from broadhurst.capabilities.archiving.commands.reactivate import ReactivateForm, reactivate
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.all(), ref=ref)


def state_of(ocg: Ocg) -> str:
    return f"{ocg} is {ocg.status_label}."


group = click.Group("register")
for name, form_class, then, says in (
    ("propose-archive", ProposeArchiveForm, propose_archive, str),
    ("approve-archive", ApproveArchiveForm, approve_archive, state_of),
    ("decline-archive", DeclineArchiveForm, decline_archive, str),
    ("reactivate", ReactivateForm, reactivate, state_of),
):
    group.add_command(cli.verb(name, form_class, then, finds={"ocg": an_ocg}, says=says))
