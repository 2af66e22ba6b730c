"""URLs of bulk checks, in the order of the journey."""

from django.urls import path

from broadhurst.capabilities.bulk_checks import pages

app_name = "bulk_checks"
urlpatterns = [
    path("deconfliction/bulk-checks/", pages.bulk_checks_page, name="bulk_checks"),
    path("deconfliction/bulk-checks/send/", pages.send_page, name="send_bulk_check"),
    path("deconfliction/bulk-checks/<str:ref>/", pages.bulk_check_page, name="bulk_check"),
    path("deconfliction/bulk-checks/<str:ref>/map/", pages.map_page, name="map_bulk_check"),
    path("deconfliction/bulk-checks/<str:ref>/start/", pages.start_page, name="start_bulk_check"),
    path(
        "deconfliction/bulk-checks/<str:ref>/cancel/", pages.cancel_page, name="cancel_bulk_check"
    ),
    path(
        "deconfliction/bulk-checks/<str:ref>/results.csv",
        pages.download_page,
        {"form": "csv"},
        name="download_bulk_check_csv",
    ),
    path(
        "deconfliction/bulk-checks/<str:ref>/results.xlsx",
        pages.download_page,
        {"form": "xlsx"},
        name="download_bulk_check_xlsx",
    ),
]
