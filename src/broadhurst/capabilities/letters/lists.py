"""The lists of letters and of templates, for the page, the API and the terminal."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from broadhurst.capabilities.letters.models import Kind, Letter
from broadhurst.capabilities.letters.queries.kept import templates, with_newest
from broadhurst.capabilities.letters.queries.letters import letters
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.lists.cells import Cell, Link, Muted, Reference, Tag
from broadhurst.foundation.lists.declared import ALL, Column, Filter, List, Tab, everything

COLOURS = {"draft": "grey", "ready": "blue", "issued": "green", "withdrawn": "red"}


def _letter(letter: Any) -> Cell:
    link = Link(letter.subject, reverse("letters:letter", args=[letter.ref]))
    return (
        link,
        Reference(letter.ref),
        Tag("Correction", "orange") if letter.corrects_id else None,
    )


def _under_way(_actor: Actor) -> Q:
    return Q(stage__in=("draft", "ready"))


def _issued(_actor: Actor) -> Q:
    return Q(stage="issued")


LETTERS = List(
    key="letters",
    label="Letters",
    noun="letter",
    page="letters:letters",
    rows=lambda _actor: letters().prefetch_related("recipients"),
    columns=(
        Column("subject", "Letter", _letter, sort="subject", fixed=True),
        Column(
            "stage",
            "Status",
            lambda letter: Tag(letter.get_stage_display(), COLOURS[letter.stage]),
            sort="stage",
        ),
        Column("kind", "Kind", lambda letter: letter.version.template.get_kind_display()),
        Column(
            "recipients", "Recipients", lambda letter: len(letter.recipients.all()), numeric=True
        ),
        Column("written", "Last changed", lambda letter: letter.written_at, sort="written_at"),
        Column("dated", "Issued", lambda letter: letter.dated or Muted("Not yet"), sort="dated"),
        Column("by", "Last changed by", lambda letter: letter.written_by.name, shown=False),
    ),
    sort="-written",
    nothing=("No letters yet", "Letters that your unit drafts appear here."),
    tabs=(
        Tab("under_way", "Under way", _under_way),
        Tab("issued", "Issued", _issued),
        Tab(ALL, "All", everything),
    ),
    filters=(
        Filter(
            "q",
            "Words",
            lambda rows, words: rows.filter(
                Q(subject__icontains=words) | Q(text__icontains=words) | Q(ref__iexact=words)
            ),
        ),
        Filter(
            "stage",
            "Status",
            lambda rows, stage: rows.filter(stage=stage),
            choices=lambda: Letter.Stage.choices,
        ),
        Filter(
            "kind",
            "Kind",
            lambda rows, kind: rows.filter(version__template__kind=kind),
            choices=lambda: Kind.choices,
        ),
    ),
    marking="OFFICIAL",
)


def _template(template: Any) -> Cell:
    link = Link(template.title, reverse("letters:template", args=[template.ref]))
    withdrawn = Tag("Withdrawn", "red") if template.withdrawn_at else None
    return (link, Reference(template.ref), withdrawn)


TEMPLATES = List(
    key="letter-templates",
    label="Letter templates",
    noun="template",
    page="letters:templates",
    rows=lambda _actor: with_newest(templates()),
    columns=(
        Column("title", "Template", _template, sort="title", fixed=True),
        Column("kind", "Kind", lambda template: template.get_kind_display(), sort="kind"),
        Column(
            "version", "Version", lambda template: template.version, sort="version", numeric=True
        ),
        Column("written", "Last changed", lambda template: template.written_at, sort="written_at"),
        Column("by", "Last changed by", lambda template: template.written_by.name, shown=False),
    ),
    sort="title",
    nothing=("No templates yet", "Templates that your unit writes for its letters appear here."),
    opens_on="current",
    tabs=(
        Tab("current", "Current", lambda _actor: Q(withdrawn_at=None)),
        Tab(ALL, "All", everything),
    ),
    filters=(
        Filter("q", "Title", lambda rows, words: rows.filter(title__icontains=words)),
        Filter(
            "kind",
            "Kind",
            lambda rows, kind: rows.filter(kind=kind),
            choices=lambda: Kind.choices,
        ),
    ),
    marking="OFFICIAL",
)
