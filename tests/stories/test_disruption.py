"""A disruption is claimed, moderated down, and counted once."""

from datetime import UTC, datetime, timedelta

from tests.stories.conftest import Walker, own_ocg

FORCE = "Greater Manchester Police"


def test_disruption_is_claimed_moderated_down_and_counted_once(walker: Walker) -> None:
    walker.sign_in("gail")
    name, path = own_ocg(walker)
    before = moderate_disruptions(walker)
    reference = claimed(walker, path)
    walker.sees_not("Moderate disruption")
    assert moderate_disruptions(walker) == before

    walker.sign_in("mo")
    moderated_down(walker, reference)

    walker.sign_in("gail")
    assert moderate_disruptions(walker) == before + 1
    walker.go(path + "disruptions/")
    walker.sees("claimed as major", name)
    walker.picture("on-ocg")
    walker.go("/disruptions/?tab=all")
    walker.picture("list")
    walker.go("/disruption-grades/")
    walker.sees("The national definitions", "Example")
    walker.picture("grades")


def claimed(walker: Walker, path: str) -> str:
    """Claim a major disruption, after a form without answers, and return its reference."""
    walker.go(path + "claim-disruption/")
    walker.send("Claim disruption")
    walker.sees("There is a problem")
    walker.picture("claim")
    walker.date("happened_on", (datetime.now(UTC).date() - timedelta(days=9)).isoformat())
    walker.answer(
        description="Two couriers were stopped with the week’s supply.",
        effect="The group has nobody to drive north for some weeks.",
        evidence="Exhibits 7 to 9.",
        kind="seizure",
        grade="major",
        lead=FORCE,
        supporters=["nwrocu"],
    )
    walker.send("Claim disruption")
    walker.sees("A moderator decides whether it counts", "Major claimed", "With a moderator")
    return walker.page.url.rstrip("/").rpartition("/")[2]


def moderated_down(walker: Walker, reference: str) -> None:
    """Accept the claim as moderate."""
    walker.go("/disruptions/?tab=to_moderate")
    walker.picture("to-moderate")
    walker.go(f"/disruptions/{reference}/moderate/")
    walker.sees("Exhibits 7 to 9.")
    walker.picture("moderate")
    walker.answer(outcome="accepted", grade="moderate", reason="They drove again within months.")
    walker.send("Save decision")
    walker.sees("claimed as major", "They drove again within months.")
    walker.picture("moderated")


def moderate_disruptions(walker: Walker) -> int:
    """Return how many moderate disruptions the ledger counts for the force."""
    walker.go("/disruption-ledger/")
    walker.sees("Supported, and counted for another organisation")
    walker.picture("totals")
    table = walker.page.locator("table", has_text="By lead organisation")
    return int(table.locator("tr", has_text=FORCE).locator("td").nth(2).inner_text())
