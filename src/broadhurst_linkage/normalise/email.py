"""Email addresses, to the one mailbox that several spellings deliver to."""

import re
import unicodedata
from typing import NamedTuple

from broadhurst_linkage.normalise.invalid import Invalid

VERSION = 1
LONGEST = 254
LOCAL = re.compile(r"[^\s@<>()\[\]\\,;:\"]+")
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9\-]*[a-z0-9]")


class Provider(NamedTuple):
    """A provider, its other domains, and the punctuation that it ignores in a name.

    Each also ignores a plus and the text after it.
    """

    domain: str
    others: tuple[str, ...] = ()
    ignored: str = ""


# From each provider's own help pages. For any other provider, nothing is ignored.
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
BY_DOMAIN = {
    name: provider for provider in PROVIDERS for name in (provider.domain, *provider.others)
}


def normalise(text: str) -> str:
    """Return the mailbox in small letters. Raises Invalid.

    Dots, and a plus with its text, are removed only if the provider delivers to the same mailbox
    without them.
    """
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("mailto:").casefold()
    local, at, domain = unicodedata.normalize("NFKC", plain).strip("<> ").rpartition("@")
    if not (at and local):
        raise Invalid(
            "Enter an email address with a name, an @ and a domain, like name@example.com."
        )
    if not LOCAL.fullmatch(local):
        raise Invalid("Remove the space or symbol before the @ that an email address cannot have.")
    domain = _ascii(domain)
    if not DOMAIN.fullmatch(domain):
        raise Invalid("Enter a domain with a dot in it after the @, like example.com.")
    if provider := BY_DOMAIN.get(domain):
        name = local.partition("+")[0] if not local.startswith("+") else local
        kept = "".join(c for c in name if c not in provider.ignored)
        local, domain = kept or local, provider.domain
    if len(local) + 1 + len(domain) > LONGEST:
        raise Invalid(f"Enter an email address of at most {LONGEST} characters.")
    return f"{local}@{domain}"


def _ascii(domain: str) -> str:
    """Return a domain of any script in the ASCII form that DNS uses (IDNA)."""
    try:
        return domain.rstrip(".").encode("idna").decode()
    except UnicodeError as unread:
        raise Invalid("Enter a domain after the @, like example.com.") from unread
