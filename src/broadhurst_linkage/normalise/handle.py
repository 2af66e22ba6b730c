"""Handles on a platform: "telegram:name", for every spelling of both."""

import re
import unicodedata
from typing import NamedTuple

from rapidfuzz.distance import OSA

from broadhurst_linkage.normalise.invalid import Invalid

VERSION = 1
LONGEST = 100


class Platform(NamedTuple):
    """A platform, its other names, and the hosts whose web addresses contain a handle."""

    name: str
    also: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


PLATFORMS = (
    Platform("bluesky", ("bsky",), ("bsky.app/profile",)),
    Platform("discord"),
    Platform("encrochat", ("encro",)),
    Platform("facebook", ("fb", "messenger"), ("facebook.com", "fb.com", "m.me", "m.facebook.com")),
    Platform("instagram", ("ig", "insta"), ("instagram.com",)),
    Platform("kik", (), ("kik.me",)),
    Platform("linkedin", (), ("linkedin.com/in", "uk.linkedin.com/in")),
    Platform("matrix", ("element",)),
    Platform("onlyfans", (), ("onlyfans.com",)),
    Platform("playstation", ("psn",)),
    Platform("reddit", (), ("reddit.com/user", "reddit.com/u")),
    Platform("session"),
    Platform("signal"),
    Platform("skype"),
    Platform("skyecc", ("sky ecc",)),
    Platform("snapchat", ("snap",), ("snapchat.com/add",)),
    Platform("steam", (), ("steamcommunity.com/id",)),
    Platform("telegram", ("tg",), ("t.me", "telegram.me")),
    Platform("threads", (), ("threads.net", "threads.com")),
    Platform("threema"),
    Platform("tiktok", ("tik tok",), ("tiktok.com",)),
    Platform("twitch", (), ("twitch.tv",)),
    Platform("wechat", ("weixin",)),
    Platform("wickr", ("wickr me",)),
    Platform("x", ("twitter",), ("x.com", "twitter.com")),
    Platform("xbox", ("xbox live",)),
    Platform("youtube", ("yt",), ("youtube.com",)),
)
CALLED = {word: platform.name for platform in PLATFORMS for word in (platform.name, *platform.also)}
HOSTS = {host: platform.name for platform in PLATFORMS for host in platform.hosts}
ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?([a-z0-9.\-]+\.[a-z]+(?:/(?:profile|user|u|in|add|id)(?=/))?)"
    r"/([^/?#\s]+)"
)
# Pages that all members share. As handles they would make everybody one person.
NOT_NAMES = (
    "profile.php", "share", "groups", "pages", "people", "p", "reel", "reels", "channel", "c",
    "watch", "s",
)  # fmt: skip
PLATFORM = re.compile(r"[a-z0-9][a-z0-9 ._\-]{0,29}")
BY_NUMBER = ("whatsapp", "viber", "imessage", "facetime")
CLOSE, LONG_ENOUGH = 1, 5
NO_PLATFORM = "Enter the platform before the name, like telegram:@name."
NEITHER = (
    "Enter an email address, like name@example.com, or the platform before the name, like "
    "telegram:@name."
)


def normalise(text: str) -> str:
    """Return the platform, a colon and the name in small letters without its @.

    An unknown platform is kept as written, because an omitted handle would never match. Raises
    Invalid.
    """
    plain = _folded(text)
    if (address := ADDRESS.match(plain)) and address[1] in HOSTS:
        platform, name = HOSTS[address[1]], address[2]
        if name in NOT_NAMES:
            raise Invalid("This web address has no name in it. Enter the platform and the name.")
    else:
        platform, colon, name = plain.partition(":")
        if not colon:
            raise Invalid(NEITHER)
        if name.startswith("//"):
            raise Invalid(NO_PLATFORM)
        platform = _platform(platform.strip())
    name = name.strip().lstrip("@").strip()
    if not name or re.search(r"\s", name) or len(name) > LONGEST:
        raise Invalid(f"Enter a name on {platform} of 1 to {LONGEST} characters without spaces.")
    return f"{platform}:{name}"


def _folded(text: str) -> str:
    """Return small letters in one Unicode form without invisible characters."""
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
    # Folding may compose decomposed letters and the reverse. Twice gives a stable result.
    for _ in range(2):
        visible = unicodedata.normalize("NFKC", visible).casefold()
    return unicodedata.normalize("NFKC", visible).strip()


def _platform(word: str) -> str:
    if word in BY_NUMBER:
        raise Invalid(f"{word.capitalize()} uses phone numbers. Enter this as a phone number.")
    if word in CALLED:
        return CALLED[word]
    if not PLATFORM.fullmatch(word):
        raise Invalid(NO_PLATFORM)
    for known in CALLED:
        if min(len(known), len(word)) >= LONG_ENOUGH and OSA.distance(known, word) <= CLOSE:
            raise Invalid(f"“{word}” is not a known platform. Did you mean {CALLED[known]}?")
    return word
