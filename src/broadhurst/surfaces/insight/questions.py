"""The questions that figures answer, and the six that matter most to each role.

No database.
"""

from dataclasses import dataclass

from broadhurst.capabilities.liaison.rules.requesting import SHARE_IN_TIME
from broadhurst.capabilities.tasking.rules.bidding import DECIDE_WITHIN
from broadhurst.surfaces.insight.question import Question, Target


def _all(policy: str) -> Target:
    return Target(100, policy)


def _none(policy: str) -> Target:
    return Target(0, policy, is_number=True)


_TIERS = "Broadhurst’s own policy, by tier."
_DUE = "Broadhurst’s own policy."
_ASKED = "Recommendation 1 of the inspectorate’s report on ROCUs of 2021."
QUESTIONS = {
    question.figure: question
    for question in (
        Question("with_both_leads", "Does every OCG have an SIO and an LRO?",
                 "There is an SIO and an LRO on {in_words}.", target=_all(_ASKED)),
        Question("open_channel", "Do SIOs and LROs keep an open channel?",
                 "There is an open channel on {in_words}.", target=_all(_TIERS)),
        Question("met_in_time", "Do SIOs and LROs meet as often as the tier asks?",
                 "The two met in time on {in_words}.", target=_all(_TIERS)),
        Question("answered_in_time", "Do SIOs and LROs answer each other in time?",
                 "They answered {in_words} in time.",
                 target=Target(SHARE_IN_TIME, _DUE)),
        Question("reviewed_jointly", "Do SIOs and LROs review their OCGs together?",
                 "Both confirmed a joint review in time on {in_words}.", target=_all(_TIERS)),
        Question("not_assessed", "Are there OCGs without an assessment?",
                 "There is no moderated assessment on {in_words}.",
                 "Every OCG has a moderated assessment.", target=_none(_DUE)),
        Question("with_untrained_lro", "Do LROs have their training?",
                 "There is no trained LRO on {in_words}.",
                 "Every OCG has an LRO with training on record."),
        Question("plans_reviewed_in_time", "Are 4P plans reviewed as often as the tier asks?",
                 "No review is overdue on {in_words}.", target=_all(_TIERS)),
        Question("pursue_actions_on_time", "Are Pursue actions completed on time?",
                 "Units completed {in_words} on time."),
        Question("prevent_actions_on_time", "Are Prevent actions completed on time?",
                 "Units and partners completed {in_words} on time."),
        Question("protect_actions_on_time", "Are Protect actions completed on time?",
                 "Units and partners completed {in_words} on time."),
        Question("prepare_actions_on_time", "Are Prepare actions completed on time?",
                 "Units and partners completed {in_words} on time."),
        Question("hits_acknowledged_in_time", "Are deconfliction hits acknowledged in time?",
                 "Units acknowledged {in_words} in time.", target=_all(_DUE)),
        Question("bids_decided_in_time", f"Are bids decided within {DECIDE_WITHIN} days?",
                 f"Boards decided {{in_words}} within {DECIDE_WITHIN} days.", target=_all(_DUE)),
        Question("bid_to_decision", "How long does a decision on a bid take?",
                 "A decision takes {in_words} (median)."),
        Question("bid_to_in_place", "How long does it take until a resource is in place?",
                 "It takes {in_words} from the bid (median)."),
        Question("bids_declined", "How much demand do boards decline?",
                 "Boards declined {in_words}.", "Boards declined no bid."),
        Question("transfers_waiting", "Are transfers waiting to be accepted?",
                 "The receiving unit has not accepted {in_words}.", "No transfer is waiting."),
        Question("never_asked", "Which forces ask tasking for nothing?",
                 "Tasking got no bid from {in_words} with a team here.",
                 "Every force with a team here made a bid."),
        Question("disruptions", "How many disruptions did moderators accept?",
                 "Moderators accepted {in_words}.", "Moderators accepted no disruption."),
        Question("referrals_acknowledged_in_time",
                 "Are safeguarding referrals acknowledged in time?",
                 "Safeguarding teams acknowledged {in_words} in time.", target=_all(_DUE)),
        Question("referrals_unacknowledged", "Do safeguarding referrals wait too long?",
                 "Safeguarding teams did not acknowledge {in_words} in time.",
                 "No referral waits too long.", target=_none(_DUE)),
        Question("posts_funded_beyond", "Are posts funded beyond the next 31 March?",
                 "Funding lines pay in full for {in_words} after that day."),
        Question("findings_not_closed", "How many inspection findings are still open?",
                 "The organisations asked have not closed {in_words}.",
                 "Every finding is closed."),
        Question("findings_not_complete", "How many findings has the inspectorate not closed?",
                 "The inspectorate has not closed {in_words}.",
                 "The inspectorate closed every finding."),
        Question("responses_in_time", "Are inspection reports answered within 56 days?",
                 "Policing bodies published {in_words} in time.",
                 target=_all("Section 55 of the Police Act 1996.")),
        Question("rocu_funding", "How much money do ROCUs get?",
                 "All ROCUs together get {in_words} in the latest published year."),
        Question("venetic_arrests", "How many arrests did Operation Venetic lead to?",
                 "The latest published total is {in_words}."),
    )
}  # fmt: skip


@dataclass(frozen=True)
class RolePage:
    """The questions of a role. `of_seen` starts with the records that the reader can see."""

    key: str
    label: str
    figures: tuple[str, str, str, str, str, str]
    of_seen: bool = False

    @property
    def questions(self) -> list[Question]:
        """The six questions in order."""
        return [QUESTIONS[name] for name in self.figures]


ROLE_PAGES = {
    page.key: page
    for page in (
        RolePage("chief_officer", "Chief officer", (
            "with_both_leads", "open_channel", "plans_reviewed_in_time", "disruptions",
            "findings_not_closed", "posts_funded_beyond")),
        RolePage("policing_body", "Policing body", (
            "with_both_leads", "answered_in_time", "referrals_acknowledged_in_time",
            "responses_in_time", "findings_not_closed", "posts_funded_beyond")),
        RolePage("inspector", "Inspector", (
            "with_both_leads", "open_channel", "bids_decided_in_time",
            "hits_acknowledged_in_time", "plans_reviewed_in_time", "findings_not_complete")),
        RolePage("chair", "Tasking chair", (
            "bids_decided_in_time", "bid_to_decision", "bid_to_in_place", "bids_declined",
            "transfers_waiting", "never_asked")),
        RolePage("manager", "Head of a ROCU or manager", (
            "with_both_leads", "not_assessed", "plans_reviewed_in_time", "with_untrained_lro",
            "transfers_waiting", "posts_funded_beyond")),
        RolePage("sio", "SIO", (
            "open_channel", "answered_in_time", "plans_reviewed_in_time",
            "pursue_actions_on_time", "hits_acknowledged_in_time", "not_assessed"), of_seen=True),
        RolePage("lro", "LRO", (
            "met_in_time", "answered_in_time", "prevent_actions_on_time",
            "protect_actions_on_time", "referrals_acknowledged_in_time", "reviewed_jointly"),
            of_seen=True),
        RolePage("partner", "Partner", (
            "pursue_actions_on_time", "prevent_actions_on_time", "protect_actions_on_time",
            "prepare_actions_on_time", "referrals_acknowledged_in_time",
            "referrals_unacknowledged"), of_seen=True),
        RolePage("administrator", "Administrator", (
            "findings_not_closed", "findings_not_complete", "responses_in_time", "never_asked",
            "rocu_funding", "venetic_arrests"), of_seen=True),
    )
}  # fmt: skip
# The role page of each role of a posting. A lead on an OCG also has that of an SIO or LRO.
PAGE_OF = {
    "administrator": "administrator",
    "organisation_administrator": "administrator",
    "chief_officer": "chief_officer",
    "inspectorate_liaison": "chief_officer",
    "policing_body": "policing_body",
    "clearer": "policing_body",
    "inspector": "inspector",
    "chair": "chair",
    "gateway": "chair",
    "supervisor": "manager",
    "coordinator": "manager",
    "moderator": "manager",
    "capability_manager": "manager",
    "handover": "manager",
    "desk": "manager",
    "auditor": "manager",
    "investigator": "sio",
    "safeguarding": "lro",
    "partner": "partner",
}


def pages_of(roles: frozenset[str], kind: str, leading: frozenset[str]) -> list[RolePage]:
    """Return the role pages of an officer, the first to start with.

    `kind` is the kind of their organisation, and `leading` the roles they lead OCGs in. The chief
    officer of a ROCU heads it, so they start with the page of a manager.
    """
    pages = [key for key in ROLE_PAGES if key in {PAGE_OF[role] for role in roles}]
    if "chief_officer" in pages and kind == "rocu":
        pages = ["manager", *(key for key in pages if key != "manager")]
    if pages == ["administrator"]:
        return [ROLE_PAGES["administrator"]]
    led = [key for key in ("sio", "lro") if key in leading]
    # An investigator who only leads as an LRO starts with the questions of an LRO.
    pages = [*led, *pages] if pages in ([], ["sio"], ["partner"]) else [*pages, *led]
    return [ROLE_PAGES[key] for key in dict.fromkeys(pages or ["sio"])]
