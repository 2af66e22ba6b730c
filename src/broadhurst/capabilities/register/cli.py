"""The register's terminal door."""

import click

from broadhurst.capabilities.register.commands.add_identifier import (
    AddIdentifierForm,
    add_identifier,
)
from broadhurst.capabilities.register.commands.add_member import AddMemberForm, add_member
from broadhurst.capabilities.register.commands.assess import AssessForm, assess
from broadhurst.capabilities.register.commands.moderate import ModerateForm, moderate
from broadhurst.capabilities.register.commands.name_lead import NameLeadForm, name_lead
from broadhurst.capabilities.register.commands.register import RegisterForm, register
from broadhurst.capabilities.register.counting import count_open_hits
from broadhurst.capabilities.register.models import Assessment, Identifier, Membership, Ocg
from broadhurst.capabilities.register.queries import listed
from broadhurst.capabilities.register.rules.receipts import in_words
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    """The OCG of a reference, if it is the actor's to see."""
    return cli.find(actor, Ocg.objects.all(), ref=ref)


def an_assessment(actor: Actor, ref: str) -> Assessment | None:
    rows = Assessment.objects.select_related("ocg", "scheme", "scored_by", "dossier")
    return cli.find(actor, rows, ref=ref)


def checked(added: Membership | Identifier) -> str:
    """What was added, and what its check answered."""
    return f"{added}\n{in_words(added.receipts)}"


group = click.Group("register", help="Organised crime groups.")
group.add_command(cli.verb("register", RegisterForm, register, says=str))
group.add_command(
    cli.verb("add-member", AddMemberForm, add_member, finds={"ocg": an_ocg}, says=checked)
)
group.add_command(
    cli.verb(
        "add-identifier", AddIdentifierForm, add_identifier, finds={"ocg": an_ocg}, says=checked
    )
)
group.add_command(cli.verb("name-lead", NameLeadForm, name_lead, finds={"ocg": an_ocg}, says=str))
group.add_command(cli.verb("assess", AssessForm, assess, finds={"ocg": an_ocg}, says=str))
group.add_command(
    cli.verb("moderate", ModerateForm, moderate, finds={"assessment": an_assessment}, says=str)
)


@group.command("list")
@cli.in_posting
@cli.acting_as
def list_ocgs(username: str, unit: str | None) -> None:
    """List the active OCGs you may see."""
    with cli.acting(username, unit):
        rows = list(listed().filter(state=Ocg.State.ACTIVE).order_by("-registered_at"))
        count_open_hits(rows)
        for ocg in rows:
            tier = f"tier {ocg.tier}" if ocg.tier else "not assessed"
            match = "  Match found" if ocg.open_hits else ""
            click.echo(f"{ocg.ref}  {ocg.name}  {ocg.owner_unit}  {tier}  LRO {ocg.lro}{match}")
