"""Scenario: a version of the scoring scheme waits for approval, and so does a review policy."""

from datetime import timedelta

from broadhurst.capabilities.scoring.commands.draft_cadence import draft_cadence
from broadhurst.capabilities.scoring.commands.draft_scheme import draft_scheme
from broadhurst.capabilities.scoring.commands.edit_scheme import edit_scheme
from broadhurst.foundation import clock
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import Script

WEIGHTS = {"victim_vulnerability": 8, "reach": 1}


def change_policy(script: Script, region: Region) -> None:
    """Draft both in the last week, to begin next month."""
    moderator, coordinator = region.forces["gmp"].moderator, region.forces["gmp"].coordinator

    def draft_a_scheme() -> None:
        first = clock.today() + timedelta(days=40)
        scheme = draft_scheme(
            actor=moderator,
            version="example-2",
            name="Example scheme, version 2 (not a national scheme)",
            source="Made up for Broadhurst, as an example",
            from_on=first,
            because="A group that exploits children in one district scored below one that sells "
            "drugs in five.",
        )
        criteria = [
            criterion | {"weight": WEIGHTS.get(criterion["key"], criterion["weight"])}
            for criterion in scheme.criteria
        ]
        edit_scheme(
            actor=moderator, scheme=scheme, from_on=first, criteria=criteria, bands=scheme.bands
        )

    def draft_a_cadence() -> None:
        draft_cadence(
            actor=coordinator,
            from_on=clock.today() + timedelta(days=38),
            because="Nobody read tier 1 plans between two reviews.",
            assess_tier_1=61, assess_tier_2=91, assess_tier_3=182,
            plan_tier_1=21, plan_tier_2=56, plan_tier_3=91, decide_within=5, assess_within=10,
        )  # fmt: skip

    script.ago(6, draft_a_scheme, hour=13)
    script.ago(5, draft_a_cadence, hour=13)
