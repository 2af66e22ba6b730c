"""A chief officer sees funding that ends on 31 March, tries it, and records the end of a post."""

from datetime import date

from broadhurst.capabilities.funding.rules.years import year_end
from broadhurst.foundation.govuk.words import day
from tests.stories.conftest import Walker

UPLIFT = "Surveillance uplift"


def sites_day() -> date:
    """Return the day of the served site, whose clock is not set."""
    return date.today()  # noqa: DTZ011


def test_a_funding_line_that_ends(walker: Walker) -> None:
    today, page = sites_day(), walker.page
    walker.sign_in("anya")
    walker.go("/funding/")
    walker.sees(
        "North West Regional Organised Crime Unit", "Posts funded by month", UPLIFT,
        f"beyond {day(year_end(today))}", "Surveillance", "When each line runs", "not confirmed",
    )  # fmt: skip
    walker.picture("funding")

    page.get_by_role("link", name=f"See posts that close without {UPLIFT}").click()
    walker.look()
    walker.date("last_day", today.isoformat())
    walker.send("Try this day")
    walker.sees("2 posts would close and 1 post would be paid only in part", "Nothing is saved")
    walker.picture("scenario")

    _close_the_post_and_end_the_line(walker)

    walker.go("/insight/posts_funded_beyond/?scope=region:north-west")
    walker.sees("Posts funded beyond the next 31 March", "of 13 posts", "pay in full")
    walker.picture("figure")
    walker.go("/funding/published/")
    walker.sees("about £166,400,000", "November 2015", "February 2021")
    walker.picture("published")

    walker.sign_in("olive")
    walker.go("/funding/")
    walker.sees("No funding to show")
    walker.sees_not(UPLIFT)


def _close_the_post_and_end_the_line(walker: Walker) -> None:
    today, page = sites_day(), walker.page
    page.get_by_role("link", name="Surveillance officer, nights").click()
    walker.look()
    walker.picture("post")
    page.get_by_role("link", name="Close post").click()
    walker.date("closed_on", today.isoformat())
    walker.answer(because="Nobody pays for the post after the uplift.")
    walker.send("Close post")
    walker.sees("The post is closed", "Nobody pays for the post after the uplift.")

    page.get_by_role("link", name=UPLIFT).click()
    walker.look()
    page.get_by_role("link", name="End line").click()
    walker.date("ended_on", today.isoformat())
    walker.answer(because="The funder stops it early.")
    walker.send("End line")
    walker.sees("Ended", "The funder stops it early.", f"Ends on {day(today)}")
    walker.picture("line")
