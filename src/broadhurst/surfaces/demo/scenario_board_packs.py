"""Scenario: a chief officer and the chair of a board choose what is in their board packs."""

from functools import partial

from broadhurst.capabilities.board_packs.commands.make_board_pack import make_board_pack
from broadhurst.capabilities.inspections.queries.scopes import scope_choices
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import Script

DAYS_AGO, BIDS = 10, 2
OF_THE_CHIEF = ("active_ocgs", "with_both_leads", "bid_to_decision", "bids_decided_in_time")
OF_THE_CHAIR = ("bids_made", "bids_declined", "bids_decided_in_time")


def prepare_boards(script: Script, region: Region) -> None:
    """Make a pack for the ROCU's chief officer, and one with bids for the chair of Level 2."""
    script.ago(DAYS_AGO, partial(_for_the_chief, region.rocu["acc"]), hour=9)
    script.ago(DAYS_AGO, partial(_for_the_chair, region.forces["gmp"].chair), hour=10)


def _for_the_chief(actor: Actor) -> None:
    make_board_pack(
        actor=actor, name="Quarterly report on the region", scope=_widest(actor),
        period="quarter", figures=OF_THE_CHIEF, is_monthly=True,
    )  # fmt: skip


def _for_the_chair(actor: Actor) -> None:
    with as_actor(actor):
        latest = bids().order_by("-submitted_at").values_list("ref", flat=True)[:BIDS]
        records = list(latest)
    make_board_pack(
        actor=actor, name="Level 2 tasking, month by month", scope=_widest(actor),
        period="month", figures=OF_THE_CHAIR, records=records, is_monthly=True,
    )  # fmt: skip


def _widest(actor: Actor) -> str:
    return scope_choices(actor, clock.today())[0][0]
