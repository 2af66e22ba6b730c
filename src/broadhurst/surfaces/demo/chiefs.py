"""Made-up chief officers of the demo: posts in ROCUs and forces, gaps, overlaps and cover.

Only the North West's is as the letter of 30 March 2021 says: dedicated to the ROCU. The others show
gaps, overlaps and cover.
"""

from dataclasses import dataclass
from datetime import date, datetime

from broadhurst.capabilities.establishment.commands.appoint import appoint
from broadhurst.capabilities.establishment.commands.correct_appointment import correct_appointment
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.open_post import open_post
from broadhurst.capabilities.establishment.commands.withdraw_appointment import withdraw_appointment
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Officer, Post
from broadhurst.surfaces.demo.enrolment import Enrolment

# The chief officers outside the North West, by a short name of this file.
NAMES = {
    "petra": "Petra Longacre",
    "silas": "Silas Winterbourne",
    "mabel": "Mabel Tranter",
    "osric": "Osric Fallowdean",
    "juno": "Juno Applegarth",
    "idris": "Idris Penhallow",
}


@dataclass(frozen=True)
class Held:
    """An appointment: who, from when, until when, and whether as cover."""

    who: str
    from_on: date
    until_on: date | None = None
    basis: str = "substantive"


class _Chiefs:
    """Records posts and appointments for one loading of the demo."""

    def __init__(self, make: Enrolment, dedicated: Officer) -> None:
        self.make, self.system = make, make.system
        self.officers = {key: self._enrolled(name) for key, name in NAMES.items()}
        self.officers["dedicated"] = dedicated

    def _enrolled(self, name: str) -> Officer:
        username = name.lower().replace(" ", "-")
        grade = "Assistant Chief Constable"
        return enrol(actor=self.system, username=username, name=name, grade=grade)

    def post(self, agency: str, title: str, kind: str, from_on: date, *spans: Held) -> Post:
        body = self.make.agencies[agency]
        post = open_post(actor=self.system, agency=body, title=title, kind=kind, from_on=from_on)
        for held in spans:
            appoint(
                actor=self.system, post=post, officer=self.officers[held.who], basis=held.basis,
                from_on=held.from_on, until_on=held.until_on,
            )  # fmt: skip
        return post

    def north_west(self) -> None:
        """One officer since 2019, who holds no post in a force (recommendation 2, 2021)."""
        self.post(
            "nwrocu", "Assistant Chief Constable, North West ROCU", "rocu", date(2019, 4, 1),
            Held("dedicated", date(2019, 4, 1)),
        )  # fmt: skip
        self.post(
            "gmp", "National lead, chemical supply lines", "national_lead", date(2022, 9, 5),
            Held("dedicated", date(2022, 9, 5)),
        )  # fmt: skip

    def north_east(self) -> None:
        """A gap, then acting cover, then a successor who also runs a force's custody."""
        self.post(
            "nerocu", "Assistant Chief Constable, NEROCU", "rocu", date(2020, 1, 6),
            Held("silas", date(2020, 1, 6), date(2022, 6, 1)),
            Held("osric", date(2022, 8, 15), date(2023, 2, 1), "acting"),
            Held("petra", date(2023, 2, 1)),
        )  # fmt: skip
        self.post(
            "northumbria", "Head of custody and detention", "force", date(2021, 3, 1),
            Held("petra", date(2021, 3, 1)),
        )  # fmt: skip

    def south_west(self) -> None:
        """A handover of six weeks with two at once, and an entry that was made in error."""
        post = self.post(
            "swrocu", "Assistant Chief Constable, SWROCU", "rocu", date(2021, 11, 1),
            Held("idris", date(2021, 11, 1), date(2024, 5, 13), "temporary"),
            Held("juno", date(2024, 4, 1)),
        )  # fmt: skip
        with clock.set_to(datetime(2024, 3, 11, 9, tzinfo=clock.LONDON)):
            wrong = appoint(
                actor=self.system, post=post, officer=self.officers["mabel"],
                from_on=date(2024, 5, 13),
            )  # fmt: skip
        with clock.set_to(datetime(2024, 3, 12, 14, 20, tzinfo=clock.LONDON)):
            withdraw_appointment(
                actor=self.system, appointment=wrong,
                because="She was on the shortlist. Juno Applegarth was appointed.",
            )  # fmt: skip

    def yorkshire(self) -> None:
        """A post that nobody has held since its holder left for another region."""
        post = self.post(
            "yhrocu", "Assistant Chief Constable, YHROCU", "rocu", date(2020, 7, 20)
        )  # fmt: skip
        osric, left = self.officers["osric"], date(2022, 8, 15)
        held = appoint(
            actor=self.system, post=post, officer=osric, from_on=date(2020, 7, 27), until_on=left
        )
        with clock.set_to(datetime(2022, 8, 16, 10, tzinfo=clock.LONDON)):
            correct_appointment(
                actor=self.system, appointment=held, officer=osric, basis="substantive",
                from_on=date(2020, 7, 20), until_on=left,
                because="He began a week earlier, as his letter of appointment says.",
            )  # fmt: skip


def record_chief_officers(make: Enrolment, dedicated: Officer) -> None:
    """Record the posts of ROCUs and forces, and who held them."""
    chiefs = _Chiefs(make, dedicated)
    chiefs.north_west()
    chiefs.north_east()
    chiefs.south_west()
    chiefs.yorkshire()
