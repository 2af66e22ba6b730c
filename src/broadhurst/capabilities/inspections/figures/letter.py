"""The letter that answers a report, composed from the records of a day.

It has its author's texts and the chosen paragraphs, and no others. Every number is a figure in the
list below the letter, with its period, its day and the number of records behind it. Evidence that
must not be published is left out.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.template.loader import render_to_string

from broadhurst.capabilities.inspections.figures import paragraphs
from broadhurst.capabilities.inspections.figures.numbered import Numbered
from broadhurst.capabilities.inspections.figures.phrases import plain, typed
from broadhurst.capabilities.inspections.figures.timing import correction, timing
from broadhurst.capabilities.inspections.models import Finding, Response
from broadhurst.capabilities.inspections.queries.paragraphs import offered_for
from broadhurst.capabilities.inspections.queries.responses import (
    answers_of,
    may_answer,
    to_answer,
)
from broadhurst.capabilities.inspections.queries.shared import answered_for, shared_in
from broadhurst.capabilities.inspections.rules.copies import copied_to
from broadhurst.foundation import clock
from broadhurst.foundation.doors.letters import Letter, crest_of
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day

DRAFT = "DRAFT"
NOTHING = "*Nothing to say today.*"
CLOSING = "Yours sincerely"
SPACE_TO_SIGN = "\\\n" + "&nbsp;\\\n" * 4
# Parts that differ from day to day: which of the 56 days it is, and every date.
DAILY = re.compile(r"This is day -?\d+\.|\b\d{1,2} [A-Z][a-z]+ \d{4}\b")
PUBLIC = (
    "number", "title", "in_words", "value", "unit", "since", "as_of", "period", "held_by", "source",
    "count",
    "scope", "method", "name", "scope_key", "agencies", "behind",
)  # fmt: skip


@dataclass
class Composed:
    """A letter in Markdown, and its figures, numbered from 1 in the order of the text."""

    dated: date
    timing: str = ""
    text: str = ""
    figures: list[dict[str, Any]] = field(default_factory=list)

    @property
    def markdown(self) -> str:
        """The whole letter: its text, then the table of its figures."""
        context = {
            "figures": [
                figure
                | {key: plain(figure[key]) for key in ("title", "held_by", "scope", "method")}
                for figure in self.figures
            ]
        }
        return f"{self.text}\n\n{_render('letter_figures.md', context)}".strip()

    def public_figures(self) -> list[dict[str, Any]]:
        """Return the figures for the public: with a count of records, without the records."""
        return [{name: figure.get(name) for name in PUBLIC} for figure in self.figures]


def compose(response: Response, as_of: date) -> Composed:
    """Compose the letter as of a day. It is a draft unless the response is published."""
    letter = Composed(as_of, timing=timing(response, as_of))
    is_draft = response.stage != Response.Stage.PUBLISHED
    address = record_address(
        "inspections:response_letter" if is_draft else "public:publication", response.ref
    )
    numbered = Numbered(letter.figures, address)
    report, answers = response.report, answers_of(response)
    shared, elsewhere = shared_in(response), answered_for(response)
    context = {
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
        "asked": to_answer(response)
        .filter(kind=Finding.Kind.RECOMMENDATION)
        .exclude(pk__in=elsewhere)
        .count(),
        "also_reports": list(
            dict.fromkeys(plain(shared_answer.finding.report.title) for shared_answer in shared)
        ),
        "elsewhere": [paragraphs.answered_elsewhere(answered) for answered in elsewhere.values()],
        "is_in_part": bool(report.note),
        "comments": typed(response.body_comments),
        "paragraphs": paragraphs.chosen(response, as_of, numbered),
        "answers": [
            paragraphs.answered(finding, answers[finding.pk], numbered)
            | {"also": paragraphs.also_answered(finding, shared)}
            for finding in may_answer(response)
            if finding.pk in answers
        ],
        "chief": typed(response.chief_officer_comments),
        "reply": typed(response.reply),
        "has_figures": bool(letter.figures),
        "signed_by": [plain(line) for line in (response.signed_by, *_lines(response.office))],
        "copies": [plain(name) for name in copied_to(response.recipient, response.copies)],
    }
    letter.text = _render("letter.md", context)
    return letter


def letter_of(response: Response) -> str:
    """Return the letter in Markdown: as published, or as of today."""
    return response.frozen_markdown or compose(response, clock.today()).markdown


def digest(response: Response, as_of: date) -> str:
    """Return a digest of the letter, to detect changes since it was cleared.

    Dates, the day number and lateness are left out, because they differ from day to day. Call this
    before the response is published.
    """
    letter = compose(response, as_of)
    text = letter.markdown.replace(letter.timing, "") if letter.timing else letter.markdown
    return sha256(DAILY.sub("", text).encode()).hexdigest()


def catalogue(response: Response, as_of: date) -> str:
    """Return, as Markdown, every paragraph that the letter can have.

    Figures are not stored.
    """
    address = record_address("inspections:response_letter", response.ref)
    numbered = Numbered([], address)
    titled_texts = [
        (paragraph["title"], paragraphs.composed(paragraph, response, as_of, numbered)["text"])
        for paragraph in offered_for(response).values()
    ]
    return "\n\n".join(f"## {plain(title)}\n\n{text or NOTHING}" for title, text in titled_texts)


def with_and_without_words(response: Response, as_of: date) -> tuple[list[str], list[str]]:
    """Return the titles of the chosen paragraphs with text, and of the empty ones.

    A published letter is composed as of its day of publication.
    """
    day = response.published_on or as_of
    numbered = Numbered([], "")
    filled: list[str] = []
    empty: list[str] = []
    for paragraph in response.paragraphs:
        text = paragraphs.composed(paragraph, response, day, numbered)["text"]
        (filled if text else empty).append(paragraph["title"])
    return filled, empty


def on_paper(response: Response, letter: Composed, *, marking: str) -> Letter:
    """Return the letter as a document, with the crest of the unit that writes it.

    A draft says so in its title.
    """
    is_draft = response.stage != Response.Stage.PUBLISHED
    return Letter(
        markdown=_with_space_to_sign(letter.markdown),
        title=f"{DRAFT}: {response.subject}" if is_draft else response.subject,
        sender=response.sender or response.body.name,
        recipient=response.recipient or "Not addressed yet",
        dated=letter.dated,
        marking=marking,
        crest=crest_of(response.unit),
    )


def _with_space_to_sign(markdown: str) -> str:
    """Add room for a signature between the closing words and the signatory.

    The last match is the letter's own closing: author's texts come before it, figures after it.
    """
    before, closing, after = markdown.rpartition(f"\n{CLOSING}\n\n")
    return f"{before}\n{CLOSING}{SPACE_TO_SIGN}{after}" if closing else markdown


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _render(template: str, context: dict[str, Any]) -> str:
    """Render Markdown from a template, and remove the gaps that template tags leave."""
    text = render_to_string(f"inspections/{template}", context)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()
