"""Read the criteria and bands of a scheme as an officer types them, and show them that way."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

STEP = re.compile(r"\s*(\d{1,2})\s*[:.)]?\s+(.+)")
BAND = re.compile(r"\s*([^,]{1,8}?)\s*,\s*(?:tier\s*)?(\d)\s*,\s*(?:from\s*)?(\d{1,3})\s*")
KEY_LENGTH = 30


def scale_of(text: str) -> dict[str, str]:
    """Return the steps of a scale from lines like "0 None"; raises ValidationError."""
    scale = {}
    for line in filter(str.strip, text.splitlines()):
        match = STEP.fullmatch(line)
        if match is None:
            raise ValidationError(
                f"Enter a number and words, like 0 None. This is “{line.strip()}”."
            )
        scale[str(int(match[1]))] = match[2].strip()
    return scale


def scale_as_text(scale: Mapping[str, str]) -> str:
    return "\n".join(f"{n} {words}" for n, words in sorted(scale.items(), key=lambda s: int(s[0])))


def bands_of(text: str) -> list[dict[str, Any]]:
    """Return the bands from lines like "1, tier 1, from 75"; raises ValidationError."""
    bands = []
    for line in filter(str.strip, text.splitlines()):
        match = BAND.fullmatch(line)
        if match is None:
            raise ValidationError(
                f"Enter a band, its tier and its least score, like 1, tier 1, from 75. "
                f"This is “{line.strip()}”."
            )
        bands.append({"band": match[1], "tier": int(match[2]), "from": int(match[3])})
    return bands


def bands_as_text(bands: Sequence[Mapping[str, Any]]) -> str:
    ordered = sorted(bands, key=lambda band: -int(band["from"]))
    return "\n".join(
        f"{band['band']}, tier {band['tier']}, from {band['from']}" for band in ordered
    )


def new_key(label: str, taken: Sequence[str]) -> str:
    """Return a key for a new criterion, unlike those that are taken."""
    stem = re.sub(r"[^a-z0-9]+", "_", label.casefold()).strip("_")[:KEY_LENGTH] or "criterion"
    return next(
        key
        for number in range(1, len(taken) + 2)
        for key in [stem if number == 1 else f"{stem}_{number}"]
        if key not in taken
    )
