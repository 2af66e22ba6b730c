"""The CLI of the rota: list duties and gaps."""

import click

from broadhurst.capabilities.deconfliction.models import Duty
from broadhurst.capabilities.duty_desks.queries.desks import rotas
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import moment


@click.command("rota")
@cli.in_posting
@cli.acting_as
def list_rota(username: str, unit: str | None) -> None:
    """List the duties of the next 7 days, and the hours with nobody on duty."""
    with cli.acting(username, unit) as actor:
        for rota in rotas(actor.unit):
            click.echo(f"{rota.unit.key}  otherwise {rota.unit.duty_contact}")
            for duty in rota.duties:
                click.echo(f"  {_hours(duty)}")
            for since, until in rota.gaps:
                click.echo(f"  {moment(since)} to {moment(until)}  nobody")


def _hours(duty: Duty) -> str:
    return f"{moment(duty.from_at)} to {moment(duty.until_at)}  {duty.contact}"


def duty_lines(duty: Duty) -> str:
    """Return the new duty, and the changes to duties that overlapped it."""
    hours = f"{moment(duty.from_at)} to {moment(duty.until_at)}"
    return "\n".join((f"The duty is set: {hours}, {duty.contact}.", *duty.gave_way))


COMMANDS = (list_rota,)
