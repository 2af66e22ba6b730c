"""Commands that show an OCG's timeline, what needs attention, and who can see it and why."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import moment, when
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.record_copies.cli import download
from broadhurst.surfaces.dossier.attention import attention_on, facts_of
from broadhurst.surfaces.dossier.ocg_on_paper import OCG_COPY
from broadhurst.surfaces.dossier.queries import events_of, grants_on


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
@cli.in_posting
@cli.acting_as
def timeline(username: str, unit: str | None, ref: str) -> None:
    """Show what happened to an OCG, newest first."""
    with _find_ocg(username, unit, ref) as ocg:
        for event in events_of(ocg) if ocg else ():
            click.echo(f"{moment(event.at)}  {words(event)}")
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
