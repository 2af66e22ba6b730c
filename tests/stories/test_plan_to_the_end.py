"""A partner returns an action, asks and proposes a date; the plan is closed with its outcomes."""

import re
from datetime import UTC, datetime, timedelta

from tests.stories.conftest import Walker, own_ocg

TITLE = "Check the shutters of four shops"


def day(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def test_partner_and_owner_agree_and_the_plan_ends_with_its_outcomes_graded(
    walker: Walker,
) -> None:
    walker.sign_in("gail")
    name, path = own_ocg(walker)
    action = asked(walker, path)
    walker.sign_in("connie")
    returned(walker, action, name)
    walker.sign_in("gail")
    answered(walker, action)
    walker.sign_in("connie")
    done(walker, action)
    walker.sign_in("gail")
    closed(walker, path)


def asked(walker: Walker, path: str) -> str:
    """Add an action for the council, from a tactic, and return its reference."""
    walker.go(path + "plan/")
    walker.picture("plan")
    walker.press("Add an action")
    walker.page.locator("summary", has_text="Start from a tactic").click()
    walker.picture("tactics-to-start-from")
    walker.press("Consider a community protection notice")
    walker.sees("You start from", "Home Office")
    objective = walker.page.locator("main [name='objective'] option").nth(1)
    walker.answer(
        objective=str(objective.get_attribute("value")),
        title=TITLE,
        accountable_unit="council-bolton",
        brief="Check the shutters of the four shops that licensing has listed.",
        shared_under="GM Challenger sharing agreement",
    )
    walker.date("due_on", day(20))
    walker.send("Add action")
    walker.sees(TITLE)
    walker.page.get_by_role("link", name=TITLE).first.click()
    walker.page.wait_for_url(re.compile("/actions/ACT-"))
    action = walker.page.url.removeprefix(walker.address)
    for view in ("board", "timeline"):
        walker.go(path + "plan/")
        walker.press(view.capitalize())
        walker.picture(view)
    return action


def returned(walker: Walker, action: str, name: str) -> None:
    """Ask a question, propose a date and return the action, as the council."""
    walker.go(action)
    walker.sees_not(name)
    walker.press("Ask a question")
    walker.answer(text="Which four shops?")
    walker.send("Ask question")
    walker.press("Propose another date")
    walker.answer(text="Two of us are away until then.")
    walker.date("proposed_on", day(27))
    walker.send("Propose date")
    walker.press("Return action")
    walker.answer(text="We need the list first.")
    walker.send("Return action")
    walker.sees("Returned", "We need the list first.")
    walker.picture("returned")


def answered(walker: Walker, action: str) -> None:
    """Answer the question and the date, and send the action again."""
    walker.sees("Answer question about action:")
    walker.go(action)
    walker.press("Answer question")
    walker.sees("Which four shops?")
    walker.answer(text="The four on the list that licensing holds.")
    walker.send("Send answer")
    walker.press("Answer proposed date")
    walker.picture("answer-the-date")
    walker.answer(answer="date_accepted", text="That is soon enough.")
    walker.send("Send answer")
    walker.press("Send action again")
    walker.answer(text="The list is with licensing since today.")
    walker.send("Send action")
    walker.sees("Proposed", "Sent again")


def done(walker: Walker, action: str) -> None:
    """Do the action, and keep the record of it."""
    walker.go(action)
    walker.press("Accept action")
    walker.send("Accept action")
    walker.press("Mark action as done")
    walker.answer(outcome="All four are mended.")
    walker.send("Mark action as done")
    walker.sees("All four are mended.", "Check the shutters of the four shops")
    walker.sees_not("Report progress</a>")
    walker.picture("the-record")
    walker.go("/unit-actions/?tab=done")
    walker.sees(TITLE, "Due in")
    walker.picture("actions-of-the-unit")


def closed(walker: Walker, path: str) -> None:
    """Close what is open, grade each outcome, and close the plan."""
    walker.go(path + "plan/")
    walker.press("Close the plan")
    closing = walker.page.url.removeprefix(walker.address)
    walker.picture("what-keeps-it-open")
    for reference in re.findall(r"Action (ACT-\w+)", walker.page.inner_text("body")):
        walker.go(f"/actions/{reference}/cancel-action/")
        walker.answer(reason="The plan ends.")
        walker.send("Cancel action")
    walker.go(path + "plan/")
    grades = walker.page.locator("a[href$='/grade-outcome/']")
    for href in [str(one.get_attribute("href")) for one in grades.all()]:
        walker.go(href)
        walker.answer(grade="partly", because="Better, and not yet over.")
        walker.send("Save grade")
    walker.go(closing)
    walker.answer(summary="The shops are open again. Ask for the list first next time.")
    walker.send("Close plan")
    walker.sees("The plan is closed", "Ask for the list first next time.", "Partly achieved")
    walker.picture("closed")
