"""An officer who leaves gives all that they hold to successors, and a lead names a deputy."""

from datetime import date

from playwright.sync_api import Browser, expect

from tests.stories.conftest import Program, Walker

HOLDINGS = 30
PATIENCE = 40_000  # milliseconds for a worker to give them all


def test_supervisor_gives_the_work_of_a_leaver_to_others(
    program: Program, walker: Walker, chromium: Browser
) -> None:
    """An officer with 30 OCGs leaves. A worker gives them, and then the posting can end."""
    built = program.build("leaver")
    still_has_work(walker, built["posting"])
    walker.sign_in(built["supervisor"])
    walker.go(f"/leavers/{built['leaver']}/")
    walker.sees(f"Records ({HOLDINGS})")
    walker.picture("leaver")
    walker.sees("This page has 25 of 30 records.")
    walker.answer(because="Retires at the end of the month", rest="on")
    walker.send("Give records to successors")
    walker.sees("Records of Abel Fenwright for successors", "Bramble Finch 1")
    walker.picture("leaver-progress")
    without_script(walker, chromium)
    given = f"{HOLDINGS} of {HOLDINGS} given to successors."
    expect(walker.page.locator("#progress")).to_contain_text(given, timeout=PATIENCE)
    walker.look()
    walker.sees("Ines Copperfold", "Jude Wickerby")
    walker.picture("leaver-result")
    walker.sign_in("ada")
    end_posting(walker, built["posting"])
    walker.sees("The end of the posting is saved.")


def still_has_work(walker: Walker, posting: str) -> None:
    """An administrator cannot end the last posting yet, and reads why beside the date."""
    walker.sign_in("ada")
    end_posting(walker, posting)
    walker.sees(f"Abel Fenwright still has {HOLDINGS} OCGs to lead, and this is the last posting.")
    walker.picture("last-posting")


def end_posting(walker: Walker, posting: str) -> None:
    walker.go(f"/administration/postings/{posting}/end/")
    walker.date("until_on", date.today().isoformat())  # noqa: DTZ011 - the served site's clock
    walker.send("End posting")


def without_script(walker: Walker, chromium: Browser) -> None:
    """The same page works without script: it loads itself again, and has a link."""
    state = walker.page.context.storage_state()
    context = chromium.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(walker.page.url)
    assert page.locator("table tbody tr").count() == HOLDINGS
    if page.locator("progress").count():
        assert page.get_by_role("link", name="Update the progress").count()
    context.close()


def test_lead_names_a_deputy(walker: Walker) -> None:
    walker.sign_in("gail")
    walker.go("/cover/?tab=all")
    walker.sees("Cover for leads")
    walker.picture("cover")
    walker.page.locator("tbody a").first.click()
    walker.sees("Covers for")
    walker.picture("one-cover")
    walker.page.locator("dl a").first.click()
    walker.press("Leads")
    walker.sees("Each lead")
    walker.picture("leads-over-time")
