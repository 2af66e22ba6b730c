"""Pictures as the tests draw them."""

from io import BytesIO
from typing import Any

from PIL import Image


def a_picture(
    kind: str, *, size: tuple[int, int] = (300, 100), mode: str = "RGB", **saved: Any
) -> bytes:
    """Return a file of one colour, with a line across it."""
    drawn = Image.new(mode, size, "white")
    for x in range(size[0]):
        drawn.putpixel((x, size[1] // 2), (0, 0, 120, 255)[: len(mode)])
    file = BytesIO()
    drawn.save(file, kind, **saved)
    return file.getvalue()
