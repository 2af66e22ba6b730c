"""The letter that answers a report, composed from what is recorded as of a day.

It has what its author wrote and the paragraphs that were chosen for it, and no others. Every number
is a figure of the list below it, with its period, its as-of day and how many records are behind it.
Evidence that may not be published is left out.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from broadhurst.capabilities.inspections.figures import paragraphs
from broadhurst.capabilities.inspections.figures.phrases import plain, typed
from broadhurst.capabilities.inspections.figures.timing import correction, timing
from broadhurst.capabilities.inspections.models import Finding, Response
from broadhurst.capabilities.inspections.queries.paragraphs import offered_for
from broadhurst.capabilities.inspections.queries.responses import (
    answers_of,
    may_answer,
    to_answer,
)
from broadhurst.capabilities.inspections.rules.copies import copied_to
from broadhurst.foundation.doors.documents import Letter
from broadhurst.foundation.govuk.words import day

DRAFT = "DRAFT"
NOTHING = "*Nothing to say today.*"
CLOSING = "Yours sincerely"
SPACE_TO_SIGN = "\\\n" + "&nbsp;\\\n" * 4
# What changes with each day by itself: which of the 56 days it is, and every date.
DAILY = re.compile(r"This is day -?\d+\.|\b\d{1,2} [A-Z][a-z]+ \d{4}\b")
PUBLIC = (
    "number", "title", "said", "value", "unit", "since", "as_of", "period", "held_by", "source",
    "count",
    "scope", "method",
)  # fmt: skip


@dataclass
class Composed:
    """A letter in Markdown, and the figures in it, numbered from one in the order of the text."""

    dated: date
    timing: str = ""
    text: str = ""
    figures: list[dict[str, Any]] = field(default_factory=list)

    @property
    def markdown(self) -> str:
        """The whole letter: its text, then the table of its figures."""
        shown = {
            "figures": [
                one | {key: plain(one[key]) for key in ("title", "held_by", "scope", "method")}
                for one in self.figures
            ]
        }
        return f"{self.text}\n\n{_render('letter_figures.md', shown)}".strip()

    def public_figures(self) -> list[dict[str, Any]]:
        """The figures as anyone may read them: how many records stand behind each, not which."""
        return [{name: one[name] for name in PUBLIC} for one in self.figures]


def compose(response: Response, as_of: date) -> Composed:
    """The letter as it reads on a day: a draft, unless the response is published."""
    letter = Composed(as_of, timing=timing(response, as_of))
    is_draft = response.stage != Response.Stage.PUBLISHED
    here = reverse("response_letter" if is_draft else "publication", args=[response.ref])
    numbered = paragraphs.Numbered(letter.figures, here)
    report, answers = response.report, answers_of(response)
    shown = {
        "is_draft": is_draft,
        "dated": day(as_of),
        "greeting": plain(response.greeting),
        "subject": plain(response.subject),
        "title": plain(report.title),
        "publisher": plain(report.publisher.short_name),
        "published": paragraphs.published(report),
        "day": report.day(as_of) if response.version == 1 else None,
        "timing": letter.timing,
        "correction": correction(response),
        "force": plain(response.force.name),
        "asked": to_answer(response).filter(kind=Finding.Kind.RECOMMENDATION).count(),
        "is_in_part": bool(report.note),
        "comments": typed(response.body_comments),
        "paragraphs": paragraphs.chosen(response, as_of, numbered),
        "answers": [
            paragraphs.answered(finding, answers[finding.pk], numbered)
            for finding in may_answer(response)
            if finding.pk in answers
        ],
        "chief": typed(response.chief_officer_comments),
        "reply": typed(response.reply),
        "has_figures": bool(letter.figures),
        "signed_by": [plain(line) for line in (response.signed_by, *_lines(response.office))],
        "copies": [plain(name) for name in copied_to(response.recipient, response.copies)],
    }
    letter.text = _render("letter.md", shown)
    return letter


def digest(response: Response, as_of: date) -> str:
    """A digest of what the letter says, to find whether it changed since it was cleared.

    Dates, the number of the day and lateness are left out, because they differ from day to day.
    Call it before the response is published.
    """
    letter = compose(response, as_of)
    said = letter.markdown.replace(letter.timing, "") if letter.timing else letter.markdown
    return sha256(DAILY.sub("", said).encode()).hexdigest()


def catalogue(response: Response, as_of: date) -> str:
    """Every paragraph that the letter can have, as it reads on a day; its figures are not kept."""
    here = reverse("response_letter", args=[response.ref])
    numbered = paragraphs.Numbered([], here)
    each = [
        (one["title"], paragraphs.composed(one, response, as_of, numbered)["text"])
        for one in offered_for(response).values()
    ]
    return "\n\n".join(f"## {plain(title)}\n\n{text or NOTHING}" for title, text in each)


def with_and_without_words(response: Response, as_of: date) -> tuple[list[str], list[str]]:
    """The titles of the chosen paragraphs that the letter has, and of those with nothing to say.

    A published letter is as of the day on which it was published.
    """
    day = response.published_on or as_of
    numbered = paragraphs.Numbered([], "")
    there: list[str] = []
    empty: list[str] = []
    for one in response.paragraphs:
        text = paragraphs.composed(one, response, day, numbered)["text"]
        (there if text else empty).append(one["title"])
    return there, empty


def on_paper(response: Response, letter: Composed, *, marking: str) -> Letter:
    """The letter as a document; a draft says so in its title."""
    is_draft = response.stage != Response.Stage.PUBLISHED
    return Letter(
        markdown=_with_space_to_sign(letter.markdown),
        title=f"{DRAFT}: {response.subject}" if is_draft else response.subject,
        sender=response.sender or response.body.name,
        recipient=response.recipient or "Not addressed yet",
        dated=letter.dated,
        marking=marking,
    )


def _with_space_to_sign(markdown: str) -> str:
    """The letter with room for a signature between its closing words and the signatory.

    The closing words are the letter's own: an author's text stands before them, figures after.
    """
    before, closing, after = markdown.rpartition(f"\n{CLOSING}\n\n")
    return f"{before}\n{CLOSING}{SPACE_TO_SIGN}{after}" if closing else markdown


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _render(template: str, shown: dict[str, Any]) -> str:
    """Markdown from a template, in which a tag on a line of its own leaves no gap."""
    text = render_to_string(f"inspections/{template}", shown)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()
