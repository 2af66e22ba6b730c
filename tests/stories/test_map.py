"""The map of planned events: by keyboard, with and without a script."""

from playwright.sync_api import Browser, expect

from tests.stories.conftest import Walker

MAP = "/deconfliction/events/map/"


def test_gail_finds_what_is_planned_near_a_postcode_and_on_a_day(walker: Walker) -> None:
    walker.sign_in("gail")
    walker.go("/deconfliction/events/")
    page = walker.page
    page.get_by_role("link", name="Map of planned events").click()
    expect(page.locator("[data-ready]")).to_be_visible()
    expect(page.locator(".bh-map__svg")).to_be_hidden()
    page.get_by_label("Near").fill("BL1 1AA")
    page.get_by_label("Within").select_option("10")
    page.get_by_role("button", name="Show events").click()
    walker.sees("5 events of your unit within 10 km of BL1 1AA, nearest first.", "Pale Curlew")
    expect(page.locator("[data-ready] a.bh-map__pin")).to_have_count(5)
    walker.look()
    day = page.get_by_label("Day", exact=True).and_(page.locator("[type=range]"))
    day.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("output")).to_contain_text(": 1 event")
    expect(page.locator("[data-ready] a.bh-map__pin")).to_have_count(1)
    page.get_by_label("All days").check()
    expect(page.locator("[data-ready] a.bh-map__pin")).to_have_count(5)
    page.locator("[data-ready] a.bh-map__pin", has_text="1").first.focus()
    page.keyboard.press("Enter")
    walker.sees("Planned", "Bronze, 0161 496 0000")


def test_without_a_script_the_map_is_the_servers(chromium: Browser, walker: Walker) -> None:
    walker.sign_in("gail")
    state = walker.page.context.storage_state()
    context = chromium.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(walker.address + MAP)
    expect(page.locator(".bh-map__svg")).to_be_visible()
    expect(page.locator(".bh-map__mark")).to_have_count(5)
    context.close()
