"""URLs of transfers, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.transfers.pages import asked, terms
from broadhurst.capabilities.transfers.pages import transfers as pages

app_name = "transfers"
urlpatterns = [
    path("transfers/", pages.transfers_page, name="transfers"),
    path("transfer-requests/", asked.requests_page, name="requests"),
    path("ocgs/<str:ref>/ask-for/", asked.ask_for_page, name="ask_for"),
    path("deconfliction/hits/<str:ref>/ask-for/", asked.ask_about_hit_page, name="ask_about_hit"),
    path("transfer-requests/<str:ref>/", asked.request_page, name="request"),
    path("transfer-requests/<str:ref>/agree/", asked.agree_page, name="agree"),
    path(
        "transfer-requests/<str:ref>/decline/", asked.decline_request_page, name="decline_request"
    ),
    path(
        "transfer-requests/<str:ref>/withdraw/",
        asked.withdraw_request_page,
        name="withdraw_request",
    ),
    path("bids/<str:ref>/adopt/", pages.adopt_page, name="adopt"),
    path("ocgs/<str:ref>/offer/", pages.offer_page, name="offer"),
    path("transfers/<str:ref>/", pages.transfer_page, name="transfer"),
    path("transfers/<str:ref>/prepare/", pages.prepare_page, name="prepare"),
    path("transfers/<str:ref>/pack/", pages.pack_page, name="pack"),
    path("transfers/<str:ref>/pack.<str:form>", pages.pack_copy_page, name="pack_copy"),
    path("transfers/<str:ref>/add-risk/", pages.add_risk_page, name="add_risk"),
    path("risks/<str:ref>/acknowledge/", terms.acknowledge_risk_page, name="acknowledge_risk"),
    path("risks/<str:ref>/set-terms/", terms.set_terms_page, name="set_terms"),
    path("risks/<str:ref>/agree-terms/", terms.agree_terms_page, name="agree_terms"),
    path("risks/<str:ref>/hand-over/", terms.hand_over_item_page, name="hand_over_item"),
    path(
        "transfers/<str:ref>/acknowledge/", terms.acknowledge_items_page, name="acknowledge_items"
    ),
    path("transfers/<str:ref>/name-sio/", terms.name_sio_page, name="name_sio"),
    path("transfers/<str:ref>/propose-window/", terms.propose_window_page, name="propose_window"),
    path("transfers/<str:ref>/agree-window/", terms.agree_window_page, name="agree_window"),
    path("transfers/<str:ref>/refuse-window/", terms.refuse_window_page, name="refuse_window"),
    path(
        "transfers/<str:ref>/withdraw-window/", terms.withdraw_window_page, name="withdraw_window"
    ),
    path("transfers/<str:ref>/check-again/", pages.check_again_page, name="check_again"),
    path("transfers/<str:ref>/accept/", pages.accept_page, name="accept_transfer"),
    path("transfers/<str:ref>/decline/", pages.decline_page, name="decline_transfer"),
    path("transfers/<str:ref>/withdraw/", pages.withdraw_page, name="withdraw_transfer"),
]
