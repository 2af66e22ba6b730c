"""URLs of tasking, in the order of the journey."""

from django.urls import path

from broadhurst.capabilities.tasking import pages

app_name = "tasking"
urlpatterns = [
    path("boards/", pages.boards_page, name="boards"),
    path("boards/<slug:key>/", pages.board_page, name="board"),
    path("boards/<slug:key>/schedule/", pages.schedule_page, name="schedule"),
    path("meetings/<str:ref>/hold/", pages.hold_meeting_page, name="hold_meeting"),
    path("capabilities/", pages.capabilities_page, name="capabilities"),
    path("ocgs/<str:ref>/bid/", pages.bid_for_page, name="bid_for"),
    path("bids/", pages.bids_page, name="bids"),
    path("bids/<str:ref>/", pages.bid_page, name="bid"),
    path("bids/<str:ref>/triage/", pages.triage_page, name="triage_bid"),
    path("bids/<str:ref>/answer/", pages.answer_page, name="answer_bid"),
    path("bids/<str:ref>/decide/", pages.decide_page, name="decide_bid"),
    path("bids/<str:ref>/allocate/", pages.allocate_page, name="allocate_bid"),
    path("bids/<str:ref>/put-in-place/", pages.put_in_place_page, name="put_in_place_bid"),
    path("bids/<str:ref>/deliver/", pages.deliver_page, name="deliver_bid"),
    path("bids/<str:ref>/evaluate/", pages.evaluate_page, name="evaluate_bid"),
    path("bids/<str:ref>/withdraw/", pages.withdraw_page, name="withdraw_bid"),
]
