"""A response is cleared in steps, published and corrected. A proposed action is done."""

from tests.stories.conftest import Walker

NEW = "Challenger publishes a note on each match."


def test_a_response_is_cleared_in_steps(walker: Walker) -> None:
    page = walker.page
    walker.sign_in("della")
    walker.go("/clearance/")
    walker.sees("Clearance of responses", "Second reader: the clearer", "In force")
    walker.picture("clearance")
    walker.press("Set who clears responses")
    walker.picture("steps")

    walker.go("/")
    page.get_by_role("link", name="Clear the response to").first.click()
    walker.look()
    walker.sees("Next step: second reader", "About ours, as it says.", "History of clearance")
    walker.picture("response")
    walker.press("Return for changes")
    walker.picture("return")
    page.go_back()
    walker.press("Clear this response")
    walker.answer(is_read="on", comment="Read with the figures beside it.")
    walker.send("Clear this response")
    walker.sees("The response is cleared for publication", "Read with the figures beside it.")
    walker.press("Publish this response")
    walker.send("Publish this response")
    walker.sees("SHA-256")
    walker.picture("published")
    ref = page.url.rstrip("/").rpartition("/")[2]
    walker.go(f"/published/{ref}/")
    walker.sees("Check a copy")
    walker.picture("public")

    _correct(walker, ref)
    _do_what_was_proposed(walker)


def _correct(walker: Walker, ref: str) -> None:
    walker.sign_in("pol")
    walker.go(f"/responses/{ref}/")
    walker.press("Correct this response")
    walker.answer(because="One sentence named the wrong desk.")
    walker.send()
    walker.press("Write our comments and reply")
    walker.answer(body_comments="We agree with both recommendations. " + NEW)
    walker.send()
    walker.press("See what changed")
    walker.sees("Changes in version 2", NEW)
    walker.picture("changes")


def _do_what_was_proposed(walker: Walker) -> None:
    walker.sign_in("cora")
    walker.go("/proposed-actions/")
    walker.picture("actions")
    walker.page.locator("main tbody a[href^='/proposed-actions/']").first.click()
    walker.look()
    walker.sees("trained a month later")
    walker.picture("action")
    walker.press("Record as done")
    walker.answer(outcome="Every team that searches was trained by Friday.")
    walker.send("Record as done")
    walker.sees("Done", "Every team that searches was trained by Friday.")
