"""The folder of a test run: PostgreSQL's files and what the served programs keep.

It is in memory if there is enough of it. A database has 1,700 files, and hundreds of tests copy
one. To copy it takes 0.8 seconds of processor time on a disk, and 0.06 in memory.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - mkdtemp makes the folder in it
PREFIX = "broadhurst-test-"
ENOUGH = 6 * 1024**3  # bytes: one file takes 0.2 GB, and a bench of 5,500 OCGs takes 0.7


def make() -> str:
    """Make the folder of this run, named by its process, and return its path."""
    where = None
    if MEMORY.is_dir():
        _delete_left_folders()
        if shutil.disk_usage(MEMORY).free >= ENOUGH:
            where = MEMORY
    made = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=where)
    Path(made).chmod(0o755)
    return made


def _delete_left_folders() -> None:
    """Delete the folders of killed runs, because they take memory. Their servers then stop."""
    for left in MEMORY.glob(f"{PREFIX}*"):
        process = left.name.removeprefix(PREFIX).partition("-")[0]
        if not Path("/proc", process).exists():
            shutil.rmtree(left, ignore_errors=True)
