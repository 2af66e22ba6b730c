"""Read pictures for letters: PNG or JPEG, recognised by their content and saved again.

Only the pixels are kept. Text, places and programs that a file can carry are left out.
"""

import struct
import zlib
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 1_000_000
SMALLEST, LARGEST = 40, 4000  # pixels, each side of the file
KEPT = 1200  # pixels, the longer side of what is kept: 300 dots an inch at 10 cm
_FORMATS = ("PNG", "JPEG")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)
TOO_LARGE = "The picture is larger than 1 MB. Save it smaller, and choose it again."
WRONG_KIND = "Choose a PNG or a JPEG. Another kind of file, like SVG, cannot be used."
DAMAGED = "The picture is damaged, so it cannot be read. Save it again, and choose it again."


class NotAPicture(ValueError):
    """A file cannot be used as a picture. The message says why and what to do."""


@dataclass(frozen=True)
class Picture:
    """A picture of a letter. `kind` is png or jpeg; the sides are in pixels."""

    content: bytes
    kind: str
    width: int
    height: int
    alt: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of the content, in hexadecimal."""
        return sha256(self.content).hexdigest()

    def shown_within(self, width: float, height: float) -> tuple[float, float]:
        """Return the width and the height that fit into a box, in the unit of the box."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


def read_picture(data: bytes) -> Picture:
    """Return a picture without its alternative text; raise NotAPicture if it cannot be used."""
    if len(data) > MOST_BYTES:
        raise NotAPicture(TOO_LARGE)
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as opened:
            _measure(opened.size)
            kind = "png" if opened.format == "PNG" else "jpeg"
            opened.load()
            pixels = ImageOps.exif_transpose(opened)
    except UnidentifiedImageError as unknown:
        raise NotAPicture(WRONG_KIND) from unknown
    except NotAPicture:
        raise
    except (*_BROKEN, Image.DecompressionBombError) as broken:
        raise NotAPicture(DAMAGED) from broken
    return _saved_again(pixels, kind)


def _measure(size: tuple[int, int]) -> None:
    if min(size) < SMALLEST or max(size) > LARGEST:
        raise NotAPicture(
            f"The picture is {size[0]} by {size[1]} pixels. Each side must be from {SMALLEST} to "
            f"{LARGEST} pixels."
        )


def _saved_again(pixels: Image.Image, kind: str) -> Picture:
    """Return the pixels alone, in at most `KEPT` pixels."""
    is_clear = kind == "png" and pixels.has_transparency_data
    copy = pixels.convert("RGBA" if is_clear else "RGB")
    copy.thumbnail((KEPT, KEPT))
    copy.info = {}
    buffer = BytesIO()
    if kind == "png":
        copy.save(buffer, "PNG", optimize=True)
    else:
        copy.save(buffer, "JPEG", quality=90)
    return Picture(buffer.getvalue(), kind, copy.width, copy.height)
