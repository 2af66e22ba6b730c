"""The kinds of notification that an officer can switch off, and the events that are tasks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of notification: its key, its name, and the nouns that its events begin with."""

    key: str
    name: str
    nouns: tuple[str, ...]


FOLLOWED = "followed"  # changes on OCGs that the officer follows
KINDS = (
    Kind(
        "ocgs",
        "OCGs, assessments and scoring",
        ("ocg", "assessment", "text", "ocg_import", "scheme", "cadence"),
    ),
    Kind("leads", "Cover and training of leads", ("cover", "training", "exemption")),
    Kind("plans", "Plans and actions", ("plan", "action")),
    Kind("disruptions", "Disruptions", ("disruption",)),
    Kind("requests", "Requests and policy log", ("request", "log", "leads")),
    Kind(
        "bids",
        "Bids and board meetings",
        ("bid", "board", "direction", "meeting", "meeting_action"),
    ),
    Kind("transfers", "Transfers", ("transfer", "transfer_request")),
    Kind("referrals", "Safeguarding referrals", ("referral",)),
    Kind("orders", "Court orders", ("order",)),
    Kind("hits", "Hits, planned events and duty", ("hit", "event", "entry", "flag", "duty")),
    Kind("checks", "Bulk checks", ("bulk_check",)),
    Kind(
        "inspections",
        "Inspections and self-assessments",
        (
            "response",
            "finding",
            "milestone",
            "report",
            "paragraph",
            "clearance",
            "commitment",
            "self_assessment",
        ),
    ),
    Kind("practice", "Practice notes", ("note",)),
    Kind("publishing", "Letters, messages and Welsh pages", ("letter", "message", "welsh")),
    Kind("funding", "Funding", ("funding_line", "funded_post")),
    Kind("packs", "Board packs", ("board_pack",)),
    Kind(
        "organisations",
        "Postings, units and organisations",
        ("posting", "officer", "unit", "appointment", "succession"),
    ),
    Kind("notes", "Notes that mention you or your unit", ("record_note",)),
    Kind(FOLLOWED, "Changes on OCGs that you follow", (FOLLOWED,)),
)
# Nobody can switch these off: somebody else may have changed how an officer signs in.
ALWAYS = frozenset({"password", "session", "token"})
# Events that give the notified unit, or the notified officer, a task. The task is on the home page,
# so nobody gets a notification of the same event as well.
TASKS_OF_UNIT = (
    "action.added",
    "action.returned",
    "action.question_asked",
    "action.date_proposed",
    "referral.sent",
    "hit.raised",
    "hit.referred",
    "transfer_request.asked",
)
TASKS_OF_OFFICER = (
    "assessment.scored",
    "bid.delivered",
    "disruption.claimed",
    "disruption.returned",
    "disruption.revised",
    "hit.escalated",
    "log.recorded",
    "meeting_action.given",
    "request.asked",
    "response.comments_invited",
)


TASKS = "tasks"  # what gives the officer or their unit a task: only emails have this kind
EMAIL_KINDS = (
    (TASKS, "Tasks given to you or your unit"),
    *((kind.key, kind.name) for kind in KINDS if kind.key != FOLLOWED),
)


def email_kind(verb: str, *, is_for_unit: bool) -> str:
    """Return the key of an event's kind in emails, or "" for an event that has none."""
    if verb in (TASKS_OF_UNIT if is_for_unit else TASKS_OF_OFFICER):
        return TASKS
    noun = verb.partition(".")[0]
    return next((kind.key for kind in KINDS if noun in kind.nouns), "")


def nouns_of(keys: set[str]) -> set[str]:
    """Return the nouns of the kinds with these keys."""
    return {noun for kind in KINDS if kind.key in keys for noun in kind.nouns}
