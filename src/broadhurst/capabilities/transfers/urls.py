"""URLs of transfers, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.transfers import pages

app_name = "transfers"
urlpatterns = [
    path("transfers/", pages.transfers_page, name="transfers"),
    path("bids/<str:ref>/adopt/", pages.adopt_page, name="adopt"),
    path("ocgs/<str:ref>/offer/", pages.offer_page, name="offer"),
    path("transfers/<str:ref>/", pages.transfer_page, name="transfer"),
    path("transfers/<str:ref>/prepare/", pages.prepare_page, name="prepare"),
    path("transfers/<str:ref>/pack/", pages.pack_page, name="pack"),
    path("transfers/<str:ref>/add-risk/", pages.add_risk_page, name="add_risk"),
    path("risks/<str:ref>/acknowledge/", pages.acknowledge_risk_page, name="acknowledge_risk"),
    path("transfers/<str:ref>/check-again/", pages.check_again_page, name="check_again"),
    path("transfers/<str:ref>/accept/", pages.accept_page, name="accept_transfer"),
    path("transfers/<str:ref>/decline/", pages.decline_page, name="decline_transfer"),
    path("transfers/<str:ref>/withdraw/", pages.withdraw_page, name="withdraw_transfer"),
]
