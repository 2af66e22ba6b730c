"""An open loop of requests: each is sent at its time, however late the answers before it are."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from random import Random

import aiohttp

SOON = 0.5  # seconds until the first request, so that every task has been prepared
PATIENCE = 30  # seconds for an answer; later is an error
TOKEN = "b" * 32  # the secret of the forms, as a cookie and as a header


@dataclass(frozen=True)
class Asking:
    """A request: its kind, whose cookies it has, its path, and the answers of a form."""

    kind: str
    cookies: str
    path: str
    answers: dict[str, str] | None = None  # None is a GET


@dataclass(frozen=True)
class Answer:
    """How long after its planned time an answer was complete, in milliseconds, and any error."""

    kind: str
    took: float
    error: str = ""


def arrivals(rate: float, seconds: float, dice: Random) -> list[float]:
    """Return the seconds at which requests arrive: independently, `rate` a second on average.

    The times between them are exponential, as those of many people who do not know of each other.
    """
    times: list[float] = []
    at = dice.expovariate(rate)
    while at < seconds:
        times.append(at)
        at += dice.expovariate(rate)
    return times


def run(site: str, plan: Sequence[tuple[float, Asking]]) -> list[Answer]:
    """Send each request at its time, and return the answers when the last has come."""
    return asyncio.run(_run(site, plan))


async def _run(site: str, plan: Sequence[tuple[float, Asking]]) -> list[Answer]:
    browser = aiohttp.ClientSession(
        site,
        connector=aiohttp.TCPConnector(limit=0),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=PATIENCE),
    )
    async with browser as client, asyncio.TaskGroup() as group:
        start = time.perf_counter() + SOON
        tasks = [group.create_task(_send(client, start + at, one)) for at, one in plan]
    return [task.result() for task in tasks]


async def _send(client: aiohttp.ClientSession, planned: float, one: Asking) -> Answer:
    await asyncio.sleep(planned - time.perf_counter())
    try:
        error = await _ask(client, one)
    except (aiohttp.ClientError, TimeoutError) as failed:
        error = f"{one.path}: {type(failed).__name__}"
    return Answer(one.kind, 1000 * (time.perf_counter() - planned), error)


async def _ask(client: aiohttp.ClientSession, one: Asking) -> str:
    """Send a request and return what is wrong with the answer. A form that is done redirects."""
    headers = {"Cookie": one.cookies}
    method, right = "GET", HTTPStatus.OK
    if one.answers is not None:
        headers["X-CSRFToken"] = TOKEN
        method, right = "POST", HTTPStatus.FOUND
    ask = client.request(method, one.path, data=one.answers, headers=headers, allow_redirects=False)
    async with ask as answer:
        await answer.read()
        return "" if answer.status == right else f"{one.path}: {answer.status}"
