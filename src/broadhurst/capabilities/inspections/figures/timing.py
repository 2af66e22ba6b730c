"""Sentences of a letter about its deadline, lateness and the version it replaces."""

from datetime import date

from broadhurst.capabilities.inspections.figures.phrases import plain
from broadhurst.capabilities.inspections.models import Response
from broadhurst.foundation.govuk.words import day

NOT_YET = "The reason is added when it is published."


def timing(response: Response, as_of: date) -> str:
    """Return the last day to publish, the day of publication, and why it is late.

    A correction says when version 1 was published. Return "" if there is no last day.
    """
    last = response.last_day
    if last is None:
        return ""
    first = response.first_version.published_on
    if first is None:
        if as_of <= last:
            return f"The last day to publish this response is {day(last)}."
        return f"The last day to publish this response was {day(last)}, so it is late. {NOT_YET}"
    version = "It" if response.version == 1 else "Version 1"
    deadline = f"The last day to publish this response was {day(last)}. {version} was published on "
    if first <= last:
        return f"{deadline}{day(first)}."
    reason = f" Reason for lateness: {plain(response.late_reason)}" if response.late_reason else ""
    return f"{deadline}{day(first)}, so it was late.{reason}"


def correction(response: Response) -> str:
    """Return which version a response replaces, and why. Return "" for version 1."""
    replaced = response.corrects
    if replaced is None or replaced.published_on is None:
        return ""
    return (
        f"This is version {response.version} of this response. It replaces version "
        f"{replaced.version} ({replaced.ref}), published on {day(replaced.published_on)}. Reason "
        f"for the correction: {plain(response.correction)}"
    )
