"""Scenario: the ROCU's funding lines, the posts on them, and a line that ends on 31 March.

Every amount is made up.
"""

from datetime import date, timedelta
from functools import partial

from broadhurst.capabilities.funding.commands.confirm_line import confirm_line
from broadhurst.capabilities.funding.commands.dispute_line import dispute_line
from broadhurst.capabilities.funding.commands.end_line import end_line
from broadhurst.capabilities.funding.commands.fill_post import fill_post
from broadhurst.capabilities.funding.commands.load_published import load_published
from broadhurst.capabilities.funding.commands.open_post import open_post
from broadhurst.capabilities.funding.commands.record_line import record_line
from broadhurst.capabilities.funding.commands.rest_post import rest_post
from broadhurst.capabilities.funding.models import Line, Post
from broadhurst.capabilities.funding.rules.years import year_end, year_name, year_start
from broadhurst.capabilities.tasking.models import Capability
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import Script

BEFORE = timedelta(days=60)  # from recording a year's lines to its first day
NEXT_YEAR, CONFIRMED, DISPUTED = 40, 9, 23  # days before loading
# Key, name, funder, instrument, pence, ring-fence, and days from 1 April to its confirmation.
THIS_YEAR = (
    ("grant", "ROCU grant", "home-office", "rocu_grant", 214_000_000, "", -34),
    ("pool", "Forces’ pooled share", "gmp", "force_contribution", 390_000_000, "", 12),
    ("cyber", "Cyber programme", "home-office", "specific_grant", 64_000_000, "Cyber-crime", -20),
    ("aris", "Recovered assets", "home-office", "aris", 21_250_075, "Asset recovery", 41),
    ("toex", "TOEX programme", "home-office", "specific_grant", 48_000_000, "Exploitation", -7),
)  # fmt: skip
COMING_YEAR = (
    ("grant", "ROCU grant", "home-office", "rocu_grant", 208_000_000, ""),
    ("pool", "Forces’ pooled share", "gmp", "force_contribution", 402_000_000, ""),
    ("mayor", "Mayor’s share", "gmca", "pcc_contribution", 35_000_000, "Economic crime"),
)
# Role, capability, the shares of this year's and next year's lines, days filled before 1 April
# (None: vacant), and whether its fixed term ends with the year.
Shares = dict[str, int]
POSTS: tuple[tuple[str, str, Shares, Shares, int | None, bool], ...] = (
    ("Surveillance team leader", "surveillance", {"pool": 100}, {"pool": 100}, 700, False),
    ("Surveillance officer, days", "surveillance", {"uplift": 100}, {}, 320, False),
    ("Surveillance officer, nights", "surveillance", {"uplift": 100}, {}, 290, False),
    ("Mobile unit driver", "surveillance", {"uplift": 60, "pool": 40}, {"pool": 40}, 150, False),
    ("Cyber investigator", "cyber-crime", {"cyber": 100}, {"grant": 50}, 410, False),
    ("Dark web researcher", "cyber-crime", {"cyber": 100}, {}, 95, True),
    ("Financial investigator", "asset-recovery", {"grant": 100}, {"grant": 100}, 980, False),
    ("Confiscation officer", "asset-recovery", {"aris": 50, "grant": 50}, {"mayor": 50}, 23, False),
    ("Forensic accountant", "asset-recovery", {"grant": 100}, {"mayor": 100}, None, False),
    ("Technical installer", "technical-surveillance", {"grant": 100}, {"grant": 100}, 560, False),
    ("Workshop lead", "technical-surveillance", {"pool": 100}, {"pool": 100}, 1200, False),
    ("Exploitation analyst", "toex", {"toex": 100}, {}, 180, True),
    ("Data developer", "toex", {"toex": 80, "grant": 20}, {"grant": 20}, None, False),
    ("Regional finance manager", "", {"pool": 100}, {"pool": 100}, 640, False),
)  # fmt: skip


def fund(script: Script, region: Region) -> None:
    """Add the ROCU's funding of this year and the next to the script."""
    Funding(script, region).write()


class Funding:
    """The lines and posts of the ROCU. Its chief officer and Cass record them."""

    def __init__(self, script: Script, region: Region) -> None:
        self.script, self.region = script, region
        self.chief, self.cass = region.rocu["acc"], region.rocu["surveillance"]
        self.first = year_start(script.until.date())
        self.last = year_end(self.first)
        self.lines: dict[str, Line] = {}
        self.coming: dict[str, Line] = {}
        self.posts: dict[str, Post] = {}

    def write(self) -> None:
        """Add the steps, in the order of their days."""
        self.script.on(self.first - BEFORE, self._record_year, hour=7)
        for key, *_, days in THIS_YEAR:
            day = self.first + timedelta(days=days)
            self.script.on(day, partial(self._confirm, key), hour=14)
        self.script.ago(NEXT_YEAR, self._record_coming_year)
        self.script.ago(DISPUTED, self._dispute)
        self.script.ago(CONFIRMED, self._confirm_pool)

    def _line(
        self, name: str, funder: str, kind: str, amount: int, fence: str, first: date, last: date
    ) -> Line:
        return record_line(
            actor=self.chief, name=name, funder=Agency.objects.get(key=funder), instrument=kind,
            amount=amount, first_day=first, last_day=last, ring_fence=fence,
        )  # fmt: skip

    def _record_year(self) -> None:
        """Record this year's lines, an uplift of two years that ends with it, and the posts."""
        load_published(actor=self.region.forces["gmp"].coordinator)
        year = year_name(self.first)
        for key, name, funder, kind, amount, fence, _ in THIS_YEAR:
            named = f"{name} {year}"
            self.lines[key] = self._line(
                named, funder, kind, amount, fence, self.first, self.last
            )  # fmt: skip
        began = year_start(self.first - timedelta(days=1))
        uplift = self._line(
            "Surveillance uplift", "home-office", "transformation", 126_000_000,
            "Surveillance posts", began, self.last,
        )  # fmt: skip
        confirmed_on = began - timedelta(days=5)
        self.lines["uplift"] = confirm_line(
            actor=self.cass, line=uplift, confirmed_on=confirmed_on, because="Letter of the funder."
        )
        pilot = self._line(
            "Prison intelligence pilot", "home-office", "other", 18_400_000, "", began,
            self.first - timedelta(days=1),
        )  # fmt: skip
        end_line(
            actor=self.chief, line=pilot, ended_on=self.first - timedelta(days=90),
            because="The pilot was evaluated and not repeated.",
        )  # fmt: skip
        self._open_posts()

    def _open_posts(self) -> None:
        for role, code, shares, _, filled, is_fixed in POSTS:
            post = open_post(
                actor=self.cass, role=role, opened_on=self.first - timedelta(days=1300),
                capability=Capability.objects.get(code=code) if code else None,
                tenure_ends=self.last if is_fixed else None,
            )  # fmt: skip
            self.posts[role] = post
            for key, share in shares.items():
                rest_post(actor=self.cass, post=post, line=self.lines[key], share=share)
            if filled:
                filled_on = self.first - BEFORE - timedelta(days=filled)
                fill_post(actor=self.cass, post=post, filled_on=filled_on)

    def _confirm(self, key: str) -> None:
        confirm_line(actor=self.chief, line=self.lines[key], confirmed_on=clock.today())

    def _record_coming_year(self) -> None:
        """Record what is known of the next year. Nothing of it is confirmed yet."""
        first = self.last + timedelta(days=1)
        last = year_end(first)
        for key, name, funder, kind, amount, fence in COMING_YEAR:
            named = f"{name} {year_name(first)}"
            self.coming[key] = self._line(named, funder, kind, amount, fence, first, last)
        for role, _, _, shares, *_ in POSTS:
            for key, share in shares.items():
                post, line = self.posts[role], self.coming[key]
                rest_post(actor=self.cass, post=post, line=line, share=share)

    def _dispute(self) -> None:
        dispute_line(
            actor=self.chief, line=self.lines["toex"],
            because="The funder wants to pay for nine months of the year.",
        )  # fmt: skip

    def _confirm_pool(self) -> None:
        confirm_line(actor=self.chief, line=self.coming["pool"], confirmed_on=clock.today())
