"""Draw a line chart as SVG without a style sheet, so that it is the same on a page and on paper."""

from xml.sax.saxutils import escape

from broadhurst.foundation.chart.line import LineChart

WIDTH, HEIGHT = 480, 220
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 14, 30  # px around the plot, for the scale and the labels
LINE, SCALE, WORDS, PAPER = "#1d70b8", "#b1b4b6", "#0b0c0c", "#ffffff"
ACROSS, DOWN = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM


def drawn(chart: LineChart) -> str:
    """Return the first series of a chart as SVG. Its sides are `WIDTH` and `HEIGHT` px."""
    [line, *_] = chart.lines
    shapes = [_gridline(gridline.y, gridline.text) for gridline in chart.gridlines]
    shapes += [
        f'<text x="{_x(mark.x)}" y="{HEIGHT - 10}" text-anchor="{mark.anchor}">'
        f"{escape(mark.text)}</text>"
        for mark in chart.marks
    ]
    for piece in line.pieces:
        points = " ".join(f"{_x(dot.x)},{_y(dot.y)}" for dot in piece)
        shapes.append(f'<polyline points="{points}" fill="none" stroke="{LINE}" stroke-width="2"/>')
    shapes += [
        f'<circle cx="{_x(dot.x)}" cy="{_y(dot.y)}" r="3" fill="{LINE}"/>' for dot in line.dots
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13" fill="{WORDS}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>{"".join(shapes)}</svg>'
    )


def _gridline(percent: float, text: str) -> str:
    y = _y(percent)
    return (
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="{SCALE}"/>'
        f'<text x="{LEFT - 8}" y="{y + 4:g}" text-anchor="end">{escape(text)}</text>'
    )


def _x(percent: float) -> float:
    return round(LEFT + ACROSS * percent / 100, 1)


def _y(percent: float) -> float:
    return round(TOP + DOWN * percent / 100, 1)
