"""Rules of the public site: who sets its look and writes Welsh versions. Pure."""

import re
from collections.abc import Collection
from typing import Any

from broadhurst.capabilities.inspections.rules.responses import objections_to_public_text
from broadhurst.foundation.workflow import Move, Workflow, at

PUBLISHERS = ("policing_body", "clearer")
PUBLISHER = "unit that wrote it, by an officer who publishes for it"
STAGES = Workflow(
    "Welsh version",
    Move("edit", ("draft", "public"), "draft", (PUBLISHER,)),
    Move("publish", ("draft",), "public", (PUBLISHER,)),
    Move("withdraw", ("draft", "public"), "withdrawn", (PUBLISHER,)),
)
HEX = re.compile(r"#[0-9a-f]{6}")
LEAST_CONTRAST = 4.5  # of white text on the colour (WCAG 2.2, success criterion 1.4.3)


def objections_to_set(roles: Collection[str]) -> list[str]:
    """The roles that publish for an organisation also set its look."""
    if set(roles) & set(PUBLISHERS):
        return []
    return ["Only a policing body officer or an officer who clears publications can do this."]


def objections_to_colour(colour: str) -> list[str]:
    """A colour is a hex code that white text can be read on."""
    if not HEX.fullmatch(colour):
        return at("colour", "Enter a colour as # and six digits or letters a to f, like #1d5b79.")
    contrast = contrast_with_white(colour)
    if contrast < LEAST_CONTRAST:
        return at(
            "colour",
            "Enter a darker colour. White text on this one has a contrast of "
            f"{contrast:.1f} to 1, and needs {LEAST_CONTRAST} to 1.",
        )
    return []


def contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of white on a hex colour, from 1 to 21 (WCAG 2.2)."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def objections_to_remove(*, is_set: bool) -> list[str]:
    """Only a look that is set can be removed."""
    return [] if is_set else ["Your organisation’s pages already have the usual look."]


def roles_on(actor: Any, version: Any) -> list[str]:
    """Return the roles that an actor has on a Welsh version."""
    is_theirs = version.unit_id == actor.unit.pk and not objections_to_set(actor.roles)
    return [PUBLISHER] if is_theirs else []


def objections_to_verb(verb: str, actor: Any, version: Any) -> list[str]:
    """Say why an actor cannot do this to a Welsh version now."""
    objections = STAGES.objections(verb, version.stage, roles_on(actor, version))
    if verb == "publish" and version.written_by_id == actor.officer.pk:
        objections.append("You last changed this text, so another officer must publish it.")
    return objections


def objections_to_words(title: str, text: str) -> list[str]:
    """Say why words cannot be public: a marking above OFFICIAL, or a record's reference."""
    return at("title", objections_to_public_text(title, ())) + at(
        "text", objections_to_public_text(text, ())
    )


def objections_to_translate(*, is_published: bool, has_version: bool) -> list[str]:
    """A published record of your own organisation has one Welsh version."""
    if not is_published:
        return at("translates", "Select something that your organisation published.")
    if has_version:
        return at("translates", "This text already has a Welsh version. Edit that version.")
    return []
