"""The steps of the work that organisations are compared by, with their figures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A step, with the figures that are shares (each is drawn) and those that are medians."""

    key: str
    title: str
    intro: str
    shares: tuple[str, ...]
    medians: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all its figures."""
        return (*self.shares, *self.medians)


STEPS = (
    Step(
        "decisions", "Decisions on bids",
        "How soon a board decides what an organisation asks for, and how soon help is in place.",
        ("bids_decided_in_time",), ("bid_to_decision", "bid_to_in_place"),
    ),
    Step(
        "plans", "Reviews of 4P plans",
        "Whether each plan is reviewed as often as the tier of its OCG asks for.",
        ("plans_reviewed_in_time",),
    ),
    Step(
        "actions", "Actions of 4P plans",
        "Whether actions are complete by the day they are due.",
        (
            "pursue_actions_on_time", "prevent_actions_on_time", "protect_actions_on_time",
            "prepare_actions_on_time",
        ),
    ),
    Step(
        "contact", "Contact between SIO and LRO",
        "How often the two who lead on an OCG meet, and whether they answer each other in time.",
        ("met_in_time", "answered_in_time"), ("days_since_contact",),
    ),
    Step(
        "referrals", "Safeguarding referrals",
        "Whether the team that receives a referral acknowledges it in time.",
        ("referrals_acknowledged_in_time",),
    ),
    Step(
        "hits", "Deconfliction hits",
        "Whether units acknowledge a hit in time, and how soon they speak.",
        ("hits_acknowledged_in_time",), ("time_to_contact",),
    ),
)  # fmt: skip
BY_KEY = {step.key: step for step in STEPS}
