"""`broadhurst serve --public`: the public pages alone, in a process of its own.

It reads no settings and no secrets. It needs DATABASE_PUBLIC_URL, or the embedded database.
"""

import os
import shutil
from functools import partial
from pathlib import Path

import click
import psycopg
from whitenoise import WhiteNoise
from whitenoise.compress import main as compress

from broadhurst.config import database
from broadhurst.config.public_pages import PublicPages
from broadhurst.config.server import (
    Application,
    Server,
    address_objection,
    leave_signals_to_the_server,
    tls_objection,
)

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
STYLES = Path(__file__).parents[1] / "foundation" / "govuk" / "static"
STYLES_KEPT = 300  # seconds that a browser keeps the stylesheet
PAGES = "public_site_storedpage"
# List the rights of the role besides reading pages: to bypass the wall, to use another table, to
# run a function of Broadhurst, or to write pages.
BEYOND = """
SELECT 'the right to bypass row-level security' FROM pg_roles
WHERE rolname = current_user AND (rolsuper OR rolbypassrls)
UNION ALL
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
  AND CASE
    WHEN c.relkind = 'S' THEN has_sequence_privilege(c.oid, 'SELECT, USAGE, UPDATE')
    WHEN c.relkind NOT IN ('r', 'p', 'v', 'm', 'f') THEN false
    WHEN c.relname = %(pages)s AND n.nspname = 'public'
    THEN has_any_column_privilege(c.oid, 'INSERT, UPDATE, REFERENCES')
         OR has_table_privilege(c.oid, 'DELETE, TRUNCATE, TRIGGER')
    ELSE has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
         OR has_table_privilege(c.oid, 'DELETE, TRUNCATE, TRIGGER')
  END
UNION ALL
SELECT p.proname || '()' FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND has_function_privilege(p.oid, 'EXECUTE')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True)
@click.option("--threads", default=4, show_default=True, help="Threads per worker.")
@click.option("--certificate", type=FILE, help="Serve HTTPS with this certificate (PEM).")
@click.option("--key", type=FILE, help="The certificate's key (PEM, PKCS #8).")
@click.option("--public", is_flag=True, expose_value=False, hidden=True)
def serve_public(
    host: str, port: int, workers: int, threads: int, certificate: Path | None, key: Path | None
) -> None:
    """Serve only what is published, as a database role that can read nothing else."""
    url = public_url()
    if objection := (
        tls_objection(certificate, key) or address_objection(host, port) or role_objection(url)
    ):
        raise click.ClickException(objection)
    styles = copied_styles()
    scheme = "https" if certificate else "http"
    click.echo(f"The public pages are at {scheme}://{host}:{port}/ (Ctrl+C stops it)", err=True)
    Server(
        partial(in_public_worker, url, styles),
        blocking_threads=threads,
        address=host,
        port=port,
        workers=workers,
        ssl_cert=certificate,
        ssl_key=key,
    ).serve()


def public_url() -> str:
    """Return the database of the public pages; raise ClickException if it is not known."""
    if url := os.environ.get("DATABASE_PUBLIC_URL"):
        return url
    if os.environ.get("DATABASE_URL"):
        raise click.ClickException(
            f"Set DATABASE_PUBLIC_URL to the database, as the role {database.PUBLIC_ROLE}."
        )
    return database.store().public_url


def role_objection(url: str) -> str:
    """Return why pages must not be served as the role of this URL; empty if they may."""
    try:
        with psycopg.connect(url) as connection:
            role = connection.info.user
            reads = "SELECT has_table_privilege(to_regclass(%s), 'SELECT')"
            is_ready = connection.execute(reads, [PAGES]).fetchone() == (True,)
            beyond = connection.execute(BEYOND, {"pages": PAGES}).fetchall()
    except psycopg.OperationalError as away:
        return f"The database does not answer: {away}"
    if beyond:
        names = ", ".join(name for (name,) in beyond[:3])
        return (
            f"The database role “{role}” can use more than the public pages: {names}. "
            f"Use the role {database.PUBLIC_ROLE} in DATABASE_PUBLIC_URL."
        )
    return "" if is_ready else f"The role “{role}” cannot read the pages. Run: broadhurst migrate"


def copied_styles() -> Path:
    """Return a folder with the stylesheet and its fonts, compressed."""
    folder = database.data_folder() / "public-static"
    shutil.copytree(STYLES, folder, dirs_exist_ok=True)
    compress(["--quiet", str(folder)])
    return folder


def in_public_worker(url: str, styles: Path) -> Application:
    """Load the public site in a worker."""
    leave_signals_to_the_server()
    is_https = os.environ.get("BROADHURST_ENV") == "production"
    pages = PublicPages(url, is_https=is_https)
    site: Application = WhiteNoise(pages, root=styles, prefix="static/", max_age=STYLES_KEPT)
    return site
