"""The letter that answers a report, composed from what is recorded as of a day.

Every number in it is a figure of the list that stands below it, with its period, its as-of day and
the records behind it. What stays behind a wall is not in it: evidence that may not be published is
left out, and of a record is told only that it exists.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from broadhurst.capabilities.inspections.figures import organisation, paragraphs
from broadhurst.capabilities.inspections.figures.phrases import plain, typed
from broadhurst.capabilities.inspections.models import Finding, Response
from broadhurst.capabilities.inspections.queries.responses import (
    answers_of,
    may_answer,
    to_answer,
)
from broadhurst.foundation.doors.documents import Letter
from broadhurst.foundation.govuk.words import day

DRAFT = "DRAFT"
PUBLIC = (
    "number", "title", "said", "value", "unit", "since", "as_of", "period", "held_by", "source",
    "count",
    "scope", "method",
)  # fmt: skip


@dataclass
class Composed:
    """A letter in Markdown, and the figures in it, numbered from one in the order of the text."""

    dated: date
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
    letter, is_draft = Composed(as_of), response.stage != Response.Stage.PUBLISHED
    here = reverse("response_letter" if is_draft else "publication", args=[response.ref])
    numbered = paragraphs.Numbered(letter.figures, here)
    report, answers = response.report, answers_of(response)
    repeated = report.findings.filter(recurs_from__isnull=False, withdrawn_at=None).select_related(
        "report"
    )
    shown = {
        "is_draft": is_draft,
        "dated": day(as_of),
        "greeting": plain(response.greeting),
        "title": plain(report.title),
        "publisher": plain(report.publisher.short_name),
        "published_on": paragraphs.published(report),
        "day": report.day(as_of) if response.version == 1 else None,
        "correction": plain(response.correction),
        "force": plain(response.force.name),
        "asked": to_answer(response).filter(kind=Finding.Kind.RECOMMENDATION).count(),
        "comments": typed(response.body_comments),
        "recurring": [paragraphs.recurring(finding) for finding in repeated],
        "work": paragraphs.work(response, as_of, numbered),
        "operations": [
            paragraphs.outcomes(one, numbered) for one in organisation.outcomes(response, as_of)
        ],
        "answers": [
            paragraphs.answered(finding, answers[finding.pk], numbered)
            for finding in may_answer(response)
            if finding.pk in answers
        ],
        "chief": typed(response.chief_officer_comments),
        "reply": typed(response.reply),
        "signed_by": [plain(line) for line in response.signed_by.splitlines()],
    }
    letter.text = _render("letter.md", shown)
    return letter


def on_paper(response: Response, letter: Composed, *, marking: str) -> Letter:
    """The letter as a document; a draft says so in its title."""
    is_draft = response.stage != Response.Stage.PUBLISHED
    return Letter(
        markdown=letter.markdown,
        title=f"{DRAFT}: {response.subject}" if is_draft else response.subject,
        sender=response.sender or response.body.name,
        recipient=response.recipient or "Not addressed yet",
        dated=letter.dated,
        marking=marking,
    )


def _render(template: str, shown: dict[str, Any]) -> str:
    """Markdown from a template, in which a tag on a line of its own leaves no gap."""
    text = render_to_string(f"inspections/{template}", shown)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()
