"""A month of tasking: the agenda of the next meeting, live mode, old minutes, and demand."""

import re

from tests.stories.conftest import Walker

LEVEL_2 = "gmp-level-2"
# How many records wait, and whether the meeting has an agenda yet, depends on the day.
TO_AGENDA = re.compile(r"^(Add \d+ waiting records?|Prepare agenda)$")


def test_a_tasking_month(walker: Walker) -> None:
    walker.sign_in("tess")
    walker.go(f"/boards/{LEVEL_2}/")
    walker.sees("Regular attendees", "Connie Pewterby", "Terms of reference")
    walker.sees("Interim decisions to ratify")
    walker.picture("board")
    _prepare_agenda(walker)
    _read_minutes(walker)
    walker.go("/demand/")
    walker.sees("Bids made by month", "Never asked", "Waiting time")
    walker.picture("demand")
    walker.go("/capabilities/surveillance/")
    walker.sees("Booking calendar")
    walker.picture("booking-calendar")


def _prepare_agenda(walker: Walker) -> None:
    """Add what waits to the agenda of the next meeting, with the interim decision."""
    walker.page.locator("h2 a", has_text=re.compile("^Agenda")).first.click()
    walker.page.wait_for_url(re.compile("/meetings/MTG-"))
    walker.look()
    if walker.page.get_by_role("link", name=TO_AGENDA).count():
        walker.press(TO_AGENDA)
        walker.send("Add to agenda")
    walker.sees("Interim decision to ratify", "Attendance")
    walker.picture("agenda")


def _read_minutes(walker: Walker) -> None:
    """Read the agreed minutes of the meeting before the last."""
    walker.go(f"/boards/{LEVEL_2}/")
    walker.page.locator(".bh-card", has_text="Meetings held").locator("a").nth(1).click()
    walker.page.wait_for_url(re.compile("/meetings/MTG-"))
    walker.press("Minutes")
    walker.sees("Present", "Tess Underbough", "Agreed")
    walker.picture("minutes")
