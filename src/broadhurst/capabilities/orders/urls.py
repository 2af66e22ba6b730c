"""Pages of court orders."""

from django.urls import path

from broadhurst.capabilities.orders import pages

app_name = "orders"
urlpatterns = [
    path("orders/", pages.orders_page, name="orders"),
    path("ocgs/<str:ref>/record-order/", pages.record_order_page, name="record_order"),
    path("orders/name-monitors/", pages.name_monitors_page, name="name_monitors"),
    path("orders/<str:ref>/", pages.order_page, name="order"),
    path("orders/<str:ref>/record-check/", pages.record_check_page, name="record_check"),
    path("orders/<str:ref>/record-breach/", pages.record_breach_page, name="record_breach"),
    path("orders/<str:ref>/vary-order/", pages.vary_order_page, name="vary_order"),
    path("orders/<str:ref>/end-order/", pages.end_order_page, name="end_order"),
    path("orders/<str:ref>/name-monitor/", pages.name_monitor_page, name="name_monitor"),
    path("orders/<str:ref>/correct-order/", pages.correct_order_page, name="correct_order"),
    path("orders/<str:ref>/withdraw-order/", pages.withdraw_order_page, name="withdraw_order"),
    path("order-entries/<str:ref>/close-breach/", pages.close_breach_page, name="close_breach"),
    path(
        "order-entries/<str:ref>/withdraw-entry/", pages.withdraw_entry_page, name="withdraw_entry"
    ),
]
