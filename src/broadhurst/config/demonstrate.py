"""The demo commands: load a made-up region, and serve it."""

import os
import subprocess
import sys
from contextlib import nullcontext
from datetime import datetime

import click
from django.conf import settings
from django.db import connections
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from broadhurst.capabilities.deconfliction.cli.rekey import rekey
from broadhurst.capabilities.deconfliction.matching import rekeying
from broadhurst.config import database, demo_signing_key, demo_version
from broadhurst.config.operate import migrate, serve
from broadhurst.config.server import address_objection
from broadhurst.config.work import PROGRAM
from broadhurst.foundation import clock
from broadhurst.surfaces.demo.cast import PASSWORD, TOUR
from broadhurst.surfaces.demo.load import is_loaded, load_demo

TOUR_TEXT = """\
[bold]A two-minute tour[/]
1. Sign in as [bold]gail[/]: home shows her tasks and open matches on her OCGs.
2. Open an OCG: owner, SIO, LRO and tier in the bar; under “Who can see”, who and why.
3. Sign in as [bold]connie[/]: a council officer sees her team's actions and their briefs alone.
   [bold]nell[/], her colleague, is the LRO of one OCG, and sees its overview, plan and liaison.
4. Sign in as [bold]hal[/]: acknowledge each risk of the open handover, then accept it.
5. Sign in as [bold]pol[/]: Inspections, the 2021 report, and the letter that answers it.
6. Sign in as [bold]dot[/]: Deconfliction, Desk: the force's hits, late ones first.
7. Sign in as [bold]olive[/], of another force: what Gail owns is not found.
8. Sign in as [bold]hope[/], an inspector: Insight compares the figures of forces.
"""


COMPILE = "from broadhurst_linkage.matcher import Matcher; Matcher.default().warm()"
UNTIL = click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="End the history on this day: a smaller region, loaded in less time.",
)


@click.command("load-demo")
@UNTIL
def load(until: datetime | None) -> None:
    """Bring the database up to date and load the demo region, if it is not loaded."""
    if settings.PRODUCTION:
        raise click.ClickException("The demo region is not for production.")
    is_ours = not os.environ.get("DATABASE_URL")
    with nullcontext() if demo_version.is_kept(settings.DATA) else compiling_matcher():
        migrate.callback()  # type: ignore[misc]
    if database.is_being_filled(settings.STORE):
        start_over()
    elif is_loaded():
        if is_ours and (older := demo_version.objection(settings.DATA)):
            raise click.ClickException(older)
        if rekeying.left(by_rules_alone=True):
            rekey.callback("broadhurst", None)  # type: ignore[misc]
        click.echo("The demo region is loaded.")
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("The demo region", total=1.0)

        def report(instant: datetime, share: float) -> None:
            progress.update(bar, completed=share, description=f"The demo region, {instant:%B %Y}")

        with database.being_filled(settings.STORE):
            end = until and until.replace(tzinfo=clock.LONDON)
            steps = load_demo(report, end, is_database_here=is_ours)
        progress.update(bar, completed=1.0)
    if is_ours:
        demo_version.keep(settings.DATA)
    click.echo(f"The demo region is loaded: {steps} steps, each by a command an officer uses.")


def compiling_matcher() -> "subprocess.Popen[bytes]":
    """Start to compile the matcher on another core. It takes as long as the first migrations."""
    return subprocess.Popen([sys.executable, "-c", COMPILE])  # noqa: S603 - our own program


def start_over() -> None:
    """Drop the embedded database and make an empty one."""
    if os.environ.get("DATABASE_URL"):
        raise click.ClickException(
            "DATABASE_URL names a server. Drop its database there, then load the region again."
        )
    connections.close_all()
    database.forget(settings.STORE)
    migrate.callback()  # type: ignore[misc]


@click.command("demo")
@click.option("--reset", is_flag=True, help="Delete the demo region and start over.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@UNTIL
@click.pass_context
def demo(context: click.Context, reset: bool, host: str, port: int, until: datetime | None) -> None:
    """Load the made-up North West region, and serve it."""
    # Check before loading or deleting the region: another demo may be running already.
    if objection := address_objection(host, port):
        raise click.ClickException(objection)
    if reset:
        start_over()
    demo_signing_key.make(settings.DATA)
    settings.SIGNING_KEY = settings.SIGNING_KEY or demo_signing_key.kept(settings.DATA)
    # Load in a subprocess: workers are forked from this one and should not inherit that memory.
    ending = [f"--until={until:%Y-%m-%d}"] if until else []
    if failed := subprocess.run([*PROGRAM, "load-demo", *ending], check=False).returncode:  # noqa: S603
        raise SystemExit(failed)
    console = Console()
    people = Table("Sign in as", "Who", "What they do", title=f"Everyone's password: {PASSWORD}")
    for username, (name, role) in TOUR.items():
        people.add_row(username, name, role)
    console.print(people)
    console.print(TOUR_TEXT)
    context.invoke(serve, host=host, port=port, workers=1, threads=4, with_worker=True)
