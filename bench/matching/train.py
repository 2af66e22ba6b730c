"""`python -m bench.matching.train`: train the model that ships, on made-up registers of our own.

Several registers, each with its own dirt, so that no one clerk's habits are learnt; whose each
record is, is known, so m is counted and not guessed. The graded data are never looked at.
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
# A store is mostly of one region, of which England has nine: chance puts two people of it into one
# district that much oftener than two of these registers, which are of the country.
REGIONS = 9
OF_A_REGION = ("the same postcode sector", "the same district or town")


def made(seed: int, records: int) -> tuple[Words, pa.Table]:
    """A register's rows, and its table."""
    table, _ = register(records, seed)
    return rows_of_table(table), table


def joined(seeds: tuple[int, ...], records: int) -> tuple[Words, np.ndarray]:
    """Registers as one, and whose each row is: nobody is in two of them."""
    with ProcessPoolExecutor() as pool:
        parts = list(pool.map(partial(made, records=records), seeds))
    rows = np.concatenate([part for part, _ in parts])
    whose = [table["entity"].to_numpy() + (i << 32) for i, (_, table) in enumerate(parts)]
    return rows, np.concatenate(whose)


def of_a_region(model: dict[str, Any]) -> dict[str, Any]:
    """The model with what a sector and a district tell in a store of one region."""
    for comparison in model["comparisons"]:
        for level in comparison["comparison_levels"]:
            if level["label_for_charts"] in OF_A_REGION:
                level["u_probability"] *= REGIONS
    return model


@click.command()
@click.option("--records", default=RECORDS, help="Of each register.")
def main(records: int) -> None:
    """Write scoring/data/person.splink.json anew."""
    rows, whose = joined(SEEDS, records)
    trained = of_a_region(train.train(rows, MATCHES_A_RECORD * len(rows), whose))
    trained["linker_uid"] = model.name_of(trained)
    into = Path(model.__file__).parent / "models" / model.SHIPPED
    into.write_text(json.dumps(trained, indent=1) + "\n", "utf-8")
    click.echo(f"{into.name}: {trained['linker_uid']}")


if __name__ == "__main__":
    main()
