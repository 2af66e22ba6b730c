"""The words of links in a network. Each reads from its first end to its second. Pure."""

import re

# `Link.kind` is what the second end is to the first.
LINKS = {
    "rival": "is a rival of",
    "supplier": "is supplied by",
    "customer": "supplies",
    "successor": "was succeeded by",
    "predecessor": "succeeded",
    "shares_members": "shares members with",
    "family": "is family of",
    "partner": "is or was a partner of",
    "associate": "is a criminal associate of",
    "business": "is in business with",
    "other": "is linked with",
}
MEMBERS = {
    "suspect": "is a suspect in",
    "convicted": "was convicted, and is in",
    "victim": "is a victim of",
    "witness": "is a witness about",
    "other": "is connected with",
}
USES = "uses"
PLANNED_FOR = "is planned for"
TAKES_PLACE_AT = "takes place at"
# A British registration, as on its plate: AB12 CDE, A123 BCD, Q417 TDN.
PLATE = re.compile(r"([A-Z]{2}[0-9]{2}|[A-Z][0-9]{1,3})([A-Z]{3})")


def as_on_plate(kind: str, value: str) -> str:
    """Return an identifier, with a British registration in capitals and with its space.

    An identifier that was entered in two ways is in the network once.
    """
    bare = re.sub(r"[\s.-]", "", value).upper()
    plate = PLATE.fullmatch(bare) if kind == "vehicle" else None
    return f"{plate[1]} {plate[2]}" if plate else value
