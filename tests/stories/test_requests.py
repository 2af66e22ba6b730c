"""A request between SIO and LRO that is late: chased, passed up, extended and answered."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.stories.conftest import Walker

BUSY = "The search team is at court until Friday."


def test_a_late_request_is_extended_chased_and_answered(walker: Walker) -> None:
    walker.sign_in("len")
    request = str(walker.page.locator("a", has_text="Take up late").first.get_attribute("href"))
    walker.go(request)
    walker.sees("Passed up to", "No answer by", "Chased")
    walker.picture("late")

    # Len was asked. The officer of the council who is the LRO now answers.
    walker.sign_in("nell")
    walker.go(request)
    walker.press("Ask for more time")
    in_a_week = date.today() + timedelta(days=7)  # noqa: DTZ011 - the served site's clock
    walker.date("until_on", in_a_week.isoformat())
    walker.answer(because=BUSY)
    walker.send("Ask for more time")
    walker.sees("The deadline stays until the other lead agrees.", BUSY)

    walker.sign_in("gail")
    walker.go(request)
    walker.press("Agree to more time")
    walker.send("Agree to more time")
    walker.sees("The deadline has moved.", "The first deadline was")
    walker.press("Chase")
    walker.send("Chase request")
    walker.sees("The other lead is reminded.")

    walker.sign_in("nell")
    walker.go(request)
    walker.press("Add a note")
    walker.answer(text="The team is briefed. They go in on Tuesday.")
    walker.send("Add note")
    walker.press("Accept")
    walker.send("Accept")
    walker.sees("The request is accepted.", "In the extended time")
    walker.picture("answered")


def test_a_chief_officer_asks_whether_recommendation_1_is_met(walker: Walker) -> None:
    walker.sign_in("anya")
    walker.go("/oversight/recommendation-1/")
    walker.sees("Is Recommendation 1 met?", "Three tests", "Requests by kind")
    walker.sees("to work effectively together", "including those you cannot see")
    walker.picture("recommendation-1")
    walker.page.get_by_role("link", name="Show records").first.click()
    expect(walker.page.locator("h1")).to_contain_text("OCGs with both an SIO and an LRO")
