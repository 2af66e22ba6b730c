"""How pages look: dark by preference, on paper, on a phone, and at 400 % zoom."""

import base64
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.stories.conftest import PICTURES, Walker, own_ocg

pytestmark = pytest.mark.story
ZOOMED = {"width": 320, "height": 256}  # 1280 by 1024 at 400 %
SHEET = {"width": 672, "height": 986}  # A4 without its margins
# How far to the right the page's contents reach, in pixels.
WIDEST = """Math.max(...[...document.querySelectorAll('main *')].map(
    (one) => one.getBoundingClientRect().right))"""
PHONE = {"width": 390, "height": 844}
FOCUSED = (".govuk-back-link", ".govuk-service-navigation__link", "main button.govuk-button")
# The luminance of the pixel at the middle of the right edge of a picture, from 0 to 255.
PIXEL = """async (png) => {
    const bytes = Uint8Array.from(atob(png), (one) => one.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const [r, g, b] = canvas.getImageData(image.width - 2, 4, 1, 1).data;
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}"""
LUMINANCE = """(selector) => {
    const colour = getComputedStyle(document.querySelector(selector)).backgroundColor;
    const [r, g, b] = colour.match(/[0-9.]+/g).map(Number);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}"""


@pytest.fixture
def gail(walker: Walker) -> Iterator[Walker]:
    walker.taken = 200
    walker.sign_in("gail")
    yield walker
    walker.page.emulate_media(color_scheme="light", media="screen")


def pages_of(walker: Walker) -> list[str]:
    """Return one page of each kind: tasks, lists, forms, an OCG, charts, tags, a map, bars."""
    _, path = own_ocg(walker)
    parts = ("", "people/", "plan/", "timeline/", "deconfliction/", "safeguarding/", "liaison/")
    return [
        "/", "/ocgs/", "/search/?q=OCG", "/deconfliction/", "/deconfliction/hits/",
        "/deconfliction/events/", "/deconfliction/check/", "/insight/", "/notices/", "/account/",
        "/ocgs/register/", "/transfers/", "/help/", *(path + part for part in parts),
    ]  # fmt: skip


def test_a_dark_page_is_as_easy_to_read(gail: Walker) -> None:
    page = gail.page
    addresses = pages_of(gail)
    assert page.evaluate(LUMINANCE, "body") > 250
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(LUMINANCE, "body") < 40
    for address in addresses:
        gail.go(address)  # axe measures the contrast
        gail.picture("dark-" + (address.strip("/").replace("/", "-") or "home").split("?")[0])
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").wait_for()
    gail.look()
    page.keyboard.press("Escape")
    gail.go("/ocgs/register/")
    gail.send("Register OCG")  # with its errors
    gail.sees("There is a problem")
    gail.picture("dark-errors")


def test_charts_are_drawn_in_light_colours_on_a_dark_page(gail: Walker) -> None:
    page = gail.page
    page.emulate_media(color_scheme="dark")
    gail.go("/insight/")
    chart = page.locator(".bh-chart").first
    colours = chart.evaluate(
        "(chart) => ['--chart-paper', '--chart-1', '--chart-text'].map("
        "(name) => getComputedStyle(chart).getPropertyValue(name))"
    )
    assert colours == ["#111c26", "#4db6ac", "#dfe8ed"]
    if PICTURES:
        for number, one in enumerate(page.locator(".bh-chart").all()):
            one.screenshot(path=Path(PICTURES) / f"dark-chart-{number}.png")


def test_what_has_the_focus_is_yellow_in_the_dark_too(gail: Walker) -> None:
    page = gail.page
    page.emulate_media(color_scheme="dark")
    gail.go("/ocgs/register/")
    for focused in FOCUSED:
        page.locator(focused).first.focus()
        colours = page.evaluate(
            "(one) => { const is = getComputedStyle(document.querySelector(one));"
            " return [is.backgroundColor, is.color]; }",
            focused,
        )
        assert colours == ["rgb(255, 221, 0)", "rgb(11, 12, 12)"], focused
        gail.look()


def test_paper_is_light_and_has_nothing_to_press(gail: Walker) -> None:
    page = gail.page
    _, path = own_ocg(gail)
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size(SHEET)  # type: ignore[arg-type]
    for address in ("/ocgs/", path, f"{path}plan/"):
        gail.go(address)
        assert page.evaluate(LUMINANCE, "body") > 250
        assert page.locator(".bh-marking").first.is_visible()
        pressed = "button, .govuk-button, input, select, nav, [data-actions] a"
        seen = [one.inner_text() for one in page.locator(pressed).all() if one.is_visible()]
        assert seen == [], address
        assert page.evaluate(WIDEST) <= SHEET["width"], address
        print_picture(page, address)


def print_picture(page: Page, address: str) -> None:
    """Print the page to a PDF and a picture, if BROADHURST_PICTURES names a folder."""
    if not PICTURES:
        return
    name = address.strip("/").replace("/", "-")
    page.screenshot(path=Path(PICTURES) / f"print-{name}.jpg", full_page=True, type="jpeg")
    page.pdf(path=os.fspath(Path(PICTURES) / f"print-{name}.pdf"), format="A4")


def test_the_header_is_small_at_four_hundred_per_cent(gail: Walker) -> None:
    page = gail.page
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    gail.go("/ocgs/")
    header = page.locator(".bh-header").bounding_box()
    assert header
    assert header["height"] < ZOOMED["height"] / 3
    assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"]
    box = page.get_by_role("searchbox", name="Search Broadhurst").bounding_box()
    menu = page.get_by_role("button", name="Menu")
    assert box
    assert box["width"] > 80
    assert page.get_by_role("link", name="Broadhurst").is_visible()
    assert not page.get_by_role("button", name="Sign out").is_visible()
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / "zoomed.png")
    menu.focus()
    page.keyboard.press("Enter")
    for shown in ("Your account", "Home", "Transfers"):
        assert page.locator(".bh-header").get_by_role("link", name=shown).is_visible()
    assert page.get_by_role("button", name="Sign out").is_visible()
    gail.look()
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / "zoomed-menu.png", full_page=True)


def edge(page: Page) -> float:
    """Return how light the right edge of the sub-navigation is."""
    png = base64.b64encode(page.locator(".bh-sub__list").first.screenshot()).decode()
    return float(page.evaluate(PIXEL, png))


def test_sub_navigation_shows_that_there_is_more(gail: Walker) -> None:
    page = gail.page
    _, path = own_ocg(gail)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    gail.go(path)
    scroll = "(to) => { document.querySelector('.bh-sub__list').scrollLeft = to; }"
    page.evaluate(scroll, 0)
    more = edge(page)
    page.evaluate(scroll, 10_000)
    assert (more < 200, edge(page) > 250) == (True, True), "a shade, and none at the end"
    page.set_viewport_size({"width": 1280, "height": 900})
    assert edge(page) > 250, "all of it is in sight"


def test_filters_are_folded_up_on_a_phone_and_shown_on_a_desktop(gail: Walker) -> None:
    page = gail.page
    gail.go("/ocgs/")
    box, fold = page.get_by_label("Name or reference"), page.get_by_text("Filter and sort")
    assert box.is_visible()
    assert not fold.is_visible()
    wide = page.viewport_size
    page.set_viewport_size(PHONE)
    assert not box.is_visible()
    row = page.locator("tbody tr").first.bounding_box()
    assert row is not None
    assert row["y"] < PHONE["height"], "the first row is on the first screen"
    fold.click()
    assert box.is_visible()
    gail.look()
    page.set_viewport_size(wide or {"width": 1280, "height": 900})
