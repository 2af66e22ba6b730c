"""Names on a platform: "telegram:name", however the platform and the name are written."""

import re
import unicodedata
from typing import NamedTuple

from rapidfuzz.distance import OSA

from broadhurst_linkage.normalise.invalid import Invalid

VERSION = 1
LONGEST = 100


class Platform(NamedTuple):
    """A platform: what else it is called, and the hosts whose addresses hold a name."""

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
CALLED = {word: one.name for one in PLATFORMS for word in (one.name, *one.also)}
HOSTS = {host: one.name for one in PLATFORMS for host in one.hosts}
ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?([a-z0-9.\-]+\.[a-z]+(?:/(?:profile|user|u|in|add|id)(?=/))?)"
    r"/([^/?#\s]+)"
)
# Pages that every member shares: as names they would make one person of all.
NOT_NAMES = (
    "profile.php", "share", "groups", "pages", "people", "p", "reel", "reels", "channel", "c",
    "watch", "s",
)  # fmt: skip
PLATFORM = re.compile(r"[a-z0-9][a-z0-9 ._\-]{0,29}")
BY_NUMBER = ("whatsapp", "viber", "imessage", "facetime")
CLOSE, LONG_ENOUGH = 1, 5
NO_PLATFORM = "Write the platform before the name, like telegram:@name."
NEITHER = (
    "Write an e-mail address, like name@example.com, or the platform before the name, like "
    "telegram:@name."
)


def normalise(text: str) -> str:
    """The platform, a colon and the name in small letters without its @. Raises Invalid.

    A platform that is not known here is taken as it is written: left out, it would never match.
    """
    plain = _folded(text)
    if (found := ADDRESS.match(plain)) and found[1] in HOSTS:
        platform, name = HOSTS[found[1]], found[2]
        if name in NOT_NAMES:
            raise Invalid("This address holds no name: write the platform and the name.")
    else:
        platform, colon, name = plain.partition(":")
        if not colon:
            raise Invalid(NEITHER)
        if name.startswith("//"):
            raise Invalid(NO_PLATFORM)
        platform = _platform(platform.strip())
    name = name.strip().lstrip("@").strip()
    if not name or re.search(r"\s", name) or len(name) > LONGEST:
        raise Invalid(f"A name on {platform} has 1 to {LONGEST} characters and no spaces.")
    return f"{platform}:{name}"


def _folded(text: str) -> str:
    """Small letters, one form of each, without signs that cannot be seen."""
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")
    # Folding may compose what was taken apart and the other way about: twice comes to rest.
    for _ in range(2):
        seen = unicodedata.normalize("NFKC", seen).casefold()
    return unicodedata.normalize("NFKC", seen).strip()


def _platform(word: str) -> str:
    if word in BY_NUMBER:
        raise Invalid(f"{word.capitalize()} goes by telephone number: enter it as a telephone.")
    if word in CALLED:
        return CALLED[word]
    if not PLATFORM.fullmatch(word):
        raise Invalid(NO_PLATFORM)
    for known in CALLED:
        if min(len(known), len(word)) >= LONG_ENOUGH and OSA.distance(known, word) <= CLOSE:
            raise Invalid(f"There is no platform “{word}” here: is it {CALLED[known]}?")
    return word
