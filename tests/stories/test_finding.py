"""Find a person, a unit or a page by typing: with a script, without one, and by keyboard."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import Walker

REGISTER = "/ocgs/register/"


@pytest.fixture
def plain(chromium: Browser, walker: Walker) -> Iterator[Page]:
    """Return a page without scripts, signed in as Gail."""
    walker.sign_in("gail")
    state = walker.page.context.storage_state()
    context = chromium.new_context(java_script_enabled=False, storage_state=state)
    yield context.new_page()
    context.close()


def test_officer_is_found_by_keyboard_alone(walker: Walker) -> None:
    walker.sign_in("gail")
    walker.go(REGISTER)
    page = walker.page
    assert page.locator("main select").count() == 0
    page.get_by_label("SIO", exact=True).focus()
    page.keyboard.type("fernsby")
    suggestion = page.get_by_role("option", name="Gail Fernsby, Detective Inspector")
    expect(suggestion).to_be_visible()
    walker.look()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("input[name=sio]")).to_have_value("gail")
    assert page.get_by_label("SIO", exact=True).input_value().startswith("Gail Fernsby")


def test_choice_stays_when_the_form_comes_back(walker: Walker) -> None:
    walker.sign_in("gail")
    walker.go(REGISTER)
    assert walker.look_up("sio", "fernsby").startswith("Gail Fernsby")
    walker.send("Register OCG")
    walker.sees("Enter a cover name")
    assert walker.page.get_by_label("SIO", exact=True).input_value().startswith("Gail Fernsby")
    expect(walker.page.locator("input[name=sio]")).to_have_value("gail")


def test_text_that_names_nobody_is_shown_beside_its_field(walker: Walker) -> None:
    walker.sign_in("gail")
    walker.go(REGISTER)
    box = walker.page.get_by_label("SIO", exact=True)
    box.fill("zzzz")
    expect(walker.page.get_by_text("No matches")).to_be_visible()
    walker.send("Register OCG")
    walker.sees("Nothing matches “zzzz”")
    expect(walker.page.get_by_label("SIO", exact=True)).to_have_attribute("aria-invalid", "true")


def test_without_a_script_the_matches_are_a_step(plain: Page, walker: Walker) -> None:
    plain.goto(walker.address + REGISTER)
    plain.fill("[name=name]", "Umber Finch")
    plain.fill("[name=sio]", "fernsb")
    plain.get_by_role("button", name="Register OCG").click()
    assert plain.input_value("[name=name]") == "Umber Finch"
    plain.get_by_label(re.compile("^Gail Fernsby, Detective Inspector")).check()
    plain.get_by_role("button", name="Register OCG").click()
    expect(plain.locator("[name=sio_choice][value=gail]")).to_be_checked()
    expect(plain.get_by_text("Select an SIO")).to_have_count(0)
    # Nothing that needs a script is on the page.
    expect(plain.get_by_text("Ctrl K")).to_have_count(0)


def test_palette_goes_to_a_page_and_gives_the_focus_back(walker: Walker) -> None:
    walker.sign_in("gail")
    page = walker.page
    link = page.get_by_role("link", name="Your account")
    link.focus()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Find a page or an action")).to_be_visible()
    walker.look()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.type("transf")
    expect(page.get_by_role("option", name="Transfers")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(walker.address + "/transfers/")


def test_palette_offers_what_the_page_offers(walker: Walker) -> None:
    walker.sign_in("gail")
    page = walker.page
    walker.go("/ocgs/?tab=mine")
    with page.expect_navigation():
        page.locator("main table td a.govuk-link").first.click()
    page.keyboard.press("Control+k")
    page.keyboard.type("name sio")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/name-lead/"))
    walker.go("/operations/")
    page.keyboard.press("Control+k")
    page.keyboard.type("check target")
    expect(page.get_by_role("option", name="Check a target").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(walker.address + "/deconfliction/check-lines/")
    walker.sign_in("connie")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option").first).to_be_visible()
    expect(page.get_by_role("option", name=re.compile("OCGs|Register|Name an SIO"))).to_have_count(
        0
    )


def test_nobody_signed_in_has_no_palette(walker: Walker) -> None:
    walker.page.context.clear_cookies()
    walker.go("/sign-in/")
    walker.page.keyboard.press("Control+k")
    expect(walker.page.get_by_role("dialog")).to_have_count(0)
    walker.sees_not("Ctrl K")
