"""The command line of LRO training, exemptions and candidates."""

from typing import Any

import click

from broadhurst.capabilities.leads.lists import LROS
from broadhurst.capabilities.leads.models import Training
from broadhurst.capabilities.leads.queries.workload import candidates_for
from broadhurst.capabilities.register.models import Exemption, Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import count, day
from broadhurst.foundation.lists import cli as lists


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


def trained(row: Training) -> str:
    state = "withdrawn" if row.withdrawn_at else "saved"
    return f"Training {row.ref} of {row.officer.name} on {day(row.on)} is {state}: {row.course}."


def exempted(row: Exemption) -> str:
    if row.ended_at:
        return f"Exemption {row.ref} of {row.officer.name} ended on {day(row.ended_at)}."
    return f"Exemption {row.ref} of {row.officer.name} is in force until {day(row.until_on)}."


def lro_line(officer: Any) -> str:
    done = day(officer.trained_on) if officer.trained_on else "no training recorded"
    return f"{officer.name}  LRO of {count(officer.led, 'active OCG')}  {done}"


group = click.Group("leads", help="Training of LROs, exemptions, and candidates to lead.")

group.add_command(
    lists.listing(
        "lros", LROS, says=lro_line, tab="untrained", summary="List LROs without training."
    )
)


@group.command("candidates")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def candidates(username: str, unit: str | None, ref: str) -> None:
    """List the officers who could lead an OCG, those with the least work first."""
    with cli.acting(username, unit) as actor:
        ocg = an_ocg(actor, ref)
        if ocg is None:
            raise click.ClickException("The OCG does not exist, or you cannot see it.")
        for candidate in candidates_for(ocg):
            above = "  above the policy number" if candidate.would_be_above else ""
            work = (
                f"{count(candidate.led, 'active OCG')}, {count(candidate.requests, 'open request')}"
            )
            click.echo(f"{candidate.officer.username}  {candidate.officer.name}  {work}{above}")
