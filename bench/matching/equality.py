"""`python -m bench.matching.equality`: compare weights with Splink 5's.

The records are made up here. Each of one half is compared with each of the other.
"""

from pathlib import Path

import click
import numpy as np

from bench.matching import figures
from bench.matching.register import register
from broadhurst_linkage.encoding.registers import rows_of_table
from broadhurst_linkage.scoring.model import shipped
from broadhurst_linkage.scoring.score import COMPARED, weigh_each
from broadhurst_linkage.splink.parity import splink_weights

RECORDS, OF, SEED = 300, 2_000, 5


@click.command()
@figures.option
def equality(into: Path | None) -> None:
    """Print the largest difference of the two."""
    rows = rows_of_table(register(OF, SEED, queries=0)[0])[:RECORDS]
    left, right = rows[: len(rows) // 2], rows[len(rows) // 2 :]
    model, which = shipped(), np.arange(len(right))
    weights = np.empty((len(left), len(right)))
    levels = np.empty((len(right), COMPARED), np.int8)
    for row, out in zip(left, weights, strict=True):
        weigh_each(row, right, which, model.weights, model.usual, model.prior, out, levels)
    apart = float(np.abs(weights - splink_weights(model.settings, left, right)).max())
    click.echo(f"{weights.size:,} pairs, at most {apart:.1e} apart")
    figures.put(into, {"weights_apart": apart, f"{figures.BESIDE}weights_apart": "Splink 5"})


if __name__ == "__main__":
    equality()
