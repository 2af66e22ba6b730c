"""Find a marking in an uploaded file, before it is kept."""

import json
import subprocess
import sys
from typing import Any

import structlog

from broadhurst.foundation.between_transactions import made
from broadhurst.foundation.classification import find_marking
from broadhurst.foundation.file_markings import plain
from broadhurst.foundation.file_markings.found import SECONDS, Found, is_packed

log = structlog.get_logger()

READER = [sys.executable, "-I", "-m", "broadhurst.foundation.file_markings.reader"]


def find_marking_in(file: Any) -> Found | None:
    """Return the first marking above OFFICIAL-SENSITIVE in an uploaded file, or None.

    A file that cannot be read within its limits counts as having none, like a picture: rule 28 is
    against mistakes, and a marking is on the first page too. A request reads a packed file between
    its transactions, so that no lock waits for it. The file is left at its start.
    """
    if marking := find_marking(str(file.name or "").replace("_", " ")):
        return Found(marking, "The name of the file")
    file.seek(0)
    content: bytes = file.read()
    file.seek(0)
    return made(_read_apart, content) if is_packed(content) else plain.find(content)


def _read_apart(content: bytes) -> Found | None:
    """Read a document in a process without our settings, so its text is in no log."""
    try:
        reader = subprocess.run(  # noqa: S603 - our own program
            READER, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={},
            timeout=SECONDS, check=False,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, OSError) as stopped:
        log.warning("file_not_read_to_its_end_for_markings", because=type(stopped).__name__)
        return None
    if reader.returncode:
        log.warning("file_not_read_to_its_end_for_markings", because=reader.returncode)
    return Found(*json.loads(reader.stdout)) if reader.stdout else None
