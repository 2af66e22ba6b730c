"""URLs of tasking, in the order of the journey."""

from django.urls import path

from broadhurst.capabilities.tasking.pages import bids, boards, capabilities, demand, directions
from broadhurst.capabilities.tasking.queries.bid_on_paper import BID_COPY
from broadhurst.foundation.record_copies import pages as record_copies

app_name = "tasking"
urlpatterns = [
    path("boards/", boards.boards_page, name="boards"),
    path("boards/<slug:key>/", boards.board_page, name="board"),
    path("boards/<slug:key>/schedule/", boards.schedule_page, name="schedule"),
    path("boards/<slug:ref>/edit-board/", boards.edit_board_page, name="edit_board"),
    path("boards/<slug:ref>/add-attendee/", boards.add_attendee_page, name="add_attendee"),
    path("boards/<slug:ref>/remove-attendee/", boards.remove_attendee_page, name="remove_attendee"),
    path("boards/<slug:ref>/rank-bids/", boards.rank_bids_page, name="rank_bids"),
    path("meetings/<str:ref>/hold/", boards.hold_meeting_page, name="hold_meeting"),
    path("capabilities/", capabilities.capabilities_page, name="capabilities"),
    path(
        "capabilities/open-capability/",
        capabilities.open_capability_page,
        name="open_capability",
    ),
    path("capabilities/<slug:ref>/", capabilities.capability_page, name="capability"),
    path("capabilities/<slug:ref>/mark-away/", capabilities.mark_away_page, name="mark_away"),
    path("capabilities/<slug:ref>/bring-back/", capabilities.bring_back_page, name="bring_back"),
    path("demand/", demand.demand_page, name="demand"),
    path("demand/simulate/", demand.simulate_page, name="simulate"),
    path("directions/", directions.directions_page, name="directions"),
    path("directions/record/", directions.record_direction_page, name="record_direction"),
    path("directions/<str:ref>/", directions.direction_page, name="direction"),
    path(
        "directions/<str:ref>/close-direction/",
        directions.close_direction_page,
        name="close_direction",
    ),
    path("ocgs/<str:ref>/bid/", bids.bid_for_page, name="bid_for"),
    path("bids/", bids.bids_page, name="bids"),
    path("bids/put-on-agenda/", bids.put_on_agenda_page, name="put_on_agenda"),
    path("bids/<str:ref>/", bids.bid_page, name="bid"),
    path("bids/<str:ref>/copy.<str:form>", record_copies.page(BID_COPY), name="bid_copy"),
    path("bids/<str:ref>/triage/", bids.triage_page, name="triage_bid"),
    path("bids/<str:ref>/answer/", bids.answer_page, name="answer_bid"),
    path("bids/<str:ref>/decide/", bids.decide_page, name="decide_bid"),
    path("bids/<str:ref>/ratify/", bids.ratify_page, name="ratify_bid"),
    path(
        "bids/<str:ref>/declare-interest/", bids.declare_interest_page, name="declare_interest_bid"
    ),
    path(
        "bids/<str:ref>/withdraw-interest/",
        bids.withdraw_interest_page,
        name="withdraw_interest_bid",
    ),
    path("bids/<str:ref>/allocate/", bids.allocate_page, name="allocate_bid"),
    path("bids/<str:ref>/write-terms/", bids.write_terms_page, name="write_terms_bid"),
    path("bids/<str:ref>/agree-terms/", bids.agree_terms_page, name="agree_terms_bid"),
    path("bids/<str:ref>/extend/", bids.extend_page, name="extend_bid"),
    path("bids/<str:ref>/put-in-place/", bids.put_in_place_page, name="put_in_place_bid"),
    path("bids/<str:ref>/deliver/", bids.deliver_page, name="deliver_bid"),
    path("bids/<str:ref>/evaluate/", bids.evaluate_page, name="evaluate_bid"),
    path("bids/<str:ref>/withdraw/", bids.withdraw_page, name="withdraw_bid"),
]
