"""Recommendation 2: a policing body reads and copies who is chief officer for each ROCU."""

from tests.stories.conftest import Walker


def test_pol_copies_the_paragraph_of_the_north_west_and_compares_others(walker: Walker) -> None:
    page = walker.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    walker.sign_in("pol")
    walker.go("/insight/")
    page.get_by_role("link", name="the chief officers for ROCUs").click()
    walker.sees("North West ROCU", "Not autonomous", "No ROCU in this region.")
    walker.look()
    rocus = page.get_by_role("region", name="ROCUs")
    rocus.get_by_role("link", name="North West ROCU").click()
    walker.sees("has had a chief officer of its own since 1 April 2019")
    page.get_by_role("button", name="Copy paragraph").click()
    page.get_by_role("button", name="Paragraph copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#paragraph").inner_text().strip()
    walker.look()
    walker.go("/chief-officers/nerocu/")
    walker.sees("Head of custody and detention", "Nobody held the post from 1 June 2022")
    walker.go("/chief-officers/swrocu/")
    walker.sees("Two or more at once", "Recorded in error", "She was on the shortlist.")
    walker.go("/chief-officers/yhrocu/?as_of=2021-03-30")
    walker.sees("has had a chief officer of its own since 20 July 2020")
    walker.go("/operations/")
    page.get_by_role("link", name="Operation Venetic").click()
    walker.sees("By region", "23kg of cocaine and other drugs")
    walker.look()
