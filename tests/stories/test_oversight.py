"""An inspector compares forces step by step, and reads what a force says of itself."""

from datetime import date

from tests.stories.conftest import Walker

FINDING = "made-up-exploitation-2"
WHY = "The team tells each school what became of its worry. Housing officers still hear nothing."


def test_a_force_assesses_itself_and_an_inspector_compares(walker: Walker) -> None:
    walker.sign_in("cora")
    own = _assess(walker)

    walker.sign_in("hope")
    answer = walker.page.goto(walker.address + own)
    assert answer is not None
    assert answer.status == 404, "it is not shared yet"

    walker.sign_in("cora")
    walker.go(own)
    walker.press("Share with the inspectorate")
    walker.send("Share self-assessment")
    walker.sees("The inspectorate can read it.")

    walker.sign_in("hope")
    walker.picture("home")
    walker.go(own)
    walker.sees(WHY, "Partly met", "SIO and LRO met as often as the tier asks")
    walker.sees_not("Share with the inspectorate", "Correct self-assessment")
    walker.go("/self-assessments/")
    walker.picture("self-assessments")
    walker.go("/self-assessments/?organisation=Merseyside")
    walker.go("/insight/")
    walker.press("organisations compared step by step")
    walker.sees(
        "Those compared, together", "Within the limits", "Greater Manchester Police", "Not compared"
    )
    walker.picture("national")
    walker.go("/oversight/?scope=region:north-west&step=contact")
    walker.sees("SIO and LRO met as often as the tier asks", "Merseyside Police", "Medians")
    walker.picture("contact")
    walker.go("/oversight/?scope=regions&step=decisions")
    walker.picture("regions")


def _assess(walker: Walker) -> str:
    """Assess the force and cite a figure. Return the address of the self-assessment."""
    walker.go(f"/findings/{FINDING}/")
    walker.press("Assess your organisation")
    walker.answer(judgement="partly_met", why=WHY)
    walker.picture("assess")
    walker.send("Save judgement")
    walker.sees("The judgement is saved.", "No evidence yet")
    walker.press("Cite a figure")
    walker.answer(figure="met_in_time", note="Counted this morning.")
    walker.date("as_of", date.today().isoformat())  # noqa: DTZ011 - the served site's clock
    walker.send("Cite figure")
    walker.sees("The figure is kept as evidence.", "Counted this morning.")
    walker.picture("assessment")
    own = walker.page.url.removeprefix(walker.address)
    walker.press("Self-assessments of this report")
    walker.sees("Self-assessments side by side", "Partly met")
    walker.picture("side-by-side")
    return own
