"""An OCG that two organisations want: asked for, declined, offered, accepted once, returned."""

from datetime import date, timedelta

from playwright.sync_api import Page

from tests.stories.conftest import Program, Walker
from tests.stories.test_full_transfer import reference, soon

SEND_SOON = """
const buttons = document.querySelectorAll('main form:not(.govuk-button-group) .govuk-button');
setTimeout(() => buttons[0].click(), 100);
"""
WHY = "Its couriers cross three forces, and we follow two of them."


def test_a_contested_handover_is_accepted_once(program: Program, walker: Walker) -> None:
    built = program.build("contested")
    asked_for_and_declined(walker, built["hit"])
    transfer = offered_after_all(walker, built["ocg"])
    accepted_twice_at_once(walker, transfer, built["second"])
    walker.go(f"/ocgs/{built['ocg']}/handover/")
    walker.sees("NWROCU investigations")
    walker.picture("contested-accepted")


def asked_for_and_declined(walker: Walker, hit: str) -> None:
    """The ROCU asks for the OCG behind a hit, and learns nothing but the answer."""
    walker.sign_in("rita")
    walker.go(f"/deconfliction/hits/{hit}/ask-for/")
    walker.answer(reason=WHY)
    walker.picture("pulled")
    walker.send()
    walker.sees_not("Amber Plover")
    request = reference(walker, "TRQ")
    walker.sign_in("gail")
    walker.go(f"/transfer-requests/{request}/")
    walker.sees(WHY)
    walker.picture("asked")
    walker.go(f"/transfer-requests/{request}/decline/")
    walker.answer(code="live_investigation", reason="Arrests are planned for this week.")
    walker.send()
    walker.sign_in("rita")
    walker.go(f"/transfer-requests/{request}/")
    walker.sees("Arrests are planned for this week.")
    walker.sees_not("Amber Plover")
    walker.picture("declined")


def offered_after_all(walker: Walker, ocg: str) -> str:
    """After the arrests the force offers it. The ROCU acknowledges every item."""
    walker.sign_in("gail")
    walker.go(f"/ocgs/{ocg}/offer/")
    walker.answer(kind="full", receiver="nw-investigations", reason="The arrests are made.")
    walker.date("window_from", soon(0))
    walker.date("window_until", soon(28))
    walker.send()
    walker.go(f"/ocgs/{ocg}/handover/")
    transfer = reference(walker, "TRF")
    prepare(walker, transfer)
    walker.sign_in("rita")
    acknowledge(walker, transfer)
    return transfer


def prepare(walker: Walker, transfer: str) -> None:
    walker.go(f"/transfers/{transfer}/prepare/")
    walker.answer(disclosure_officer="Exhibits store, Bolton")
    walker.send()
    walker.go(f"/transfers/{transfer}/check-again/")
    walker.send()
    # The check may have found a hit that the pack does not list yet.
    walker.go(f"/transfers/{transfer}/prepare/")
    walker.answer(disclosure_officer="Exhibits store, Bolton")
    walker.send()


def acknowledge(walker: Walker, transfer: str) -> None:
    walker.go(f"/transfers/{transfer}/")
    while walker.page.locator("main button").filter(has_text="Acknowledge").count():
        walker.send("Acknowledge")


def accepted_twice_at_once(walker: Walker, transfer: str, second: str) -> None:
    """Two officers of the ROCU press the button at the same moment. One of them accepts."""
    walker.sign_in("hal")
    browser = walker.page.context.browser
    assert browser is not None
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    other = Walker(context.new_page(), walker.address)
    other.sign_in(second)
    for one in (walker, other):
        one.go(f"/transfers/{transfer}/accept/")
        one.answer(new_sio="rita")
        if one.page.locator("main [name='known_hits']").count():
            one.answer(known_hits="1")
    pages = (walker.page, other.page)
    for page in pages:
        confirm(page)
    # Both requests leave before either is answered.
    with walker.page.expect_navigation(), other.page.expect_navigation():
        for page in pages:
            page.evaluate(SEND_SOON)
    said = [page.inner_text("main") for page in pages]
    refused = [page for page in pages if page.locator(".govuk-error-summary").count()]
    assert len(refused) == 1, said
    loser = walker if refused == [walker.page] else other
    loser.look()
    loser.picture("accepted-at-once")
    context.close()


def confirm(page: Page) -> None:
    """Press on to the page that asks to check the answers, if the form has one."""
    asks = page.locator("main button[name=and_then][value=check]")
    if asks.count():
        with page.expect_navigation():
            asks.first.click()


def test_an_ocg_comes_back_after_six_months(program: Program, walker: Walker) -> None:
    ocg = program.build("handed_over")["ocg"]
    walker.sign_in("rita")
    walker.go(f"/ocgs/{ocg}/")
    walker.sees("Russet Godwit", "NWROCU investigations")
    walker.go(f"/ocgs/{ocg}/offer/")
    walker.answer(kind="return", receiver="gmp-bolton", reason="Two members are left, in Bolton.")
    walker.date("window_from", soon(0))
    walker.date("window_until", soon(14))
    walker.send()
    walker.go(f"/ocgs/{ocg}/handover/")
    transfer = reference(walker, "TRF")
    prepare(walker, transfer)
    walker.sign_in("len")
    acknowledge(walker, transfer)
    walker.go(f"/transfers/{transfer}/accept/")
    walker.answer(new_sio="gail")
    walker.send()
    walker.go(f"/ocgs/{ocg}/")
    walker.sees("Challenger Bolton", "Gail Fernsby")
    walker.picture("returned")
    walker.go(f"/ocgs/{ocg}/leads/")
    walker.sees("Rita Quillfeather", "Gail Fernsby")
    walker.picture("returned-leads")
    walker.go(f"/ocgs/{ocg}/handover/")
    begun = date.today() - timedelta(days=189)  # noqa: DTZ011 - the served site's clock
    walker.sees(f"{begun:%B %Y}")
    walker.picture("returned-handovers")
