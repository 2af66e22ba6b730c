"""Commands for operators: migrate, serve and check."""

import os
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from broadhurst.capabilities.deconfliction.matching import match_key, rekeying
from broadhurst.capabilities.deconfliction.queries.entries import names_counted_at
from broadhurst.config import database
from broadhurst.config.health import OUT_OF_DATE
from broadhurst.config.public_server import serve_public
from broadhurst.config.server import Server, address_objection, tls_objection
from broadhurst.config.web_worker import in_worker, server_threads
from broadhurst.config.work import beside_the_site, jobs_in_words
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.database.migrating import bring_up_to_date
from broadhurst.foundation.doors.pdf_signatures import CannotSign, signing_in_words
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.jobs import tables
from broadhurst.surfaces.public.storing import store_if_outdated

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
# A migration that every version has since 0.1.0, and none had before.
SINCE_FIRST_RELEASE = ("search", "0002_wall")


@click.command()
def migrate() -> None:
    """Bring the database up to date: database, role, tables, policies."""
    database.prepare(settings.STORE)
    if objection := earlier_version_objection("owner"):
        raise click.ClickException(objection)
    bring_up_to_date("owner")
    click.echo("The database is up to date.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True)
@click.option("--threads", default=4, show_default=True, help="Threads per worker.")
@click.option("--certificate", type=FILE, help="Serve HTTPS with this certificate (PEM).")
@click.option("--key", type=FILE, help="The certificate's key (PEM, PKCS #8).")
@click.option(
    "--client-authority",
    type=FILE,
    help="Answer only clients with a certificate of this authority (PEM): other instances.",
)
@click.option(
    "--work/--no-work",
    "with_worker",
    default=True,
    help="Run jobs too. With --no-work, run `broadhurst work` yourself.",
)
@click.option(
    "--public",
    is_flag=True,
    help="Serve only what is published, as the role of DATABASE_PUBLIC_URL, and run no jobs.",
)
def serve(
    host: str,
    port: int,
    workers: int,
    threads: int,
    with_worker: bool,
    public: bool,
    **tls: Path | None,
) -> None:
    """Serve the site.

    Refuses to start if the application's database role could bypass row-level security. Also
    refuses if entries have keys of an earlier version, because checks would not find them.
    """
    if public:
        tls.pop("client_authority")
        serve_public.callback(host, port, workers, threads, **tls)  # type: ignore[misc]
        return
    objection = role_objection() or address_objection(host, port) or tls_objection(**tls)
    # Checked last, because it takes some seconds in a large database.
    if objection := objection or store_objection():
        raise click.ClickException(objection)
    call_command("collectstatic", interactive=False, verbosity=0)
    if store_if_outdated():
        click.echo("The public pages were made again, for this version.", err=True)
    scheme = "https" if tls["certificate"] else "http"
    click.echo(f"Broadhurst is at {scheme}://{host}:{port}/ (Ctrl+C stops it)", err=True)
    connections.close_all()  # forked workers must not inherit a connection
    site = Server(
        partial(in_worker, threads),
        blocking_threads=server_threads(threads),
        address=host,
        port=port,
        workers=workers,
        ssl_cert=tls["certificate"],
        ssl_key=tls["key"],
        ssl_ca=tls["client_authority"],
        ssl_client_verify=tls["client_authority"] is not None,
    )
    with beside_the_site() if with_worker else nullcontext():
        site.serve()


@click.command()
def check() -> None:
    """Check the settings, the database role and the keys of the entries before a deployment.

    Also reports who signs published PDFs, when names were last counted, and which jobs are late.
    """
    try:
        call_command("check", deploy=settings.PRODUCTION, fail_level="WARNING")
    except CommandError as failed:
        raise click.ClickException(str(failed)) from failed
    if objection := role_objection() or store_objection():
        raise click.ClickException(objection)
    try:
        click.echo(signing_in_words())
    except CannotSign as cannot:
        raise click.ClickException(str(cannot)) from cannot
    click.echo("The application's role cannot see past the wall.")
    click.echo(names_in_words())
    click.echo(jobs_in_words())


def earlier_version_objection(alias: str) -> str:
    """Return why the database cannot be upgraded; empty if it can, or is new.

    A version before 0.1.0 recorded migrations that the program no longer has.
    """
    loader = MigrationLoader(connections[alias])
    applied = loader.applied_migrations.keys()
    unknown = {
        (app, name)
        for app, name in applied - loader.disk_migrations.keys()
        if app in loader.migrated_apps
    }
    if not unknown or SINCE_FIRST_RELEASE in applied:
        return ""
    if os.environ.get("DATABASE_URL"):
        return (
            "This database was made by a version before 0.1.0 and cannot be upgraded. "
            "Start with an empty database."
        )
    return "This demo was made by a version before 0.1.0. To make it again, run: make demo-reset"


def role_objection() -> str:
    """Return why the application must not use its current database role; empty if it may."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT r.rolname, r.rolsuper OR r.rolbypassrls,
                   EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relkind = 'r')
            FROM pg_roles r WHERE r.rolname = current_user
            """
        )
        name, bypasses, owns = cursor.fetchone()
    if bypasses or owns:
        why = "may bypass row-level security" if bypasses else "owns tables"
        return (
            f"The database role “{name}” {why}, so officers could see records they should not. "
            f"Use the role {database.APPLICATION_ROLE} in DATABASE_URL."
        )
    return ""


def store_objection() -> str:
    """Return why the database is not ready (migrations, keys); empty if it is."""
    if objection := earlier_version_objection("default"):
        return objection
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return OUT_OF_DATE
    if objection := tables.objection():
        return objection
    if wrong := match_key.objections():
        return wrong[0]
    before = rekeying.left(by_rules_alone=True)
    if not before:
        return ""
    return (
        f"{before} entr{'y was' if before == 1 else 'ies were'} keyed by an earlier version of "
        "the program, so checks may not find them. "
        "Run: broadhurst deconfliction rekey --as broadhurst"
    )


def names_in_words() -> str:
    """Say when the system last counted the common names.

    It is no error if it never did: a new database has no names to count.
    """
    with as_actor(actor_of_system()):
        counted_at = names_counted_at()
    if counted_at:
        return f"Names were last counted by the system on {moment(counted_at)}."
    return "Names were never counted by the system. A worker counts them daily."
