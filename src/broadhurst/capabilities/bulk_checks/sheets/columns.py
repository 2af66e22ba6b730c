"""Guess what a column holds from its heading. The officer confirms or changes it."""

import re

# The fields of a row with their labels, in the order of the choices.
FIELDS: dict[str, str] = {
    "name": "Full name",
    "first": "First name",
    "middle": "Middle names",
    "surname": "Surname",
    "aliases": "Other names (separated by ;)",
    "born": "Date of birth",
    "sex": "Sex",
    "address": "Whole address",
    "street": "House and street",
    "town": "Town",
    "postcode": "Postcode",
    "phone": "Phone number",
    "imei": "Handset (IMEI)",
    "vehicle": "Vehicle registration or VIN",
    "account": "Bank account or IBAN",
    "sort_code": "Sort code",
    "wallet": "Crypto wallet",
    "handle": "Handle on a platform",
    "email": "Email address",
    "company": "Company name or number",
    "device": "Device",
    "reference": "Your own reference (not checked)",
}
LEFT_OUT = ""
# Fields whose columns are joined to one value: the lines of an address.
JOINED = frozenset(("street",))
# Fields that can have several values in several columns, such as two phone numbers.
SEVERAL = frozenset(
    ("aliases", "phone", "imei", "vehicle", "account", "wallet", "handle", "email", "company",
     "device", "reference")
)  # fmt: skip

# Patterns of headings, the most specific first: "Company name" is a company, not a name.
GUESSES = (
    ("email", r"e ?mail"),
    ("imei", r"imei|handset"),
    ("wallet", r"wallet|crypto|bitcoin|btc|eth|ethereum"),
    ("sort_code", r"sort ?code"),
    ("account", r"iban|account|acct|acc no"),
    ("handle", r"handle|user ?name|screen name|telegram|snap(chat)?|instagram|twitter|tiktok"),
    ("company", r"compan(y|ies)|crn|organi[sz]ation|business"),
    ("vehicle", r"v(ehicle|rm|rn|in)s?|reg(istration)?( no| number| mark)?|number plate|plate"),
    ("device", r"device|mac( address)?|imsi|iccid|serial( no| number)?"),
    ("phone", r"(tele)?phones?|tel|mobiles?|msisdn|mob|landline|cell"),
    ("aliases", r"alias(es)?|aka|a k a|nick ?names?|street names?|known as|other names?|maiden"),
    ("born", r"dob|d o b|born|birth ?(day|date)?|date of birth|yob"),
    ("surname", r"surname|last ?name|family ?name|sname"),
    ("middle", r"middle ?names?|second name|initials"),
    ("first", r"(fore|first|given|christian) ?names?|fname"),
    ("sex", r"sex|gender"),
    ("postcode", r"post ?code|pcode|postal code|zip"),
    ("town", r"town|city|locality"),
    ("street", r"street|road|house|(address )?line \d|address \d"),
    ("address", r"address(es)?|uprn|premises|location"),
    ("reference", r"ref(erence)?( no| number)?|urn|id|matter|crime no|nominal|custody|pnc( id)?"),
    ("name", r"(full |suspect |subject |person )?names?|suspect|subject|person|nominal name"),
)
# Headings about people who are not targets, so that nobody checks a victim by accident.
OF_OTHERS = re.compile(
    r"\b(victims?|witness(es)?|complainants?|aggrieved|informants?|injured part(y|ies)"
    r"|officers?|oic|reported by|reporting)\b"
)
PATTERNS = tuple((field, re.compile(rf"\b(?:{words})\b")) for field, words in GUESSES)
NEEDED = "Choose at least one column that names someone or something to check."
NOTHING_TO_CHECK = frozenset(("sex", "town", "middle", "first", "born", "sort_code", "reference"))


def guess(headings: list[str]) -> list[str]:
    """Return a field for each heading, or "" for a column that is left out.

    A field that can have one column goes to the first column that seems to hold it.
    """
    used: set[str] = set()
    guesses = []
    for heading in headings:
        words = re.sub(r"[^a-z0-9]+", " ", _apart(heading).lower()).strip()
        field = words.replace(" ", "_") if words.replace(" ", "_") in FIELDS else _of(words)
        if field in used and field not in SEVERAL | JOINED:
            field = LEFT_OUT
        used.add(field)
        guesses.append(field)
    return guesses


def objections_to_columns(columns: list[str]) -> list[str]:
    """Require one column for each single field, and something to check."""
    objections = [
        f"More than one column is said to hold “{FIELDS[field]}”. Choose one of them."
        for field in FIELDS
        if field not in SEVERAL | JOINED and columns.count(field) > 1
    ]
    if not set(columns) - NOTHING_TO_CHECK - {LEFT_OUT}:
        objections.append(NEEDED)
    return objections


def _of(words: str) -> str:
    if OF_OTHERS.search(words):
        return LEFT_OUT
    return next((field for field, pattern in PATTERNS if pattern.search(words)), LEFT_OUT)


def _apart(heading: str) -> str:
    """Split "DateOfBirth" to "Date Of Birth" and "Line1" to "Line 1", but keep "DOB"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", heading)
