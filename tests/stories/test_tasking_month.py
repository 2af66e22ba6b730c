"""A month of tasking: the agenda of the next meeting, old minutes, and demand.

A bid is referred from Level 1 to Level 2 and on to the region. An interim decision lapses.
"""

import re

from tests.stories.conftest import Program, Walker

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


def test_a_bid_goes_up_three_levels_and_an_interim_decision_lapses(
    program: Program, walker: Walker
) -> None:
    built = program.build("tasking_month")
    for chair, board, seen in (
        (built["chair"], LEVEL_2, "Level 2 tasking, GMP"),
        ("tess", "nw-regional", "Force and Regional tasking, North West"),
    ):
        _decide(walker, chair, built["waits"], outcome="referred_up", referred_to=board)
        walker.sees("Referred up", seen)
    walker.picture("referred-up-twice")
    _decide(walker, "reg", built["waits"], outcome="supported")
    for reader in ("tess", "gail"):  # the answer comes back to a board that referred it
        walker.sign_in(reader)
        walker.go(f"/bids/{built['waits']}/")
        walker.sees("Supported: Surveillance", "Reg Hatherby")
    walker.picture("answer-of-the-region")
    _let_it_lapse(walker, built["meeting"], built["interim"])


def _decide(walker: Walker, chair: str, ref: str, **answers: str) -> None:
    walker.sign_in(chair)
    walker.go(f"/bids/{ref}/decide/")
    walker.answer(**answers, reason="Its couriers cross three forces.")
    walker.send()
    walker.go(f"/bids/{ref}/")


def _let_it_lapse(walker: Walker, meeting: str, interim: str) -> None:
    """Close the meeting that followed the interim decision, without ratifying it."""
    walker.sign_in("tess")
    walker.go(f"/bids/{interim}/")
    walker.sees("It lapses unless the board’s next meeting ratifies it.")
    walker.go(f"/meetings/{meeting}/hold/")
    walker.send("Close meeting")
    walker.sign_in("gail")
    walker.go(f"/bids/{interim}/")
    walker.sees("Lapsed", "did not ratify it")
    walker.picture("interim-lapsed")
