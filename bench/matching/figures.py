"""Targets of the matcher's benchmarks, and the summary table of results."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click
from rich.table import Table

Figures = dict[str, Any]
BESIDE = "beside "  # prefix of a figure's name for the result of another program, in words

# Option of a benchmark: the file for its figures, besides the tables that it prints.
option = click.option(
    "--figures",
    "into",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A JSON file to put the figures in, for `python -m bench.matching`.",
)


class Aim(NamedTuple):
    """A figure with the least or the most that it must be. `form` is its print format."""

    figure: str
    words: str
    least: float | None = None
    most: float | None = None
    form: str = ".3f"

    @property
    def must(self) -> str:
        """Return the target in words."""
        if self.least is not None:
            return f"at least {self.least:{self.form}}"
        return f"at most {self.most:{self.form}}"

    def is_reached(self, value: float) -> bool:
        """Return whether a value reaches the target."""
        if self.least is not None:
            return value >= self.least
        return self.most is None or value <= self.most


AIMS = (
    Aim("engine_p50", "engine alone, raw record to explained hits, p50 ms", most=0.3),
    Aim("splink_4_times", "one record by Splink 4, times ours", least=500, form=",.0f"),
    Aim("weights_apart", "weights beside Splink 5's, most apart", most=1e-6, form=".1e"),
    Aim("found_by_keys", "found by keys of what a scan finds", least=0.995, form=".4f"),
    Aim("recall", "recall at 0.01 false alarms a no-hit query", least=0.80),
    Aim("bytes_a_record", "memory a record, bytes", most=300, form=".0f"),
    Aim("recall_times", "batch, recall at precision 0.95, times Splink's", least=1.4, form=".2f"),
    Aim("f1_times_first", "batch, best F1 without a label, times Splink's", least=1.07),
    Aim("f1_times", "batch, best F1 with labels, times Splink's", least=1.12),
    Aim("wall_times", "batch, seconds, times Splink's", most=1.0, form=".2f"),
    Aim("processor_times", "batch, seconds of processor, times Splink's", most=1.0, form=".2f"),
    Aim("pairs_a_second", "pairs weighed a second a core", least=4e6, form=",.0f"),
    Aim("arabic", "names of two words, Arabic script", least=0.60),
    Aim("cyrillic", "names of two words, Cyrillic", least=0.85),
    Aim("hebrew", "names of two words, Hebrew", least=0.60),
    Aim("false_names", "of 3,500 random pairs a script, taken for one", most=0, form=".0f"),
    Aim("origin_false", "false hits of the worst group, shared middle name", most=0.02),
    Aim("origin_recall", "recall of the worst group of origin, same date", least=0.80),
    Aim("origin_gap", "gap in recall between groups of origin", most=0.15),
    Aim("script_alarms", "people not on a list in another script, told or desk", most=0.03),
    Aim("script_recall", "people on it, with the date of birth, told or desk", least=0.98),
    Aim("list_recall", "a list in Latin letters, recall at 1 alarm in 100", least=0.98),
    Aim("events_p50", "event check, p50 ms", most=1.0, form=".2f"),
    Aim("api_p50", "check through the API, p50 ms", most=5.0, form=".1f"),
    Aim("api_p99", "the same, p99 ms", most=25.0, form=".1f"),
    Aim("api_a_second", "the same, a second a core, the database's too", least=200, form=".0f"),
    Aim("tenfold_found_by_keys", "ten registers: found by keys", least=0.99, form=".4f"),
    Aim("tenfold_api_p50", "ten registers: through the API, p50 ms", most=5.0, form=".1f"),
    Aim("tenfold_api_p99", "the same, p99 ms", most=25.0, form=".1f"),
    Aim("tenfold_api_times", "the same, p50, times that of one", most=2.0, form=".2f"),
    Aim("bulk_seconds", "bulk check, seconds", most=60, form=".1f"),
)


def put(into: Path | None, figures: Mapping[str, Any]) -> None:
    """Save the figures of a benchmark, if a file is given."""
    if into:
        into.write_text(json.dumps(dict(figures)), "utf-8")


def table(found: Figures, title: str, aims: Iterable[Aim] = AIMS) -> Table:
    """Return a table of figures with targets, results and those of others."""
    made = Table("measure", "must reach", "measured", "", "beside it", title=title)
    for aim in aims:
        if aim.figure in found:
            value = found[aim.figure]
            word = "reached" if aim.is_reached(value) else "missed"
            beside = found.get(f"{BESIDE}{aim.figure}", "")
            made.add_row(aim.words, aim.must, f"{value:{aim.form}}", word, beside)
        else:
            made.add_row(aim.words, aim.must, "", "not measured", "")
    return made
