"""Two OCGs share a car: seen on the chart of the network, in words, and as the shortest path."""

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.stories.conftest import Walker, own_ocg


def test_gail_finds_that_two_of_her_ocgs_share_a_car(walker: Walker) -> None:
    walker.sign_in("gail")
    walker.go("/network/?steps=1")
    page = walker.page
    said = page.locator(".govuk-inset-text li", has_text="vehicle registration").first
    pair = re.fullmatch(
        r"Both (.+) and (.+) have the vehicle registration (.+)\.", said.inner_text()
    )
    assert pair, said.inner_text()
    one, other, car = pair.groups()
    expect(page.locator(".bh-network__canvas canvas").first).to_be_visible()
    assert page.locator("#network-names option").count() > 0
    page.get_by_label("Find in the chart").press_sequentially(one[:6])
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(f"{one[:6]}.* is chosen"))).to_be_visible()
    expect(page.get_by_label("Find in the chart")).to_have_value(re.compile(f"^{one[:6]}.*[(]"))
    page.get_by_label("Find in the chart").fill("zzzz")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing in the chart matches “zzzz”.")).to_be_visible()
    walker.look()
    assert walker.look_up("start", one).startswith(one)
    assert walker.look_up("end", other).startswith(other)
    page.get_by_role("button", name="Find path").click()
    expect(page.get_by_text(re.compile(f"From {one} to {other} in [2-4] links"))).to_be_visible()
    expect(page.locator("ol.govuk-list--number")).to_contain_text(car)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("i2")).click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    words = {cell for row in csv.reader(io.StringIO(text)) for cell in row}
    assert {one, other} <= words


def test_gail_keeps_the_layout_that_she_arranged_and_resets_it(walker: Walker) -> None:
    walker.sign_in("gail")
    _, path = own_ocg(walker)
    page = walker.page
    walker.go(f"{path}network/")
    usual = page.locator("#network-data").text_content()
    page.get_by_role("button", name="Group by kind").click()
    page.get_by_role("button", name="Keep layout").click()
    page.wait_for_load_state()
    walker.look()
    walker.sees("Your layout is kept.", "This is the layout that you kept.")
    assert page.locator("#network-data").text_content() != usual
    walker.sign_in("len")
    walker.go(f"{path}network/")
    walker.sees_not("This is the layout that you kept.")
    walker.sign_in("gail")
    walker.go(f"{path}network/")
    walker.press("Reset the layout")
    walker.send("Reset layout")
    assert page.locator("#network-data").text_content() == usual
