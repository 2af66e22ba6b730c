"""Every column that names an OCG or a person moves in a merge or split, or stays for a reason."""

from django.apps import apps

from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.merging.queries.parts import MOVES
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person
from broadhurst.capabilities.safeguarding.models import NotReferred, Referral

MOVE = {
    "register_membership.ocg_id",
    "register_identifier.ocg_id",
    "plans_plan.ocg_id",
    "liaison_request.ocg_id",
    "safeguarding_referral.ocg_id",
    "safeguarding_notreferred.ocg_id",
    "orders_order.ocg_id",
    "links_link.ocg_id",
    "links_link.other_ocg_id",
}
HISTORY = "it is history of the merged OCG, which the readers of the other one see"
STOPS = "an open one stops the merge, and a decided one is history"
OWN = "the OCG that stays has its own"
STAYS = {
    "following_follow.ocg_id": "it moves by a function, for followers who can see the other OCG",
    "deconfliction_check.ocg_id": HISTORY,
    "disruptions_disruption.ocg_id": STOPS,
    "imports_import.ocg_id": STOPS,
    "liaison_jointreview.ocg_id": HISTORY,
    "liaison_logcopy.ocg_id": HISTORY,
    "liaison_logentry.ocg_id": HISTORY,
    "liaison_meeting.ocg_id": HISTORY,
    "liaison_seen.ocg_id": OWN,
    "meetings_item.ocg_id": HISTORY,
    "merging_merge.into_id": HISTORY,
    "merging_personmerge.ocg_id": HISTORY,
    "merging_merge.ocg_id": HISTORY,
    "merging_split.new_id": HISTORY,
    "merging_split.ocg_id": HISTORY,
    "register_acting_lead.ocg_id": OWN,
    "register_archiving.ocg_id": STOPS,
    "register_area.ocg_id": "districts are added to the OCG that stays",
    "register_assessment.ocg_id": STOPS,
    "register_cover.ocg_id": OWN,
    "register_exemption.ocg_id": OWN,
    "register_lead.ocg_id": OWN,
    "register_ownership.ocg_id": OWN,
    "register_stage.ocg_id": HISTORY,
    "register_toldapart.ocg_id": HISTORY,
    "register_toldapart.other_id": HISTORY,
    "tasking_bid.ocg_id": STOPS,
    "transfers_transfer.ocg_id": STOPS,
    "transfers_transferrequest.ocg_id": STOPS,
}
# What names a person, or a row that goes with one, goes along in a split.
OF_WHAT_GOES = (Person, Membership, Identifier, Request, Referral, NotReferred, Order, Link)
GOES = {
    "register_membership.person_id",
    "register_identifier.person_id",
    "safeguarding_notreferred.person_id",
    "safeguarding_referral.person_id",
    "orders_order.person_id",
    "links_link.person_id",
    "links_link.other_person_id",
    "merging_personmerge.into_id",
    "liaison_request.referral_id",
    "liaison_note.request_id",
    "liaison_chaser.request_id",
    "liaison_extension.request_id",
    "liaison_escalation.request_id",
}
GOES_NOT = {
    "safeguarding_chase.referral_id": "it is behind the referral's own dossier, which moves",
    "orders_entry.order_id": "it is behind the order's own dossier, which moves",
    "liaison_reviewaction.request_id": "the review is history of the first OCG",
    "links_link.replaces_id": "an earlier version of a link stays where it was recorded",
    "register_toldapart.person_id": "it is history of the first OCG",
    "register_toldapart.other_person_id": "it is history of the first OCG",
    "merging_personmerge.person_id": "it goes with the person who stayed in that merge",
}


def test_every_column_that_names_what_goes_goes_too_or_not_for_a_reason() -> None:
    named = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.related_model in OF_WHAT_GOES
    }
    assert not GOES & GOES_NOT.keys()
    assert GOES | GOES_NOT.keys() == named


def test_every_column_that_names_an_ocg_moves_or_stays() -> None:
    named = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.related_model is Ocg
    }
    assert not MOVE & STAYS.keys()
    assert MOVE | STAYS.keys() == named


def test_the_parts_move_those_that_move() -> None:
    tables = {rows(Ocg(pk=0)).model._meta.db_table for rows in MOVES.values()}
    moved = {f"{table}.ocg_id" for table in tables}
    assert moved == {column for column in MOVE if not column.startswith("links_")}
