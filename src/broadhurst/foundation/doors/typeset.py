"""Run Typst as a subprocess: `python -m broadhurst.foundation.doors.typeset`.

Typst starts threads and cannot be stopped. As a subprocess it can have a time limit, and processes
forked later do not inherit dead threads.

Reads a list of letters as JSON from standard input, and writes a JSON list of their PDFs in base 64
to standard output. Instead of letters, it takes pictures as SVG and makes a PNG of each. Errors of
Typst go to standard error, with exit code 2.
"""

import json
import shutil
import sys
from base64 import b64decode, b64encode
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

LETTER = Path(__file__).parent / "letter" / "letter.typ"
PICTURES = ("crest", "signature")
FAILED = 2


def main() -> int:
    """Write a PDF/UA for each letter, in the fonts that come with Typst."""
    content = json.load(sys.stdin)
    # Typst can read only this folder: its own template and the letters' pictures.
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copy(LETTER, root)
        try:
            if isinstance(content, dict):
                files = [_png(root, picture, content["ppi"]) for picture in content["pictures"]]
            else:
                files = [_pdf(root, letter) for letter in content]
        except typst.TypstError as error:
            sys.stderr.write(error.diagnostic)
            return FAILED
    json.dump([b64encode(file).decode() for file in files], sys.stdout)
    return 0


def _pdf(root: Path, letter: dict[str, Any]) -> bytes:
    for part in PICTURES:
        if picture := letter[part]:
            (root / picture["name"]).write_bytes(b64decode(picture.pop("content")))
    for name, svg in letter.pop("drawings").items():
        (root / f"{name}.svg").write_text(svg)
    pdf: bytes = typst.compile(
        str(root / LETTER.name),
        root=str(root),
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        sys_inputs={"letter": json.dumps(letter)},
        timestamp=0,
    )
    return pdf


def _png(root: Path, picture: str, ppi: float) -> bytes:
    (root / "picture.svg").write_text(picture)
    page = root / "picture.typ"
    page.write_text('#set page(width: auto, height: auto, margin: 0pt)\n#image("picture.svg")')
    png: bytes = typst.compile(
        str(page), root=str(root), format="png", ppi=ppi, ignore_system_fonts=True
    )
    return png


if __name__ == "__main__":
    sys.exit(main())
