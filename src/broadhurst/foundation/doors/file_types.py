"""The type of a file, from its content. Its name and the browser can be wrong."""

from dataclasses import dataclass
from pathlib import PurePath

import puremagic

TEXT, UNKNOWN = "text/plain", "application/octet-stream"
PROGRAMS = ("executable", "mach-o", "dll", "java class", "windows driver")
LONGEST = 80


@dataclass(frozen=True)
class FileType:
    """A media type and its name, and whether the file is a program that a computer can run."""

    media: str
    name: str
    is_program: bool = False


def type_of(content: bytes, filename: str) -> FileType:
    """Return the type of a file.

    The ending of its name only chooses among types that the content allows: a DOCX and an XLSX
    begin alike.
    """
    if content.startswith(b"#!"):
        return FileType("text/x-script", "Script", is_program=True)
    try:
        matches = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        matches = []
    if not matches:
        return FileType(TEXT, "Text") if _is_text(content) else FileType(UNKNOWN, "Unknown")
    ending = PurePath(filename).suffix.casefold()
    match_found = next(
        (match for match in matches if match.extension.casefold() == ending), matches[0]
    )
    is_program = any(word in match.name.casefold() for match in matches[:3] for word in PROGRAMS)
    return FileType(match_found.mime_type or UNKNOWN, match_found.name[:LONGEST], is_program)


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False
