"""The worker: it runs scheduled jobs, and beside them one long job at a time."""

import asyncio
import os
import signal
from collections.abc import Callable

import psycopg
from procrastinate.contrib.django import DjangoApp, app, connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

from broadhurst.foundation.jobs.registry import LONG, SCHEDULED, load_jobs, long_tasks

AT_ONCE = 3  # scheduled jobs: one that waits for another site must not hold up the rest
LOOKS_EVERY = 5.0  # seconds
AWAY = "The database does not answer. The worker tries again every 5 seconds."
Say = Callable[[str], None]


def run(say: Say, *, parent: int | None = None) -> None:
    """Run jobs until told to stop, or until the parent process ends."""
    load_jobs()
    asyncio.run(_run(say, parent))


def run_waiting() -> None:
    """Run the long jobs that wait now, and end."""
    load_jobs()
    connector = _connector()

    async def until_none_waits() -> None:
        with app.replace_connector(connector):
            async with app.open_async():
                await _long_app(connector).run_worker_async(queues=[LONG], wait=False)

    asyncio.run(until_none_waits())


async def _run(say: Say, parent: int | None) -> None:
    stop = asyncio.Event()
    _stop_at_signals(stop)
    watching = asyncio.create_task(_stop_after(parent, stop))
    connector = _connector()
    long_app = _long_app(connector)
    with app.replace_connector(connector):
        while not stop.is_set():
            try:
                async with app.open_async():
                    await _work(long_app, stop)
            except (ConnectorException, psycopg.OperationalError):
                say(AWAY)
            await _wait(stop, LOOKS_EVERY)
    await watching


async def _work(long_app: DjangoApp, stop: asyncio.Event) -> None:
    """Run both queues until told to stop, or until the database is away."""
    workers = [
        asyncio.create_task(
            app.run_worker_async(
                queues=[SCHEDULED], concurrency=AT_ONCE, install_signal_handlers=False,
                listen_notify=False,
            )
        ),
        asyncio.create_task(
            # It does not wait for a long job: that is told to stop, and another takes it up.
            long_app.run_worker_async(
                queues=[LONG], install_signal_handlers=False, shutdown_graceful_timeout=0
            )
        ),
    ]  # fmt: skip
    told = asyncio.create_task(stop.wait())
    await asyncio.wait([*workers, told], return_when=asyncio.FIRST_COMPLETED)
    for task in (*workers, told):
        task.cancel()
    ended = await asyncio.gather(*workers, return_exceptions=True)
    for error in ended:
        if isinstance(error, Exception) and not stop.is_set():
            raise error
    if not stop.is_set():
        raise ConnectorException


def _connector() -> PsycopgConnector:
    return PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4, timeout=10)


def _long_app(connector: PsycopgConnector) -> DjangoApp:
    """An app that has the long jobs alone, so it starts no scheduled job."""
    long_app = DjangoApp(connector=connector)
    long_app.add_tasks_from(long_tasks, namespace="")
    return long_app


def _stop_at_signals(stop: asyncio.Event) -> None:
    """Stop in order at Ctrl+C, when told to, and when the terminal is closed."""
    for told in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(told) is not signal.SIG_IGN:
            asyncio.get_running_loop().add_signal_handler(told, stop.set)


async def _stop_after(parent: int | None, stop: asyncio.Event) -> None:
    """Stop when the parent process has ended, even if it was killed."""
    while parent and os.getppid() == parent and not stop.is_set():
        await _wait(stop, LOOKS_EVERY)
    if parent:
        stop.set()


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    """Wait, but no longer than until told to stop."""
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait([waiting], timeout=seconds)
    waiting.cancel()
