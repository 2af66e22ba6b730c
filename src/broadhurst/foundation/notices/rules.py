"""Rules for emails about notifications."""

from collections.abc import Collection

from broadhurst.foundation.notices.kinds import EMAIL_KINDS
from broadhurst.foundation.workflow import at


def objections_to_choose_emails(
    at_once: Collection[str], daily: Collection[str], *, address: str, sends: bool
) -> list[str]:
    """Refuse emails from a site that sends none, to no address, or of one kind twice."""
    if not (at_once or daily):
        return []
    if not sends:
        return ["This site does not send email. Ask the people who run it."]
    objections = []
    if not address:
        objections.append(
            "Your account has no email address. Ask an administrator of your organisation to "
            "add it."
        )
    twice = [name for key, name in EMAIL_KINDS if key in at_once and key in daily]
    if twice:
        objections += at("daily", f"Choose each kind in one of the two lists: {', '.join(twice)}.")
    return objections
