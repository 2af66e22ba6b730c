"""The migrations that the demo's tables were made with.

Before 0.1.0 is released, migrations are edited. Django does not notice that, so the pages of a demo
that is older than an edit would fail on a missing column.
"""

import json
from hashlib import sha256
from pathlib import Path
from sys import modules

from django.db import connections
from django.db.migrations.loader import MigrationLoader

NAME = "demo-migrations.json"
OLDER = "This demo was made by an earlier version. To make it again, run: make demo-reset"
OURS = "broadhurst."


def digests() -> dict[str, str]:
    """Return the SHA-256 digest of each of our migrations and of their parts."""
    loader = MigrationLoader(connections["owner"])
    folders = {
        app: Path(modules[migration.__module__].__file__ or "").parent
        for (app, _), migration in loader.disk_migrations.items()
        if migration.__module__.startswith(OURS)
    }
    return {
        f"{app}.{file.relative_to(folder).with_suffix('')}": sha256(file.read_bytes()).hexdigest()
        for app, folder in folders.items()
        for file in sorted(folder.rglob("*.py"))
    }


def keep(folder: Path) -> None:
    """Keep the digests beside a demo that was just loaded."""
    (folder / NAME).write_text(json.dumps(digests()))


def is_kept(folder: Path) -> bool:
    """Return whether a demo was loaded with this folder."""
    return (folder / NAME).exists()


def objection(folder: Path) -> str:
    """Return why a loaded demo cannot be served; empty if it can, also with new migrations."""
    if not is_kept(folder):
        return OLDER
    now, kept = digests(), json.loads((folder / NAME).read_text())
    is_same = all(now.get(name) == digest for name, digest in kept.items())
    return "" if is_same else OLDER
