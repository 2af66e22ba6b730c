"""`python -m bench.public`: how many public pages a second `broadhurst serve --public` sends."""

import asyncio
import os
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from random import Random

import click
import psycopg
from django.conf import settings
from rich.console import Console
from rich.table import Table

from bench import NAME, database
from bench.open_loop import arrivals
from bench.site import Address, served
from broadhurst.capabilities.public_messages.models import PublicMessage
from broadhurst.capabilities.public_site.models import StoredPage
from broadhurst.capabilities.public_site.writes.store_pages import Page, store_pages
from broadhurst.config.database import data_folder, embedded, renamed
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.surfaces.public.rendered import rendered
from broadhurst.surfaces.public.storing import edition, store_all

CONNECTIONS = 64  # kept open, as a proxy in front keeps them
HAS_IT = 0.2  # share of requests whose reader has the page already, and asks if it changed
WORDS = 500  # of a page, each different, so that it compresses as text does
RIGHT = (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)
SEED = 2021
console = Console(width=100)


@dataclass
class Answers:
    """How long each answer took from its planned time, in milliseconds, and the failed ones."""

    took: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    octets: int = 0


@click.command()
@click.option("--pages", default=5000, show_default=True, help="Pages that are stored.")
@click.option("--rate", default=1000, show_default=True, help="Requests a second.")
@click.option("--seconds", default=20, show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.option("--threads", default=4, show_default=True)
def bench(pages: int, rate: int, seconds: int, workers: int, threads: int) -> None:
    """Ask for public pages at a rate, then as fast as they come."""
    os.environ["DATABASE_PUBLIC_URL"] = os.environ.get("DATABASE_PUBLIC_URL") or renamed(
        embedded(data_folder() / "postgres").public_url, NAME
    )
    with database.of_its_own(keep=False):
        with console.status("Storing pages"):
            requests = stored_pages(pages)
        options = ("--public", "--workers", str(workers), "--threads", str(threads))
        with served(*options) as (site, _):
            dice = Random(SEED)  # noqa: S311
            asyncio.run(ask(site, requests, [0.0] * 500))  # each thread connects and prepares
            plan = arrivals(rate, seconds, dice)
            planned = asyncio.run(ask(site, dice.choices(requests, k=len(plan)), plan))
            many = 5 * rate
            started = time.perf_counter()
            most = asyncio.run(ask(site, dice.choices(requests, k=many), [0.0] * many))
            fastest = many / (time.perf_counter() - started)
    table = Table(
        "", "answers", "failed", "MB", "p50 ms", "p95 ms", "p99 ms", "most ms",
        title=f"{pages:,} public pages, {workers} workers of {threads} threads, on "
        f"{os.cpu_count()} cores that PostgreSQL and this load use too",
    )  # fmt: skip
    table.add_row(f"{rate:,} a second", *row_of(planned), *times_of(planned))
    table.add_row(f"{fastest:,.0f} a second, the most", *row_of(most))
    console.print(table)
    used = resource.getrusage(resource.RUSAGE_SELF)
    console.print(f"The load itself took {used.ru_utime + used.ru_stime:.0f} s of processor time.")


def stored_pages(count: int) -> list[bytes]:
    """Store pages of messages of about the usual length, and return a request for each."""
    store_all()
    agency = Agency(key="bench", name="Northshire Combined Authority", short_name="NCA")
    made, dice = [], Random(SEED)  # noqa: S311
    for number in range(count):
        message = PublicMessage(
            ref="", agency=agency, title=f"Message {number}", reach="national", districts=[],
            published_at=clock.now(),
        )  # fmt: skip
        text = " ".join(f"{dice.getrandbits(24):x}" for _ in range(WORDS))
        path = f"/published/messages/MSG-{number:06}/"
        page = rendered("message", path, {"message": message, "text": text}, by=agency)
        made.append(Page(path, page.body))
    store_pages(made, edition())
    with psycopg.connect(settings.STORE.owner_url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE public_site_storedpage")
    rows = StoredPage.objects.values_list("path", "etag")
    return [request(path, etag if dice.random() < HAS_IT else "") for path, etag in rows]


def request(path: str, etag: str) -> bytes:
    has = f'If-None-Match: "{etag}-gzip"\r\n' if etag else ""
    return f"GET {path} HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: gzip\r\n{has}\r\n".encode()


async def ask(site: Address, requests: Sequence[bytes], plan: Sequence[float]) -> Answers:
    """Send each request at its time on a free connection, and return how long each took."""
    free: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(await asyncio.open_connection(*site))
    answers, start = Answers(), time.perf_counter()
    running: set[asyncio.Task[None]] = set()

    async def one(sent: bytes, planned: float) -> None:
        reader, writer = await free.get()
        writer.write(sent)
        head = await reader.readuntil(b"\r\n\r\n")
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        body = await reader.readexactly(int(length or 0))
        answers.took.append(1000 * (time.perf_counter() - planned))
        status = int(head[9:12])
        answers.statuses[status] = answers.statuses.get(status, 0) + 1
        answers.octets += len(head) + len(body)
        free.put_nowait((reader, writer))

    for sent, at in zip(requests, plan, strict=False):
        if (wait := start + at - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        running.add(task := asyncio.create_task(one(sent, start + at or time.perf_counter())))
        task.add_done_callback(running.discard)
        if not at and len(running) > CONNECTIONS:
            await asyncio.sleep(0)
    await asyncio.gather(*running)
    while not free.empty():
        free.get_nowait()[1].close()
    return answers


def row_of(answers: Answers) -> list[str]:
    failed = sum(many for status, many in answers.statuses.items() if status not in RIGHT)
    return [f"{len(answers.took):,}", str(failed), f"{answers.octets / 1e6:.0f}"]


def times_of(answers: Answers) -> list[str]:
    took = sorted(answers.took)
    at = [took[min(len(took) - 1, int(share * len(took)))] for share in (0.5, 0.95, 0.99)]
    return [f"{one:.1f}" for one in (*at, took[-1])]


if __name__ == "__main__":
    bench()
