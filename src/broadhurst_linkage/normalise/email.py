"""E-mail addresses, to the one mailbox that several ways of writing it lead to."""

import re
import unicodedata
from typing import NamedTuple

from broadhurst_linkage.normalise.invalid import Invalid

VERSION = 1
LONGEST = 254
LOCAL = re.compile(r"[^\s@<>()\[\]\\,;:\"]+")
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9\-]*[a-z0-9]")


class Provider(NamedTuple):
    """What a provider ignores: its other domains, signs in the name, what follows a plus."""

    domain: str
    others: tuple[str, ...] = ()
    ignored: str = ""


# Each from the provider's own help pages. Of any other provider nothing is known to be ignored.
PROVIDERS = (
    Provider("gmail.com", ("googlemail.com",), "."),
    Provider("proton.me", ("protonmail.com", "pm.me", "protonmail.ch"), ".-_"),
    Provider("icloud.com", ("me.com", "mac.com")),
    Provider("fastmail.com"),
    *(
        Provider(name)
        for name in ("outlook.com", "hotmail.com", "hotmail.co.uk", "live.com", "live.co.uk")
    ),
)
BY_DOMAIN = {name: one for one in PROVIDERS for name in (one.domain, *one.others)}


def normalise(text: str) -> str:
    """The mailbox in small letters; dots and what follows a plus go only where the provider
    delivers to the same mailbox without them. Raises Invalid.
    """
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("mailto:").casefold()
    local, at, domain = unicodedata.normalize("NFKC", plain).strip("<> ").rpartition("@")
    if not (at and local):
        raise Invalid("An e-mail address has a name, an @ and a domain, like name@example.com.")
    if not LOCAL.fullmatch(local):
        raise Invalid("Before the @ there is a space or a sign that an e-mail address cannot have.")
    domain = _ascii(domain)
    if not DOMAIN.fullmatch(domain):
        raise Invalid("After the @ there must be a domain with a dot in it, like example.com.")
    if provider := BY_DOMAIN.get(domain):
        name = local.partition("+")[0] if not local.startswith("+") else local
        kept = "".join(c for c in name if c not in provider.ignored)
        local, domain = kept or local, provider.domain
    if len(local) + 1 + len(domain) > LONGEST:
        raise Invalid(f"An e-mail address has at most {LONGEST} characters.")
    return f"{local}@{domain}"


def _ascii(domain: str) -> str:
    """A domain of any script as the internet looks it up (IDNA)."""
    try:
        return domain.rstrip(".").encode("idna").decode()
    except UnicodeError as unread:
        raise Invalid("What follows the @ is not a domain.") from unread
