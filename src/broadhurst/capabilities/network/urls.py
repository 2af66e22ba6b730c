"""Addresses of networks."""

from django.urls import path

from broadhurst.capabilities.network import pages

app_name = "network"
urlpatterns = [
    path("network/", pages.unit_page, name="of_unit"),
    path("network/data/", pages.unit_data, name="data_of_unit"),
    path("network/download/", pages.unit_file, name="file_of_unit"),
    path("network/keep-layout/", pages.keep_unit_page, name="keep_layout_of_unit"),
    path("network/reset-layout/", pages.reset_unit_page, name="reset_layout_of_unit"),
    path("ocgs/<str:ref>/network/", pages.ocg_page, name="of_ocg"),
    path("ocgs/<str:ref>/network/data/", pages.ocg_data, name="data_of_ocg"),
    path("ocgs/<str:ref>/network/download/", pages.ocg_file, name="file_of_ocg"),
    path("ocgs/<str:ref>/network/keep-layout/", pages.keep_page, name="keep_layout"),
    path("ocgs/<str:ref>/network/reset-layout/", pages.reset_page, name="reset_layout"),
]
