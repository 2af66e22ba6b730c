"""A board pack as a document: its figures and the summaries of its records."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.board_packs.queries.counting import Count, Shown, counted
from broadhurst.capabilities.board_packs.queries.packs import packs
from broadhurst.capabilities.board_packs.queries.summaries import Summary, summary_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.chart.drawing import HEIGHT, WIDTH, drawn
from broadhurst.foundation.doors.letters import Drawing, Letter
from broadhurst.foundation.doors.paper import copy_for, facts, heading, labelled, plain, table
from broadhurst.foundation.figure import OPEN, Figure
from broadhurst.foundation.govuk.words import day, first_capital
from broadhurst.foundation.record_copies.declared import RecordCopy

NOT_COUNTED = (
    "You can no longer count the records that this pack is about. Correct it, and choose others."
)
RECORDS_TODAY = "Records are as they are today."
AS_NOW = "This figure cannot be counted for an earlier day, so it has no months."


def on_paper(actor: Actor, pack: BoardPack, on: date | None = None) -> Letter:
    """Return a pack as its reader may see it, with its figures as of a day, or of today."""
    count = counted(actor, pack, on or clock.today())
    letter = copy_for(actor, pack.name, _parts(pack, count, on))
    return replace(letter, drawings=tuple(_drawings(count)))


def _drawings(count: Count) -> Iterator[Drawing]:
    for figure in count.figures:
        if figure.trend:
            yield Drawing(figure.trend.name, drawn(figure.trend), WIDTH, HEIGHT)


def _parts(pack: BoardPack, count: Count, on: date | None) -> Iterator[str]:
    yield labelled("Period", f"{day(count.since)} to the end of {day(count.as_of)}")
    if on and on != clock.today():
        yield plain(f"The figures are those of a pack made on {day(on)}. {RECORDS_TODAY}")
    if pack.figures:
        yield heading("Figures")
        if count.scope is None:
            yield plain(NOT_COUNTED)
        for figure in count.figures:
            yield from _figure(figure)
    if pack.records:
        yield heading("Records")
        for ref in pack.records:
            yield from _record(summary_of(ref))


def _figure(figure: Shown) -> Iterator[str]:
    now, before = figure.now, figure.before
    yield heading(now.title, 3, _page_of(now))
    yield table(
        ("Period", "Value"),
        [
            [_days(before), before.in_words],
            [_days(now), now.in_words],
            ["Change", figure.change],
        ],
        "",
    )
    if figure.undated:
        yield plain(f"{AS_NOW} {figure.undated}")
    elif figure.months:
        if trend := figure.trend:
            yield f"![{plain(f'{trend.title}. {trend.described}')}]({trend.name})"
        yield table(
            ("Month", "Value"), [(label, month.in_words) for label, month in figure.months], ""
        )
    if figure.parts:
        yield table(("Organisation", "Value"), figure.parts, "")
    yield from facts([("Whose records", first_capital(now.scope)), ("Method", now.method)])


def _page_of(figure: Figure) -> str:
    page = reverse("insight:figure", args=[figure.name])
    if figure.scope_key == OPEN.key:  # the same for everyone, so it has no scope to choose
        return page
    return f"{page}?{urlencode({'scope': figure.scope_key})}"


def _days(figure: Figure) -> str:
    if figure.since:
        return f"{day(figure.since)} to {day(figure.as_of)}"
    return f"At the end of {day(figure.as_of)}"


def _record(summary: Summary) -> Iterator[str]:
    if not summary.title:
        yield heading(summary.ref, 3)
        yield plain("You can no longer see this record.")
        return
    yield heading(summary.title, 3, summary.href)
    yield from facts([("Reference", summary.ref), *summary.facts])


PACK_COPY = RecordCopy("board pack", packs, on_paper, page="board_packs:board_pack", as_of=on_paper)
