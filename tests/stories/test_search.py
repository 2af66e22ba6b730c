"""A detective has a phone number on a scrap of paper, and wants to know whose it is."""

import re

from tests.stories.conftest import Walker

PHONE = re.compile(r"\+?[0-9][0-9 ]{9,15}")


def a_phone_of_an_ocg(walker: Walker) -> tuple[str, str]:
    """Return the name of an OCG that Gail can see, and a phone number on its page of people."""
    walker.go("/ocgs/")
    links = walker.page.locator("main table a[href^='/ocgs/OCG-']")
    hrefs = links.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    for href in dict.fromkeys(hrefs):
        walker.page.goto(f"{walker.address}{href}people/")
        numbers = walker.page.locator("main td[data-label='Number']").all_inner_texts()
        if phones := [one for one in numbers if PHONE.fullmatch(one)]:
            return walker.page.locator("h1").first.inner_text(), phones[0]
    raise AssertionError("No OCG of Gail's has a phone number.")


def test_a_phone_number_leads_to_its_ocg_in_two_clicks(walker: Walker) -> None:
    walker.sign_in("gail")
    name, phone = a_phone_of_an_ocg(walker)
    walker.go("/")
    page = walker.page
    page.keyboard.press("/")
    page.keyboard.type(" ".join(phone.replace(" ", "").partition("7")))
    page.click(".bh-header-search button")
    page.wait_for_url(re.compile("/search/"))
    walker.look()
    walker.picture("search")
    page.locator(".bh-found a").first.click()
    page.wait_for_url(re.compile("/ocgs/OCG-"))
    walker.look()
    walker.sees(name, phone)


def test_a_slash_typed_in_a_field_stays_there(walker: Walker) -> None:
    walker.sign_in("gail")
    walker.go("/search/")
    box = walker.page.locator("main input[name='q']")
    box.fill("OCGM")
    box.press("/")
    assert box.input_value() == "OCGM/"
