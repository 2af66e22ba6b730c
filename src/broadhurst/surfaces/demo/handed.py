"""Handing an OCG over in full to the ROCU, as it is done."""

from datetime import timedelta

from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.transfers.commands.accept import accept
from broadhurst.capabilities.transfers.commands.acknowledge_risk import acknowledge_risk
from broadhurst.capabilities.transfers.commands.adopt import adopt
from broadhurst.capabilities.transfers.commands.check_again import check_again
from broadhurst.capabilities.transfers.commands.prepare import prepare
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import seen_as
from broadhurst.surfaces.demo.asked import Tasking, check_before_the_board, known_hits
from broadhurst.surfaces.demo.life import Life
from broadhurst.surfaces.demo.rung import ring_later

WINDOW_DAYS = 28


class Handover:
    """One full transfer: adopted at Regional tasking, prepared, acknowledged, accepted."""

    def __init__(self, life: Life, tasking: Tasking, *, is_accepted: bool = True) -> None:
        self.life, self.tasking, self.is_accepted = life, tasking, is_accepted
        self.rocu = tasking.region.rocu

    def ask(self) -> None:
        """The force's SIO asks Regional tasking to adopt the OCG in full."""
        self.tasking.ask_for_adoption(self.life, self._adopt)

    def _adopt(self, made: Bid) -> None:
        today, reg = clock.today(), self.rocu["reg"]
        check_before_the_board(self.life)
        transfer = adopt(
            actor=reg,
            bid=made,
            reason="It reaches four forces; one owner of one plan is what it needs.",
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
            gaps="Who finances it is not known.",
        )

    def _keep_ready(self, transfer: Transfer) -> None:
        """As the demo is loaded, the giver has done its part: the receiver can finish."""

        def bring_up_to_date() -> None:
            check_again(actor=self.life.sio, transfer=transfer)
            self._build_pack(transfer)

        self.life.script.at(self.life.script.until, bring_up_to_date)

    def _acknowledge(self, transfer: Transfer) -> None:
        with seen_as(self.rocu["rita"]):
            risks = list(transfer.risks.filter(acknowledged_at=None))
        for risk in risks:
            acknowledge_risk(actor=self.rocu["rita"], risk=risk)

    def _accept(self, transfer: Transfer) -> None:
        """A fresh check, whatever risks came since, and then the one act."""
        check_again(actor=self.life.sio, transfer=transfer)
        self._build_pack(transfer)
        self._acknowledge(transfer)
        hal = self.rocu["hal"]
        known = known_hits(hal, self.life.ocg)
        accept(
            actor=hal, transfer=transfer, new_sio=self.rocu["rita"].officer, known_hits=known
        )  # fmt: skip
        self._follow()
        ring_later(self.life)

    def _follow(self) -> None:
        """From here on the ROCU's SIO leads, and the force's SIO is the LRO."""
        life = self.life
        life.lro = life.sio
        life.sio = self.rocu["rita"]
        life.moderator = self.rocu["moderator"]
