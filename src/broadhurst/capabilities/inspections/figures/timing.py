"""What a letter says of its last day, of being late, and of the version that it replaces."""

from datetime import date

from broadhurst.capabilities.inspections.figures.phrases import plain
from broadhurst.capabilities.inspections.models import Response
from broadhurst.foundation.govuk.words import day

NOT_YET = "The reason is added when it is published."


def timing(response: Response, as_of: date) -> str:
    """Say the last day to publish, when it was published, and why it is late if it is.

    A correction says when version 1 was published. Without a last day there is nothing to say.
    """
    last = response.last_day
    if last is None:
        return ""
    first = response.first_version.published_on
    if first is None:
        if as_of <= last:
            return f"The last day to publish this response is {day(last)}."
        return f"The last day to publish this response was {day(last)}, so it is late. {NOT_YET}"
    which = "It" if response.version == 1 else "Version 1"
    said = f"The last day to publish this response was {day(last)}. {which} was published on "
    if first <= last:
        return f"{said}{day(first)}."
    reason = f" Reason for lateness: {plain(response.late_reason)}" if response.late_reason else ""
    return f"{said}{day(first)}, so it was late.{reason}"


def correction(response: Response) -> str:
    """Say which version a response replaces, and why. Version 1 replaces none."""
    before = response.corrects
    if before is None or before.published_on is None:
        return ""
    return (
        f"This is version {response.version} of this response. It replaces version "
        f"{before.version} ({before.ref}), published on {day(before.published_on)}. Reason for the "
        f"correction: {plain(response.correction)}"
    )
