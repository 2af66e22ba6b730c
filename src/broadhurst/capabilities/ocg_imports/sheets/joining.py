"""Join the rows of a tracker that are about one OCG, on its own sheet and on the others."""

from collections.abc import Iterable, Iterator, Mapping

from broadhurst.capabilities.ocg_imports.sheets.columns import BY
from broadhurst.capabilities.ocg_imports.sheets.side_by_side import OCGS
from broadhurst.capabilities.ocg_imports.sheets.tracker import TrackerOcg, TrackerRow
from broadhurst_linkage.normalise.person import fold

ON_NO_SHEET = (
    "No row of the sheet “{sheet}” has the OCG “{ocg}”. Write its cover name or its number as it "
    "is there, or add it there."
)
TWO_OCGS = "The row names two different OCGs. Leave one of the cells empty."


def ocgs_of(rows: Iterable[TrackerRow]) -> Iterator[TrackerOcg]:
    """Yield the OCGs of some rows: those with the same reference or the same cover name."""
    by_key: dict[str, TrackerOcg] = {}
    named: dict[str, TrackerOcg] = {}
    first = ""
    for row in rows:
        if row.sheet.kind != OCGS:
            named_ocg = _named(row, named, first)
            if named_ocg is None:
                by_key[row.place] = TrackerOcg([row])
                continue
            named_ocg.rows.append(row)
            about = {name: text for name, text in row.ocg.items() if name not in BY}
            _say(named_ocg.fields, named_ocg.said_in, row, about)
            _say(named_ocg.scores, named_ocg.said_in, row, row.scores)
            continue
        first = row.sheet.title
        ref, name = row.ocg.get("ocg_ref", "").upper(), fold(row.ocg.get("ocg_name", ""))
        key = ref or name
        ocg = by_key.get(key) if key else None
        if ocg is None:
            ocg = TrackerOcg([])
            by_key[key or f"row {row.number}"] = ocg
        ocg.rows.append(row)
        for name in BY:
            if text := fold(row.ocg.get(name, "")):
                named.setdefault(text, ocg)
        _say(ocg.fields, ocg.said_in, row, row.ocg)
        _say(ocg.scores, ocg.said_in, row, row.scores)
    yield from by_key.values()


def _named(row: TrackerRow, named: Mapping[str, TrackerOcg], first: str) -> TrackerOcg | None:
    """Return the OCG of the first sheet that a row of another one names, or note what is wrong."""
    ocgs: list[TrackerOcg] = []
    for name in BY:
        if text := row.ocg.get(name, ""):
            ocg = named.get(fold(text))
            if ocg is None:
                row.add_problem(name, ON_NO_SHEET.format(sheet=first, ocg=_short(text)))
                return None
            ocgs.append(ocg)
    if any(ocg is not ocgs[0] for ocg in ocgs):
        row.add_problem("ocg_name", TWO_OCGS)
        return None
    return ocgs[0] if ocgs else None


def _say(
    written: dict[str, str],
    said_in: dict[str, TrackerRow],
    row: TrackerRow,
    more: Mapping[str, str],
) -> None:
    """Add what a row says of its OCG. Two rows must not say different things."""
    for name, text in more.items():
        if name not in written:
            written[name], said_in[name] = text, row
        elif fold(written[name]) != fold(text):
            row.add_problem(
                name,
                f"{said_in[name].place} says “{_short(written[name])}” about the same OCG. Write "
                "the same in both rows, or leave one of them empty.",
            )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
