"""Terminal commands for hits, from the unit's own side."""

import click

from broadhurst.capabilities.deconfliction.commands.acknowledge import (
    AcknowledgeForm,
    acknowledge,
)
from broadhurst.capabilities.deconfliction.commands.record_contact import (
    RecordContactForm,
    record_contact,
)
from broadhurst.capabilities.deconfliction.commands.record_outcome import (
    RecordOutcomeForm,
    record_outcome,
)
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.hits import (
    due_in_words,
    own_first,
    side_named,
    sides,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import in_sentence


def a_hit(actor: Actor, ref: str) -> HitSide | None:
    """Return the actor's side of a hit. A desk with both sides adds `@` and the unit."""
    return cli.find(actor, own_first(actor), **side_named(ref))


@click.command("hits")
@cli.in_posting
@cli.acting_as
def list_hits(username: str, unit: str | None) -> None:
    """List the open hits of your unit and, for a duty desk, of the units it serves."""
    with cli.acting(username, unit) as actor:
        for side in sides().filter(closed_at=None):
            own = f", on {side.of_own}" if side.of_own else ""
            theirs = f"  their event: {side.of_their_event}" if side.of_their_event else ""
            since = f"  entry: {in_sentence(side.of_own_entry)}" if side.of_own_entry else ""
            words = f"{side.hit.words}{own}  {status(side)}  call {side.ring}{since}{theirs}"
            click.echo(f"{named(side, actor)}  {words}")


def status(side: HitSide) -> str:
    """Return the status of an open side: its deadline, or the next step."""
    if side.acknowledged_at is None:
        return due_in_words(side)
    return "no outcome yet" if side.contacted_at else "no contact yet"


def answered(side: HitSide) -> str:
    """Return the references of the hits that were answered."""
    return ", ".join((side.ref, *side.also))


def named(side: HitSide, actor: Actor) -> str:
    """Return a hit's reference as commands take it, with the unit if not the own."""
    return side.ref if side.unit == actor.unit else f"{side.address}  {side.unit.name}"


ONE = {"hit": a_hit}
VERBS = (
    cli.verb("acknowledge", AcknowledgeForm, acknowledge, finds=ONE, says=answered),
    cli.verb("record-contact", RecordContactForm, record_contact, finds=ONE, says=answered),
    cli.verb("record-outcome", RecordOutcomeForm, record_outcome, finds=ONE, says=answered),
    list_hits,
)
