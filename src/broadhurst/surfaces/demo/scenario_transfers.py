"""Scenario: full transfers of an OCG to the ROCU."""

from datetime import date, timedelta

from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.transfers.commands.accept import accept
from broadhurst.capabilities.transfers.commands.acknowledge_risk import acknowledge_risk
from broadhurst.capabilities.transfers.commands.adopt import adopt
from broadhurst.capabilities.transfers.commands.ask_for import ask_for
from broadhurst.capabilities.transfers.commands.check_again import check_again
from broadhurst.capabilities.transfers.commands.decline_request import decline_request
from broadhurst.capabilities.transfers.commands.prepare import prepare
from broadhurst.capabilities.transfers.models import Transfer, TransferRequest
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.demo.scenario_deconfliction import answer_hits_later
from broadhurst.surfaces.demo.scenario_ocg import Life
from broadhurst.surfaces.demo.scenario_tasking import Tasking, check_before_meeting, known_hits

WINDOW_DAYS = 28
# Full transfers to the ROCU: the force, the district, and the day when the adoption of one of its
# OCGs is requested. The letter of 30 March 2021 counts the first.
TRANSFERS = (
    ("gmp", "bolton", date(2020, 9, 7)),
    ("gmp", "salford", date(2021, 11, 8)),
    ("lancashire", "blackburn-with-darwen", date(2023, 5, 15)),
)
# Transfers of the last two years: force, district, days before loading, and the new SIO. They come
# more often towards the end.
RECENT_TRANSFERS = (
    ("gmp", "oldham", 690, "rita"), ("lancashire", "", 540, "second"),
    ("merseyside", "knowsley", 410, "rita"), ("cheshire", "", 310, "second"),
    ("gmp", "wigan", 235, "rita"), ("north-wales", "", 175, "second"),
    ("gmp", "rochdale", 130, "second"), ("merseyside", "sefton", 90, "rita"),
)  # fmt: skip
# Forces that ask for an OCG back: the reason, and the ROCU's answer. The one without an answer
# still waits.
ASKED_BACK = {
    "sefton": (
        "The group lost its suppliers abroad, and what is left works from two roads in Netherton.",
        "Two people of the group are on remand until the trial. We want to keep the case whole.",
    ),
    "rochdale": (
        "All five who are still active live in Middleton, and our prison visits keep them in view.",
        "",
    ),
}
ASKED_AFTER = timedelta(days=8)  # from the handover
WAITS_FOR_DAYS = 2  # before loading
OPEN_DAYS, PREPARED_AFTER = 45, timedelta(days=5)
OLD_ENOUGH = timedelta(days=60)


def hand_over(lives: list[Life], tasking: Tasking, today: date) -> None:
    """Hand OCGs over to the ROCU. Gail's transfer is open when the demo is loaded."""
    ago = [
        (force, key, today - timedelta(days=days), to) for force, key, days, to in RECENT_TRANSFERS
    ]
    for force, district, day, to in (*((*transfer, "rita") for transfer in TRANSFERS), *ago):
        life = _newest_ocg(lives, force, district, before=day - OLD_ENOUGH)
        handover = Handover(life, tasking, to, asked_back=ASKED_BACK.get(district))
        life.script.on(day, handover.ask, hour=10)
    # A child's referral must be passed on.
    day = today - timedelta(days=OPEN_DAYS)
    life = _newest_ocg(lives, "gmp", "bolton", before=day - OLD_ENOUGH)
    life.exploits, life.stays_open = life.exploits or "child", True
    life.script.on(day, Handover(life, tasking, is_accepted=False).ask, hour=10)


def _newest_ocg(lives: list[Life], force: str, district: str, *, before: date) -> Life:
    """Return the newest OCG that is old enough, and that no other scenario needs.

    It is of the district if one is given, or else of the force.
    """
    candidates = [
        life
        for life in lives
        if life.force.agency.key == force and district in ("", life.district.key)
        if life.since < before and not life.is_handed_over and not life.is_kept
    ]
    newest = max(candidates, key=lambda life: life.since)
    newest.is_handed_over = True
    return newest


class Handover:
    """One full transfer, from adoption at Regional tasking to acceptance."""

    def __init__(
        self, life: Life, tasking: Tasking, receiver: str = "rita", *, is_accepted: bool = True,
        asked_back: tuple[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.life, self.tasking, self.is_accepted = life, tasking, is_accepted
        self.asked_back = asked_back
        self.rocu = tasking.region.rocu
        self.new_sio = self.rocu[receiver]

    def ask(self) -> None:
        """Ask Regional tasking, as the force's SIO, to adopt the OCG in full."""
        self.life.is_moving = True
        self.tasking.ask_for_adoption(self.life, self._adopt)

    def _adopt(self, adoption_bid: Bid) -> None:
        today, reg = clock.today(), self.rocu["reg"]
        check_before_meeting(self.life)
        transfer = adopt(
            actor=reg,
            bid=adoption_bid,
            reason=self.life.say("bids.adopted"),
            receiver=self.rocu["rita"].unit,
            window_from=today,
            window_until=today + timedelta(days=WINDOW_DAYS),
            known_hits=known_hits(reg, self.life.ocg),
        )
        self.life.script.on(today + PREPARED_AFTER, lambda: self._prepare(transfer), hour=9)

    def _prepare(self, transfer: Transfer) -> None:
        self._build_pack(transfer)
        if not self.is_accepted:
            self._keep_ready(transfer)
            return
        today = clock.today()
        self.life.script.on(today + timedelta(days=7), lambda: self._acknowledge(transfer), hour=9)
        self.life.script.on(today + timedelta(days=12), lambda: self._accept(transfer), hour=10)

    def _build_pack(self, transfer: Transfer) -> None:
        prepare(
            actor=self.life.sio,
            transfer=transfer,
            disclosure_officer="The disclosure officer of the force's major crime team",
            exhibits=self.life.say("packs.exhibits"),
            gaps=self.life.say("packs.gaps"),
        )

    def _keep_ready(self, transfer: Transfer) -> None:
        """Finish the giver's part when an office last closed, so that the receiver can accept."""

        def bring_up_to_date() -> None:
            check_again(actor=self.life.sio, transfer=transfer)
            self._build_pack(transfer)

        self.life.script.before_end(timedelta(), bring_up_to_date)

    def _acknowledge(self, transfer: Transfer) -> None:
        with as_actor(self.rocu["rita"]):
            risks = list(transfer.risks.filter(acknowledged_at=None))
        for risk in risks:
            acknowledge_risk(actor=self.rocu["rita"], risk=risk)

    def _accept(self, transfer: Transfer) -> None:
        """Check again, acknowledge any new risks, then accept the transfer."""
        check_again(actor=self.life.sio, transfer=transfer)
        self._build_pack(transfer)
        self._acknowledge(transfer)
        hal = self.rocu["hal"]
        known = known_hits(hal, self.life.ocg)
        accept(
            actor=hal, transfer=transfer, new_sio=self.new_sio.officer, known_hits=known
        )  # fmt: skip
        self._follow()
        answer_hits_later(self.life)
        if self.asked_back:
            self.ask_back(*self.asked_back)

    def _follow(self) -> None:
        """Make the ROCU's SIO lead, and the force's SIO the LRO."""
        life = self.life
        life.is_moving = False
        life.lro = life.sio
        life.sio = self.new_sio
        life.moderator = self.rocu["moderator"]

    def ask_back(self, reason: str, answer: str) -> None:
        """Let the force ask for the OCG back. The ROCU declines with an answer, if any."""
        script = self.life.script

        def ask() -> None:
            asked = ask_for(actor=self.life.lro, ocg=self.life.ocg, reason=reason)
            if answer:
                script.on(clock.today() + timedelta(days=3), lambda: decline(asked), hour=11)

        def decline(asked: TransferRequest) -> None:
            decline_request(
                actor=self.new_sio, transfer_request=asked, code="live_investigation", reason=answer
            )

        if answer:
            script.on(clock.today() + ASKED_AFTER, ask, hour=11)
        else:
            script.ago(WAITS_FOR_DAYS, ask, hour=11)
