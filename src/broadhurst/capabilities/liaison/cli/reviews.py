"""Terminal commands of joint reviews."""

import click

from broadhurst.capabilities.liaison.queries.reviews import reviews_of
from broadhurst.capabilities.liaison.rules.reviewing import is_confirmed
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.all(), ref=ref)


def add_to(group: click.Group) -> None:
    """Add the commands of joint reviews to the terminal commands of the room."""
    group.add_command(list_reviews)


@click.command("joint-reviews")
@click.argument("ocg")
@cli.in_posting
@cli.acting_as
def list_reviews(ocg: str, username: str, unit: str | None) -> None:
    """List the joint reviews of an OCG, latest first."""
    with cli.acting(username, unit) as actor:
        row = an_ocg(actor, ocg)
        for review in reviews_of(row) if row else ():
            state = "confirmed" if is_confirmed(review.answers.all()) else "not confirmed"
            met, following = day(review.meeting.met_on), day(review.next_on)
            click.echo(f"{review.ref}  met on {met}  {state}  next review agreed for {following}")
