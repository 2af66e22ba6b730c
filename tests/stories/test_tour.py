"""The tour of the README. The people it names do each step as it says."""

import re

from tests.stories.conftest import Walker


def test_gail_starts_at_home_and_opens_an_ocg(walker: Walker) -> None:
    walker.sign_in("gail")
    assert walker.page.locator("main table tbody tr").count() > 0
    walker.go("/ocgs/")
    walker.page.locator("main table td a.govuk-link").first.click()
    walker.sees("Owner", "SIO", "LRO", "tier")
    walker.page.get_by_role("link", name="Plan", exact=True).click()
    walker.sees("Pursue", "Version", "Owner")
    walker.page.get_by_role("link", name="Who can see", exact=True).click()
    walker.sees("Owns it")


def test_connie_sees_her_teams_actions_and_nothing_else(walker: Walker) -> None:
    walker.sign_in("connie")
    walker.sees_not("Register an OCG", 'href="/ocgs/"', 'href="/transfers/"')
    tasks = walker.page.locator("main table tbody tr")
    assert tasks.count() > 0
    tasks.first.locator("a").click()
    walker.sees("Brief")
    walker.page.goto(walker.address + "/ocgs/")
    walker.sees("No OCGs yet")


def test_tess_finds_a_bid_with_its_assessment_and_receipt(walker: Walker) -> None:
    walker.sign_in("tess")
    walker.page.locator("main table a", has_text="bid").first.click()
    walker.sees("Assessment", "Deconfliction receipt")


def test_hal_finishes_the_open_handover(walker: Walker) -> None:
    walker.sign_in("hal")
    page = walker.page
    walker.go("/transfers/?stage=open")
    page.locator("main table td a.govuk-link").first.click()
    transfer = page.url
    risks = page.locator("main form button", has_text="Acknowledge")
    while risks.count():
        before = risks.count()
        risks.first.click()
        page.wait_for_url(re.compile(re.escape(transfer)))
        assert risks.count() == before - 1
    page.get_by_role("link", name=re.compile("^Accept")).first.click()
    walker.answer(new_sio="rita")
    walker.send("Accept")
    walker.sees("NWROCU investigations", "Rita Quillfeather")
    assert "/ocgs/" in page.url


def test_pol_reads_the_letter_and_is_told_whose_records_a_figure_counts(
    walker: Walker,
) -> None:
    walker.sign_in("pol")
    walker.go("/reports/")
    walker.page.locator("main a", has_text="effectiveness of the Regional Organised").first.click()
    walker.sees("Recommendation")
    evidence = walker.page.locator("main a[href^='/evidence/']")
    if evidence.count():
        evidence.first.click()
        walker.sees("This figure counts")


def test_hope_compares_the_forces_of_a_region(walker: Walker) -> None:
    walker.sign_in("hope")
    walker.go("/insight/")
    walker.sees("Does every OCG have an SIO and an LRO?", "Within the limits")
    walker.press("all figures on one page")
    walker.sees("Figures side by side", "Greater Manchester Police", "Merseyside Police")


def test_olive_does_not_find_what_gail_owns(walker: Walker) -> None:
    walker.sign_in("gail")
    walker.go("/ocgs/?tab=mine")
    path = walker.page.locator("main table td a.govuk-link").first.get_attribute("href") or ""
    walker.sign_in("olive")
    answer = walker.page.goto(walker.address + path)
    assert answer is not None
    assert answer.status == 404
