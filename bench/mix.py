"""`python -m bench.mix`: what 50 officers do at once, through `broadhurst serve`."""

import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from random import Random

import click
import numpy as np
from django.conf import settings
from django.core.management import call_command
from rich.console import Console
from rich.table import Table

from bench import database, open_loop, readers, report
from bench.open_loop import Answer, Asking
from bench.site import served
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import led_by
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Role

P95, P99 = 250, 500  # milliseconds that an answer may take at the highest rate
RATES = (30.0, 60.0, 120.0)
# Officers by role, 50 in all: most are investigators, who are also the leads.
OFFICERS = {
    Role.INVESTIGATOR: 34, Role.COORDINATOR: 7, Role.CHAIR: 3, Role.CAPABILITY_MANAGER: 2,
    Role.SAFEGUARDING: 2, Role.PARTNER: 2,
}  # fmt: skip
# What they do, of a hundred requests (README.md says why).
SHARES = {
    "OCG": 25, "List": 20, "Home": 15, "Search": 10, "Plan": 10, "Form": 8, "Check": 4, "Follow": 5,
    "Answer": 3,
}  # fmt: skip
OPENED = 20
SAID = ("Heron", "Silver Plover", "supplies", "Zebedee Quxworth", "0161 496 0000", "mar")
console = Console(width=max(Console().width, 100))


class Officer:
    """A signed-in officer: cookies, the OCGs they see and lead, and the requests to accept."""

    def __init__(self, actor: Actor) -> None:
        session = readers.browser(actor).cookies[settings.SESSION_COOKIE_NAME].value
        self.cookies = (
            f"{settings.SESSION_COOKIE_NAME}={session}; "
            f"{settings.CSRF_COOKIE_NAME}={open_loop.TOKEN}"
        )
        self.can_check = bool({"investigator", "coordinator"} & set(actor.posting.roles))
        with as_actor(actor):
            seen = Ocg.objects.filter(state="active").values_list("ref", flat=True)
            self.ocgs = list(seen.order_by("-registered_at")[:OPENED])
            self.led = list(seen.filter(pk__in=led_by(actor.officer))[:OPENED])
            waiting = Request.objects.filter(stage="asked", asked_of=actor.officer)
            self.requests = list(waiting.order_by("pk").values_list("ref", flat=True))
        self.followed: set[str] = set()

    def follow(self, ref: str) -> str:
        """Return the path that follows an OCG, or the next time stops following it."""
        self.followed ^= {ref}
        return f"/ocgs/{ref}/{'follow' if ref in self.followed else 'unfollow'}/"


class Mix:
    """The officers and what each of them asks next."""

    def __init__(self, dice: Random) -> None:
        actors = [one for role, many in OFFICERS.items() for one in readers.of_role(role, many)]
        self.officers = [Officer(actor) for actor in actors]
        self.dice = dice
        self.numbers = count()
        self.with_ocgs = [one for one in self.officers if one.ocgs]
        self.leads = [one for one in self.officers if one.led]
        self.checkers = [one for one in self.officers if one.can_check]

    def plan(self, rate: float, seconds: float) -> list[tuple[float, Asking]]:
        """Return each request with the second at which it is sent."""
        times = open_loop.arrivals(rate, seconds, self.dice)
        kinds = self.dice.choices(list(SHARES), list(SHARES.values()), k=len(times))
        return [(at, self._asking(kind)) for at, kind in zip(times, kinds, strict=True)]

    def _asking(self, kind: str) -> Asking:
        pages: dict[str, Callable[[], Asking]] = {
            "Home": lambda: self._page(kind, "/"),
            "List": lambda: self._page(kind, "/ocgs/"),
            "Search": lambda: self._page(kind, f"/search/?q={self.dice.choice(SAID)}"),
            "OCG": lambda: self._of_ocg(kind, ""),
            "Plan": lambda: self._of_ocg(kind, "plan/"),
            "Form": self._form,
            "Check": self._check,
            "Follow": self._follow,
            "Answer": self._answer,
        }
        return pages[kind]()

    def _page(self, kind: str, path: str) -> Asking:
        return Asking(kind, self.dice.choice(self.officers).cookies, path)

    def _of_ocg(self, kind: str, page: str) -> Asking:
        officer = self.dice.choice(self.with_ocgs)
        return Asking(kind, officer.cookies, f"/ocgs/{self.dice.choice(officer.ocgs)}/{page}")

    def _form(self) -> Asking:
        """Open the form that asks the other lead."""
        officer = self.dice.choice(self.leads)
        return Asking("Form", officer.cookies, f"/ocgs/{self.dice.choice(officer.led)}/ask/")

    def _check(self) -> Asking:
        officer = self.dice.choice(self.checkers)
        phone = f"07{self.dice.randrange(10**9):09}"
        matter = f"OP-BENCH-{next(self.numbers) % 40}"
        answers = {"phone": phone, "matter": matter}
        return Asking("Check", officer.cookies, "/deconfliction/check/", answers)

    def _follow(self) -> Asking:
        officer = self.dice.choice(self.with_ocgs)
        return Asking("Follow", officer.cookies, officer.follow(self.dice.choice(officer.ocgs)), {})

    def _answer(self) -> Asking:
        """Accept a request. When all are accepted, follow an OCG instead."""
        waiting = [one for one in self.officers if one.requests]
        if not waiting:
            return self._follow()
        officer = self.dice.choice(waiting)
        return Asking("Answer", officer.cookies, f"/requests/{officer.requests.pop()}/accept/", {})


@click.command()
@click.option("--scale", default=1.0, show_default=True, help="Of 55,000 OCGs, 20,000 officers.")
@click.option("--rate", "rates", multiple=True, type=float, default=RATES, show_default=True)
@click.option("--seconds", default=60.0, show_default=True, help="Seconds at each rate.")
@click.option("--workers", type=int, help="Web workers, if not the default.")
@click.option("--keep", is_flag=True, help="Keep the database.")
@click.option("--again", is_flag=True, help="Measure a database that --keep left.")
def bench(
    *, scale: float, rates: tuple[float, ...], seconds: float, workers: int | None, keep: bool,
    again: bool,
) -> None:  # fmt: skip
    """Measure 50 officers who work at once, at several rates of arrival."""
    warnings.simplefilter("ignore")
    call_command("collectstatic", interactive=False, verbosity=0)
    started = time.perf_counter()
    if again:
        measure(rates, seconds, workers)
        return
    with database.of_its_own(keep=keep):
        with console.status("Filling the register"):
            took = database.fill(scale)
        report.filled(console, took, database.prove())
        measure(rates, seconds, workers)
        report.machine(console, time.perf_counter() - started)


def measure(rates: tuple[float, ...], seconds: float, workers: int | None) -> None:
    """Warm the site up, then print the times at each rate."""
    database.make_durable()
    mix = Mix(Random(0))  # noqa: S311 - an order, not a secret
    options = ["--workers", str(workers)] if workers else []
    with served("--no-work", *options) as ((host, port), _):
        site = f"http://{host}:{port}"
        open_loop.run(site, mix.plan(min(rates), min(seconds, 5)))
        for rate in rates:
            show(rate, open_loop.run(site, mix.plan(rate, seconds)))


def show(rate: float, answers: list[Answer]) -> None:
    """Print how many answers came, the errors and the times of each kind and of all."""
    title = f"50 officers, {rate:g} requests a second, milliseconds after arrival"
    table = Table(title=title, min_width=len(title))
    for column in ("", "n", "errors", "p50", "p95", "p99", "most"):
        table.add_column(column, justify="right" if column else "left", no_wrap=True)
    for kind, some in _by_kind(answers):
        times = [one.took for one in some]
        figures = (*np.percentile(times, (50, 95, 99)), max(times))
        errors = sum(bool(one.error) for one in some)
        table.add_row(kind, str(len(some)), str(errors), *(f"{one:.0f}" for one in figures))
    console.print(table)
    p95, p99 = np.percentile([one.took for one in answers], (95, 99))
    wrong = Counter(one.error for one in answers if one.error)
    is_reached = not wrong and p95 <= P95 and p99 <= P99
    console.print(
        f"0 errors, p95 at most {P95}, p99 at most {P99}: {'reached' if is_reached else 'missed'}."
    )
    for error, many in wrong.most_common(5):
        console.print(f"{many} × {error}")


def _by_kind(answers: list[Answer]) -> Iterator[tuple[str, list[Answer]]]:
    yield "All", answers
    for kind in SHARES:
        if some := [one for one in answers if one.kind == kind]:
            yield kind, some


if __name__ == "__main__":
    bench()
