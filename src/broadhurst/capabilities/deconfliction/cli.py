"""The terminal door of this room."""

import click

from broadhurst.capabilities.deconfliction.commands.acknowledge import (
    AcknowledgeForm,
    acknowledge,
)
from broadhurst.capabilities.deconfliction.commands.check import CheckForm, check
from broadhurst.capabilities.deconfliction.commands.expire import ExpireForm, expire
from broadhurst.capabilities.deconfliction.commands.record_outcome import (
    RecordOutcomeForm,
    record_outcome,
)
from broadhurst.capabilities.deconfliction.commands.verify import VerifyForm, verify
from broadhurst.capabilities.deconfliction.models import Check, HitSide
from broadhurst.capabilities.deconfliction.queries import sides
from broadhurst.capabilities.deconfliction.rules import CAVEAT, answer
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    """The OCG of a reference, if it is the actor's to see."""
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


def a_hit(actor: Actor, ref: str) -> HitSide | None:
    """The actor's own side of a hit."""
    return cli.find(actor, sides(), hit__ref=ref)


def in_words(made: Check) -> str:
    """The answer of a check, always with its limits."""
    lines = [f"{made.ref}  {answer(made.hit_count, made.entries)}", CAVEAT]
    return "\n".join(lines + [f"Not checked: {wrong}" for wrong in made.not_checked])


def expired(number: int) -> str:
    """How many entries went."""
    return "1 entry expired." if number == 1 else f"{number} entries expired."


group = click.Group("deconfliction", help="Checks, receipts and hits.")
group.add_command(cli.verb("check", CheckForm, check, finds={"ocg": an_ocg}, says=in_words))
group.add_command(
    cli.verb("acknowledge", AcknowledgeForm, acknowledge, finds={"hit": a_hit}, says=str)
)
group.add_command(
    cli.verb("record-outcome", RecordOutcomeForm, record_outcome, finds={"hit": a_hit}, says=str)
)
group.add_command(cli.verb("verify", VerifyForm, verify, says=str))
group.add_command(cli.verb("expire", ExpireForm, expire, says=expired))


@group.command("hits")
@cli.in_posting
@cli.acting_as
def list_hits(username: str, unit: str | None) -> None:
    """List the open hits of your unit."""
    with cli.acting(username, unit):
        for side in sides().filter(closed_at=None):
            state = "acknowledged" if side.acknowledged_at else f"due {side.due_at:%Y-%m-%d %H:%M}"
            click.echo(f"{side.ref}  {side.hit.words}  {state}  ring {side.ring}")
