"""Scenario: full transfers of an OCG to the ROCU."""

from datetime import timedelta

from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.transfers.commands.accept import accept
from broadhurst.capabilities.transfers.commands.acknowledge_risk import acknowledge_risk
from broadhurst.capabilities.transfers.commands.adopt import adopt
from broadhurst.capabilities.transfers.commands.check_again import check_again
from broadhurst.capabilities.transfers.commands.prepare import prepare
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.demo.scenario_deconfliction import answer_hits_later
from broadhurst.surfaces.demo.scenario_ocg import Life
from broadhurst.surfaces.demo.scenario_tasking import Tasking, check_before_meeting, known_hits

WINDOW_DAYS = 28


class Handover:
    """One full transfer, from adoption at Regional tasking to acceptance."""

    def __init__(self, life: Life, tasking: Tasking, *, is_accepted: bool = True) -> None:
        self.life, self.tasking, self.is_accepted = life, tasking, is_accepted
        self.rocu = tasking.region.rocu

    def ask(self) -> None:
        """Ask Regional tasking, as the force's SIO, to adopt the OCG in full."""
        self.tasking.ask_for_adoption(self.life, self._adopt)

    def _adopt(self, adoption_bid: Bid) -> None:
        today, reg = clock.today(), self.rocu["reg"]
        check_before_meeting(self.life)
        transfer = adopt(
            actor=reg,
            bid=adoption_bid,
            reason="It reaches four forces, so it needs one owner and one plan.",
            receiver=self.rocu["rita"].unit,
            window_from=today,
            window_until=today + timedelta(days=WINDOW_DAYS),
            known_hits=known_hits(reg, self.life.ocg),
        )
        self.life.script.on(today + timedelta(days=5), lambda: self._prepare(transfer), hour=9)

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
            exhibits="Held in the force's store, sealed; list attached to the crime record.",
            gaps="It is not known who finances the OCG.",
        )

    def _keep_ready(self, transfer: Transfer) -> None:
        """Finish the giver's part at the end of the demo, so that the receiver can accept."""

        def bring_up_to_date() -> None:
            check_again(actor=self.life.sio, transfer=transfer)
            self._build_pack(transfer)

        self.life.script.at(self.life.script.until, bring_up_to_date)

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
            actor=hal, transfer=transfer, new_sio=self.rocu["rita"].officer, known_hits=known
        )  # fmt: skip
        self._follow()
        answer_hits_later(self.life)

    def _follow(self) -> None:
        """Make the ROCU's SIO lead, and the force's SIO the LRO."""
        life = self.life
        life.lro = life.sio
        life.sio = self.rocu["rita"]
        life.moderator = self.rocu["moderator"]
