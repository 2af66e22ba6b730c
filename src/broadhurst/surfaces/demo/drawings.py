"""Draw the made-up crest and signature of the demo, so that it has no picture of anybody."""

from io import BytesIO
from math import sin

from PIL import Image, ImageDraw

from broadhurst.foundation.doors.pictures import Picture, read_picture

INK, BLUE, CLEAR = (24, 32, 64), (16, 62, 112, 255), (0, 0, 0, 0)


def crest() -> Picture:
    """Return a shield with a bridge over three waves."""
    drawn = Image.new("RGBA", (420, 480), CLEAR)
    pen = ImageDraw.Draw(drawn)
    pen.polygon([(30, 30), (390, 30), (390, 280), (210, 450), (30, 280)], outline=BLUE, width=14)
    pen.line([(60, 170), (360, 170)], fill=BLUE, width=14)
    pen.arc((90, 90, 330, 250), 180, 360, fill=BLUE, width=14)
    for height in (220, 260, 300):
        wave = [(x, height + 8 * sin(x / 14)) for x in range(110, 311)]
        pen.line(wave, fill=BLUE, width=8)
    return _read(drawn)


def signature() -> Picture:
    """Return a line that looks like quick handwriting."""
    drawn = Image.new("RGB", (600, 180), "white")
    pen = ImageDraw.Draw(drawn)
    line = [(40 + x, 90 + 48 * sin(x / 17) * sin(x / 61 + 0.6) - x / 14) for x in range(500)]
    pen.line(line, fill=INK, width=5, joint="curve")
    pen.line([(90, 150), (530, 128)], fill=INK, width=3)
    return _read(drawn)


def _read(drawn: Image.Image) -> Picture:
    file = BytesIO()
    drawn.save(file, "PNG")
    return read_picture(file.getvalue())
