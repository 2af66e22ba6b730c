"""Run Typst as a subprocess: `python -m broadhurst.foundation.doors.typeset`.

Typst starts threads and cannot be stopped. As a subprocess it can have a time limit, and processes
forked later do not inherit dead threads.

Reads the letter as JSON from standard input and writes a PDF to standard output. Errors of Typst go
to standard error, with exit code 2.
"""

import sys
from pathlib import Path

import typst

FILES = Path(__file__).parent / "letter"
FAILED = 2


def main() -> int:
    """Write one PDF/UA, in the fonts that come with Typst."""
    try:
        made = typst.compile(
            str(FILES / "letter.typ"),
            root=str(FILES),
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            sys_inputs={"letter": sys.stdin.read()},
            timestamp=0,
        )
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic)
        return FAILED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
