"""`python -m bench.successions`: merge two forces of a made-up register of national size."""

import time
import warnings

import click
from rich.console import Console

from bench import database
from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.succession.commands.carry_out import carry_out
from broadhurst.capabilities.succession.commands.plan_succession import plan_succession
from broadhurst.capabilities.succession.commands.rehearse import rehearse
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.agencies.models import Agency

MOST = 60  # seconds that a merger may take
console = Console(width=max(Console().width, 100))


@click.command()
@click.option("--scale", default=1.0, show_default=True, help="Of 55,000 OCGs, 20,000 officers.")
def bench(scale: float) -> None:
    """Measure the merger of two forces, with its dry run."""
    warnings.simplefilter("ignore")
    with database.of_its_own(keep=False):
        with console.status("Filling the register"):
            database.fill(scale)
        merge()


def merge() -> None:
    """Merge the first two forces, and print what moved and how long it took."""
    system = actor_of_system()
    old = list(Agency.objects.filter(kind=Agency.Kind.POLICE_FORCE).order_by("pk")[:2])
    successor = open_agency(
        actor=system, key="united", name="United Shires Police", short_name="United",
        kind="police_force", nation="ENG", from_on=clock.today(),
    )  # fmt: skip
    succession = plan_succession(
        actor=system, kind="whole", predecessors=old, successor=successor,
        effective_on=clock.today(), reason="A made-up order.",
    )  # fmt: skip
    started = time.perf_counter()
    rehearse(actor=system, succession=succession)
    rehearsed = time.perf_counter()
    done = carry_out(actor=system, succession=succession)
    took = time.perf_counter() - rehearsed
    aim = "reached" if took <= MOST else "missed"
    console.print(
        f"Merge of two forces: {done.moved['ocgs']} OCGs in {took:.1f} s "
        f"(aim {MOST} s: {aim}), dry run {rehearsed - started:.1f} s"
    )


if __name__ == "__main__":
    bench()
