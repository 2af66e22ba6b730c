"""A location is reported, assessed, moderated and adopted, and a past tier is explained."""

from tests.stories.conftest import Walker

SCORES = {
    "physical_harm": "3", "victim_vulnerability": "4", "community": "2", "reach": "1",
    "capability": "2", "intent": "unknown",
}  # fmt: skip


def test_a_location_is_reported_assessed_and_adopted(walker: Walker) -> None:
    walker.sign_in("gail")
    path = reported(walker)
    assessed(walker, path)
    walker.sign_in("mo")
    walker.go(path)
    walker.press("Moderate the assessment of Pewter Arch")
    walker.sees("low confidence")
    walker.answer(outcome="accepted")
    walker.send("Moderate")
    walker.sign_in("gail")
    adopted(walker, path)
    explained(walker)


def reported(walker: Walker) -> str:
    """Report a location, after a form without its place, and return its address."""
    walker.go("/ocgs/")
    walker.press("Report a threat")
    walker.picture("report")
    walker.answer(
        kind="location", name="Pewter Arch", threat_types=["drugs"], districts=["bolton"],
        description="Cars stop under the arch for a minute, on most evenings.",
    )  # fmt: skip
    walker.send("Send report")
    walker.sees("There is a problem", "Enter the address of the location")
    walker.answer(place="The third arch from the station")
    walker.send("Send report")
    walker.sees("Pewter Arch", "Reported", "Decide on the report of")
    walker.picture("reported")
    return walker.page.url.removeprefix(walker.address)


def assessed(walker: Walker, path: str) -> None:
    """Start the assessment, and score the location."""
    walker.go(path + "start-assessment/")
    walker.picture("start-assessment")
    walker.send("Start assessment")
    walker.sees("Under assessment", "Adopt this location")
    walker.go(path + "assess/")
    walker.answer(**SCORES)
    walker.answer(physical_harm_confidence="low", rationale="Two complaints a week.")
    walker.picture("assess")
    walker.send("Send to a moderator")


def adopted(walker: Walker, path: str) -> None:
    """Adopt the location, and read why it is in its tier."""
    walker.go(path + "adopt/")
    walker.answer(lro="len", sio="gail")
    walker.picture("adopt")
    walker.send("Adopt location")
    walker.sees("The location is adopted and active.", "Make this location dormant")
    walker.picture("adopted")
    walker.press("Tier on another day, and why")
    walker.sees("because a moderator accepted")
    walker.picture("tier")


def explained(walker: Walker) -> None:
    """Read the draft of a scheme with its effect, and find what is dormant."""
    walker.go("/scoring/")
    walker.picture("scoring")
    walker.press("Example scheme, version 2 (not a national scheme)")
    walker.sees("would change tier")
    walker.picture("scheme")
    walker.go("/ocgs/?state=dormant")
    walker.sees("Saffron Whimbrel")
    walker.picture("dormant")
