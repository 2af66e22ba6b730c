"""Cora reads entries of the inspectorate's register, corrects one and saves them all."""

from tests.stories.conftest import Walker


def test_entries_are_corrected_and_saved(walker: Walker) -> None:
    walker.sign_in("cora")
    walker.go("/inspectorate-register/")
    page = walker.page
    page.locator("main tbody a").first.click()
    walker.look()
    walker.sees("has no day. Enter the day too")
    assert page.get_by_role("link", name="Save all entries").count() == 0
    page.get_by_role("link", name="Correct the text").click()
    walker.look()
    text = page.input_value("[name=text]")
    day = next(line for line in text.splitlines() if "awaiting-review" in line)
    line = next(line for line in text.splitlines() if "being-progressed" in line)
    page.fill(
        "[name=text]", text.replace(line, f"{day.partition(' awaiting')[0]} being-progressed")
    )
    walker.send("Read entries again")
    walker.look()
    walker.sees("3 to be added", "to be added")
    page.get_by_role("link", name="Save all entries").click()
    walker.look()
    walker.send("Save all entries")
    walker.sees("Updates added: 3.", "Already recorded")
    page.get_by_role("link", name="Recommendation 1").click()
    walker.look()
    walker.sees("The inspector asked to see the rota")
    walker.go("/findings/?tab=ours&ours=reopened")
    walker.sees("Findings by organisation", "Reopened")
