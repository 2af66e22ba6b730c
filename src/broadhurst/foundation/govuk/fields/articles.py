"""The article before a noun in a message: "a reason", "an SIO", "the kind of event"."""

import re

# A clause or a noun that has its own determiner: "what you found", "your reference", "the aim".
BARE = re.compile(
    r"(an?|one|the|your|our|their|this|each|another|what|when|where|why|whose|who|how|whether|if)\b"
)
UNCOUNTED = ("evidence", "text", "progress")
# There is one of these on a form: "the first day", "the end of the handover window".
ONE = re.compile(r"(first|last|current|date|day|time|start|end)\b|.* of |.* again$|.*[’']s ")
SPOKEN_AS_VOWEL = "AEFHILMNORSX"  # letters that begin an abbreviation: "an SIO", but "a ROCU"
VOWELS = tuple("aeiouAEIOU")
SPOKEN_AS_WORD = ("ROCU",)
SOUNDS_LIKE_YOU = re.compile(r"(uni[^nm]|us[ue]|eu|one\b)")
# The words after the head of a noun phrase: "units | of the force", "bodies | that take part".
AFTER_HEAD = re.compile(r" (of|that|which|from|to|in|on|for|it|you|outside|after|before)\b")


def with_article(noun: str) -> str:
    """The noun with "a", "an" or "the", unless it needs none."""
    if BARE.match(noun):
        return noun
    if noun in UNCOUNTED or ONE.match(noun) or _is_plural(_head(noun)):
        return f"the {noun}"
    return f"{'an' if _sounds_like_vowel(noun) else 'a'} {noun}"


def singular(noun: str) -> str:
    """One of several: "units of the force" is "unit of the force"."""
    head = _head(noun)
    if not _is_plural(head):
        return noun
    singular_head = f"{head[:-3]}y" if head.endswith("ies") else head[:-1]
    return singular_head + noun[len(head) :]


def _head(noun: str) -> str:
    return AFTER_HEAD.split(noun, maxsplit=1)[0]


def _is_plural(head: str) -> bool:
    return head.endswith("s") and not head.endswith(("ss", "us", "is"))


def _sounds_like_vowel(noun: str) -> bool:
    if noun[1:2].isupper():
        return noun[0] in SPOKEN_AS_VOWEL and not noun.startswith(SPOKEN_AS_WORD)
    return noun.startswith(VOWELS) and not SOUNDS_LIKE_YOU.match(noun)
