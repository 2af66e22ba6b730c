"""`python -m bench.matching.train`: train the shipped model on made-up registers.

There are several registers, each with its own error rates, so the model does not learn one clerk's
habits. The person of each record is known, so m is counted. Training never uses the test data.
"""

import json
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import click
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bench.matching.register import register
from broadhurst_linkage.encoding.registers import rows_of_table
from broadhurst_linkage.scoring import model
from broadhurst_linkage.splink import train

Words = NDArray[np.uint64]

SEEDS = (1001, 1002, 1003, 1004)
RECORDS = 250_000
# A pair in two million: what a register of a million with half a million true pairs has.
MATCHES_A_RECORD = 0.5
# A store covers mostly one region, and England has nine. So two random people of a store share a
# district nine times as often as two people of these registers, which cover the country.
REGIONS = 9
OF_A_REGION = ("the same postcode sector", "the same district or town")


def made(seed: int, records: int) -> tuple[Words, pa.Table]:
    """Return a register's rows and its table."""
    table, _ = register(records, seed)
    return rows_of_table(table), table


def joined(seeds: tuple[int, ...], records: int) -> tuple[Words, np.ndarray]:
    """Join registers, and return the person of each row. Nobody is in two registers."""
    with ProcessPoolExecutor() as pool:
        parts = list(pool.map(partial(made, records=records), seeds))
    rows = np.concatenate([part for part, _ in parts])
    whose = [table["entity"].to_numpy() + (i << 32) for i, (_, table) in enumerate(parts)]
    return rows, np.concatenate(whose)


def of_a_region(model: dict[str, Any]) -> dict[str, Any]:
    """Adjust the weights of a postcode sector and a district to a store of one region."""
    for comparison in model["comparisons"]:
        for level in comparison["comparison_levels"]:
            if level["label_for_charts"] in OF_A_REGION:
                level["u_probability"] *= REGIONS
    return model


@click.command()
@click.option("--records", default=RECORDS, help="Of each register.")
def main(records: int) -> None:
    """Train and write scoring/data/person.splink.json."""
    rows, whose = joined(SEEDS, records)
    trained = of_a_region(train.train(rows, MATCHES_A_RECORD * len(rows), whose))
    trained["linker_uid"] = model.model_name(trained)
    into = Path(model.__file__).parent / "data" / model.SHIPPED
    into.write_text(json.dumps(trained, indent=1) + "\n", "utf-8")
    click.echo(f"{into.name}: {trained['linker_uid']}")


if __name__ == "__main__":
    main()
