"""The command line of scoring schemes and review policies, and of why an OCG was in a tier."""

from datetime import datetime

import click

from broadhurst.capabilities.register.models import Cadence, Ocg, Scheme
from broadhurst.capabilities.scoring.queries.effect import effect_of
from broadhurst.capabilities.scoring.queries.policies import cadences, schemes
from broadhurst.capabilities.scoring.queries.tier_on import tier_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day, in_sentence


def a_scheme(actor: Actor, ref: str) -> Scheme | None:
    return cli.find(actor, schemes(), ref=ref)


def stage_of(policy: Scheme | Cadence) -> str:
    stage = in_sentence(policy.get_stage_display())
    return f"{policy.ref} {policy} is {stage}, from {day(policy.from_on)}."


def _not_there(noun: str) -> None:
    click.echo(f"{noun} does not exist, or you do not have access to it.", err=True)
    raise SystemExit(1)


@click.command("list")
@cli.in_posting
@cli.acting_as
def list_policies(username: str, unit: str | None) -> None:
    """List the versions of the scoring scheme and the review policies."""
    with cli.acting(username, unit):
        for scheme in schemes():
            click.echo(stage_of(scheme))
        for cadence in cadences():
            click.echo(stage_of(cadence))


@click.command("effect")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def effect(username: str, unit: str | None, ref: str) -> None:
    """Show which OCGs that you can see change tier under a scheme."""
    with cli.acting(username, unit) as actor:
        scheme = a_scheme(actor, ref)
        scheme_effect = effect_of(scheme) if scheme else None
    if scheme_effect is None:
        return _not_there("The scheme")
    click.echo(f"{scheme_effect.changed} of {scheme_effect.ocgs} OCGs change tier.")
    for change in scheme_effect.changes:
        click.echo(f"{change.ref}  {change.name}  tier {change.was} to {change.now}")


@click.command("tier")
@click.argument("ref")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="A day; the default is today.")
@cli.in_posting
@cli.acting_as
def tier(username: str, unit: str | None, ref: str, on: datetime | None) -> None:
    """Show why an OCG was in a tier at the end of a day."""
    asked = min(on.date() if on else clock.today(), clock.today())
    with cli.acting(username, unit) as actor:
        ocg = cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)
        explained = tier_on(ocg, asked) if ocg else None
    if explained is None:
        return _not_there("The OCG")
    if explained.assessment is None:
        click.echo(f"No tier at the end of {day(explained.day)}: no assessment was accepted.")
        return None
    assessment, moderation = explained.assessment, explained.assessment.moderation
    click.echo(
        f"Tier {moderation.tier}, band {moderation.band} at the end of {day(explained.day)}: "
        f"{assessment.ref}, {assessment.score} of 100 under {assessment.scheme.version}. "
        f"Scored by {assessment.scored_by.name}, moderated by {moderation.moderated_by.name}. "
        f"{explained.cadence}."
    )
    for label, words in assessment.in_words():
        click.echo(f"{label}: {words}")
    return None


group = click.Group("scoring", help="Scoring schemes, review policies and tiers.")
group.add_command(list_policies)
group.add_command(effect)
group.add_command(tier)
