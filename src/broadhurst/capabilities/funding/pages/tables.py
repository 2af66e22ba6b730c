"""The rows of the funding page's tables and tiles, in words."""

from typing import Any

from broadhurst.capabilities.funding.queries.outlook import Outlook, Scenario
from broadhurst.capabilities.funding.rules.cover import Cliff
from broadhurst.foundation.govuk.words import count

NONE = "None"


def notice_in_words(cliff: Cliff) -> str:
    """Return the shortest notice, and the lines that still wait for confirmation."""
    waiting = f"{count(cliff.waiting, 'line')} not confirmed" if cliff.waiting else ""
    if cliff.notice is None:
        return waiting or "No line pays then"
    days = count(abs(cliff.notice), "day")
    shortest = days if cliff.notice >= 0 else f"{days} late"
    return "; ".join(filter(None, (shortest, waiting)))


def percent_in_words(value: int | None) -> str:
    """Return a share in per cent, or "None" if there is nothing to share."""
    return NONE if value is None else f"{value}%"


def row_of(cliff: Cliff) -> dict[str, Any]:
    """Return the row of a capability."""
    return {
        "name": cliff.name,
        "posts": cliff.posts,
        "funded": f"{cliff.funded} ({percent_in_words(cliff.percent)})",
        "confirmed": cliff.confirmed,
        "partly": cliff.partly,
        "not_funded": cliff.not_funded,
        "tenure_ended": cliff.tenure_ended,
        "unconfirmed": percent_in_words(cliff.unconfirmed),
        "notice": notice_in_words(cliff),
    }


def tiles_of(outlook: Outlook) -> list[dict[str, str]]:
    """Return the tiles above the chart: a value, its label and a note."""
    whole = outlook.whole
    return [
        {
            "value": percent_in_words(whole.percent),
            "label": "Posts funded beyond that day",
            "note": f"{whole.funded} of {count(whole.posts, 'post')}, {whole.confirmed} by "
            "confirmed lines",
        },
        {
            "value": percent_in_words(whole.unconfirmed),
            "label": "Money of today’s posts not confirmed",
            "note": "Indicative or in dispute",
        },
        {
            "value": count(max(outlook.days_left, 0), "day"),
            "label": "Left until that day",
            "note": f"Shortest notice of the next day: {notice_in_words(whole)}",
        },
    ]


def lost_rows(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the posts of a scenario: those that close first."""
    ordered = sorted(scenario.lost, key=lambda lost: (lost.loss.after, lost.post.role))
    return [
        {
            "post": lost.post,
            "capability": lost.loss.post.capability,
            "before": f"{lost.loss.before}%",
            "after": f"{lost.loss.after}%",
            "closes": lost.loss.closes,
            "filled": "Filled" if lost.post.filled_on else "Vacant",
        }
        for lost in ordered
    ]


def scenario_in_words(scenario: Scenario) -> str:
    """Return how many posts close and how many are short, in one sentence."""
    closing, short = len(scenario.closing), len(scenario.short)
    if not scenario.lost:
        return "No post would lose money."
    parts = []
    if closing:
        parts.append(f"{count(closing, 'post')} would close")
    if short:
        parts.append(f"{count(short, 'post')} would be paid only in part")
    return f"{' and '.join(parts)}."
