"""Pages of this room, in the order of the journey."""

from django.urls import path

from broadhurst.capabilities.deconfliction.pages import (
    checks,
    entries,
    hits,
    lines,
)

app_name = "deconfliction"
urlpatterns = [
    path("ocgs/<str:ref>/check/", checks.check_page, name="check"),
    path("deconfliction/check-lines/", lines.check_lines_page, name="check_lines"),
    path("deconfliction/check-lines/results/", lines.lines_checked_page, name="lines_checked"),
    path("deconfliction/check/", checks.check_target_page, name="check_target"),
    path("deconfliction/checks/<str:ref>/", checks.check_made_page, name="check_made"),
    path("deconfliction/entered/", entries.entered_page, name="entered"),
    path("deconfliction/entered/renew/", entries.renew_entries_page, name="renew_entries"),
    path("deconfliction/entered/<str:ref>/", entries.entry_page, name="entry"),
    path("deconfliction/entered/<str:ref>/withdraw/", entries.withdraw_page, name="withdraw_entry"),
    path("deconfliction/entered/<str:ref>/renew/", entries.renew_page, name="renew_entry"),
    path("deconfliction/stop-list/", entries.stop_list_page, name="stop_list"),
    path("deconfliction/stop-list/add/", entries.stop_value_page, name="stop_value"),
    path("deconfliction/stop-list/<str:ref>/lift/", entries.lift_page, name="lift_stop"),
    path("deconfliction/flags/", entries.flags_page, name="flags"),
    path("deconfliction/flags/<str:ref>/", entries.flag_page, name="flag"),
    path("deconfliction/flags/<str:ref>/answer/", entries.answer_flag_page, name="answer_flag"),
    path("deconfliction/hits/", hits.hits, name="hits"),
    path("deconfliction/hits/acknowledge/", hits.acknowledge_hits_page, name="acknowledge_hits"),
    path("deconfliction/hits/<str:ref>/", hits.hit, name="hit"),
    path(
        "deconfliction/hits/<str:ref>/acknowledge/", hits.acknowledge_page, name="acknowledge_hit"
    ),
    path(
        "deconfliction/hits/<str:ref>/record-outcome/",
        hits.record_outcome_page,
        name="record_outcome",
    ),
    path(
        "deconfliction/hits/<str:ref>/record-contact/",
        hits.record_contact_page,
        name="record_contact",
    ),
    path("deconfliction/verify/", checks.verify_page, name="verify_receipt"),
]
