"""The headings of a full decision: those of the National Decision Model, in its order.

Source: College of Policing, Authorised Professional Practice, National decision model. The Code of
Ethics is at its centre.
"""

from collections.abc import Mapping

from broadhurst.foundation.workflow import at

SHORT, FULL = "short", "full"
HEADINGS = {
    "ethics": "Code of Ethics",
    "information": "Information and intelligence",
    "strategy": "Threat, risk and working strategy",
    "powers": "Powers and policy",
    "options": "Options and contingencies",
    "action": "Action and review",
}
# A short entry may say which options the leads considered.
ONLY_FULL = tuple(name for name in HEADINGS if name != "options")


def objections_to_headings(extent: str, texts: Mapping[str, str]) -> list[str]:
    """Refuse a full decision that misses a heading, and a short one that fills one in."""
    if extent == FULL:
        empty = [name for name in HEADINGS if not texts[name].strip()]
        return [
            objection
            for name in empty
            for objection in at(name, f"Enter “{HEADINGS[name]}”, or record a short decision.")
        ]
    full = [HEADINGS[name] for name in ONLY_FULL if texts[name].strip()]
    if not full:
        return []
    return at("extent", f"Choose a full decision, because you entered “{full[0]}”.")
