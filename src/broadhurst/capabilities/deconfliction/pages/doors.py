"""Refuse a page of this room before the reader fills in its form."""

from collections.abc import Callable
from functools import partial
from typing import ParamSpec

from broadhurst.capabilities.deconfliction.rules.doors import objections_to_open
from broadhurst.foundation.doors.may_open import Page, refused_by_role

Named = ParamSpec("Named")


def for_whoever_may(door: str, title: str) -> Callable[[Page[Named]], Page[Named]]:
    """Answer a page's GET with the refusal, if the reader's role cannot use the page."""
    return refused_by_role(
        partial(objections_to_open, door),
        title=title,
        back="overview:deconfliction",
        link_text="Deconfliction for your unit",
    )
