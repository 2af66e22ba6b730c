"""Commands that show an OCG's timeline, what needs attention, and who can see it and why."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click

from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import moment, when
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.record_copies.cli import download
from broadhurst.foundation.workflow import objections_to_days, refuse_if
from broadhurst.surfaces.dossier.attention import attention_on, facts_of
from broadhurst.surfaces.dossier.ocg_on_paper import OCG_COPY
from broadhurst.surfaces.dossier.over_time import at_end_of, periods_of
from broadhurst.surfaces.dossier.queries import EventKind, events_of, filtered, grants_on
from broadhurst.surfaces.dossier.rules import objections_to_day


@contextmanager
def _find_ocg(username: str, unit: str | None, ref: str) -> Iterator[Ocg | None]:
    with cli.acting(username, unit) as actor:
        yield cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


def _exit_if_missing(ocg: Ocg | None) -> None:
    if ocg is None:
        click.echo("The OCG does not exist, or you do not have access to it.", err=True)
        raise SystemExit(1)


@click.command("timeline")
@click.argument("ref")
@click.option("--kind", type=click.Choice(EventKind.values), help="The subject of the events.")
@click.option("--who", default="", help="All or part of the name of an officer.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="The first day.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day.")
@cli.in_posting
@cli.acting_as
def timeline(
    username: str,
    unit: str | None,
    ref: str,
    *,
    kind: str | None,
    who: str,
    since: datetime | None,
    until: datetime | None,
) -> None:
    """Show what happened to an OCG, newest first."""
    chosen = {"since": since and since.date(), "until": until and until.date()}
    with cli.refusals():
        refuse_if(objections_to_days(chosen["since"], chosen["until"]))
    with _find_ocg(username, unit, ref) as ocg:
        for event in filtered(events_of(ocg), kind=kind or "", who=who, **chosen) if ocg else ():
            click.echo(f"{moment(event.at)}  {words(event)}")
    _exit_if_missing(ocg)


@click.command("over-time")
@click.argument("ref")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Show only the end of this day.")
@cli.in_posting
@cli.acting_as
def over_time(username: str, unit: str | None, ref: str, *, on: datetime | None) -> None:
    """Show an OCG's status, owner, leads, tier and plan, each from when until when."""
    with cli.refusals():
        refuse_if(objections_to_day(on.date() if on else None, today=clock.today()))
    with _find_ocg(username, unit, ref) as ocg:
        periods = periods_of(ocg) if ocg else []
        for period in at_end_of(periods, on.date()) if on else periods:
            until = moment(period.until_at) if period.until_at else "now"
            click.echo(f"{period.what}: {period.value}, {moment(period.from_at)} to {until}")
    _exit_if_missing(ocg)


@click.command("who-can-see")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def who_can_see(username: str, unit: str | None, ref: str) -> None:
    """Show who can see an OCG, and why."""
    with _find_ocg(username, unit, ref) as ocg:
        for grant in grants_on(ocg) if ocg else ():
            until = moment(grant.until_at) if grant.until_at else "now"
            click.echo(f"{grant} ({grant.dossier.about}), {moment(grant.from_at)} to {until}")
    _exit_if_missing(ocg)


@click.command("attention")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def attention(username: str, unit: str | None, ref: str) -> None:
    """Show what needs attention on an OCG, soonest due first."""
    with cli.acting(username, unit) as actor:
        ocg = cli.find(actor, Ocg.objects.all(), ref=ref)
        tasks = attention_on(ocg, actor, facts_of(ocg)) if ocg else []
        for task in tasks:
            due = f"by {when(task.due)}" if task.due else "no date"
            click.echo(f"{task.task} ({task.ref}) ({due})  {task.href or task.by}")
        if ocg and not tasks:
            click.echo("Nothing needs attention.")
    _exit_if_missing(ocg)


download_ocg = download("download", OCG_COPY)
