"""The key that signs the PDFs that the demo publishes. The demo makes it once."""

import subprocess
import sys
from pathlib import Path

NAME = "demo-signing.p12"
MAKE = "broadhurst.config.make_demo_key"


def kept(folder: Path) -> str:
    """Return the path of the demo's key, or "" if there is none."""
    path = folder / NAME
    return str(path) if path.exists() else ""


def make(folder: Path) -> None:
    """Make the demo's key and a certificate that nobody else has signed, if there is none.

    A program of its own makes them, because it imports what nothing else needs.
    """
    if not kept(folder):
        subprocess.run([sys.executable, "-m", MAKE, folder / NAME], check=True)  # noqa: S603
