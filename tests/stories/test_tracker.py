"""Findings are imported and tracked, and one is read over the years."""

from pathlib import Path

from tests.stories.conftest import Walker

FINDINGS = (
    "Number,Type,Text,Due by,Addressed to\n"
    "3,Recommendation,Say who answers for each district.,by May 2030,All police forces of the "
    "North West\n"
    "4,AFI,Keep the rota of the desk.,immediately,GMP\n"
)


def test_finding_is_planned_and_its_milestone_completed(walker: Walker) -> None:
    walker.sign_in("cora")
    walker.go("/tracker/")
    walker.sees("Greater Manchester Police", "Test the night number", "1 overdue")
    walker.picture("board")
    walker.page.locator(".bh-board a").first.click()
    walker.page.wait_for_url("**/work/")
    walker.look()
    walker.go("/findings/made-up-sharing-1/work/")
    walker.press("Set the next step")
    walker.answer(priority="low", text="Ask both neighbours how the test went.")
    walker.send("Save next step")
    walker.sees("Ask both neighbours how the test went.", "Earlier next steps")
    walker.picture("work")
    walker.page.get_by_role("link", name="Superintendents agree").first.click()
    walker.page.wait_for_url("**/milestones/**")
    walker.look()
    walker.press("Complete milestone")
    walker.send("Complete milestone")
    walker.sees("Completed", "Reopen milestone")
    walker.picture("milestone")
    walker.go("/findings/?tab=overdue")
    walker.picture("findings")


def test_findings_are_imported_and_read_over_the_years(walker: Walker, tmp_path: Path) -> None:
    walker.sign_in("cora")
    walker.go("/findings/made-up-sharing-1/")
    walker.page.get_by_role("link", name="how forces share intelligence").first.click()
    walker.page.wait_for_url("**/reports/**")
    walker.picture("report")
    walker.press("Import findings from a spreadsheet")
    file = tmp_path / "findings.csv"
    file.write_text(FINDINGS)
    walker.page.set_input_files("main [name=file]", str(file))
    walker.send("Send the spreadsheet")
    walker.picture("columns")
    walker.send("Continue")
    walker.sees("Last day 31 May 2030", "6 organisations", "GMP")
    walker.picture("rows")
    walker.press("Import all rows")
    walker.send("Import all rows")
    walker.sees("2 findings")

    walker.go("/findings/rocu-2015-funding/over-the-years/")
    walker.sees("November 2015", "February 2021")
    walker.picture("over-the-years")
