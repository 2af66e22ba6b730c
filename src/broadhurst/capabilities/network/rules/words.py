"""The words of links in a network. Each reads from its first end to its second. Pure."""

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
