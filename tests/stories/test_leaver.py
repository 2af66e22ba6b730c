"""An officer who leaves gives all that they hold to successors, and a lead names a deputy."""

from tests.stories.conftest import Walker


def test_supervisor_gives_the_work_of_a_leaver_to_others(walker: Walker) -> None:
    walker.sign_in("cora")
    walker.go("/lros/?tab=all")
    walker.sees("Len Oakapple")
    walker.picture("lros")
    walker.press("Len Oakapple")
    walker.press("Work of this officer")
    walker.sees("Records (")
    walker.picture("leaver")
    walker.answer(because="Retires at the end of the month")
    walker.send("Give records to successors")
    # Gail is the SIO of the OCGs that Len is LRO of, and their unit has nobody else.
    walker.sees("given to successors", "Len Oakapple still has", "See what is left")
    walker.picture("leaver-result")


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
