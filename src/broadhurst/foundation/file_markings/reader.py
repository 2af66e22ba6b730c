"""Read a document in a process of its own, with limits: `python -m …file_markings.reader`.

It gets the file at its standard input and writes a marking and its place as JSON, or nothing.
"""

import json
import resource
import sys

from broadhurst.foundation.file_markings import mail, pdf, plain, rich_text, zipped
from broadhurst.foundation.file_markings.found import (
    MEMORY,
    RTF,
    SECONDS,
    ZIP,
    Found,
    is_mail,
    is_pdf,
)

DEEPEST = 3  # files within files


def find(content: bytes, depth: int = 0) -> Found | None:
    """Return the first marking in a file, or None."""
    if depth > DEEPEST:
        return None

    def find_within(part: bytes) -> Found | None:
        return find(part, depth + 1)

    if content.startswith(ZIP):
        return zipped.find(content, find_within)
    if is_mail(content):
        return mail.find(content, find_within)
    if content.startswith(RTF):
        return rich_text.find(content)
    if is_pdf(content):
        return pdf.find(content)
    return plain.find(content)


def main() -> None:
    """Find a marking in the standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 1, SECONDS + 1))
    if found := find(sys.stdin.buffer.read()):
        sys.stdout.write(json.dumps([found.marking, found.place]))


if __name__ == "__main__":
    main()
