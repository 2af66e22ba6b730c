"""Pages of meetings, in the order of the journey."""

from django.urls import path

from broadhurst.capabilities.meetings.pages import live, shown, verbs

app_name = "meetings"
urlpatterns = [
    path("meetings/<str:ref>/", shown.meeting_page, name="meeting"),
    path("meetings/<str:ref>/prepare-agenda/", verbs.prepare_agenda_page, name="prepare_agenda"),
    path("meetings/<str:ref>/invitation.ics", shown.invitation_page, name="invitation"),
    path("agendas/<str:ref>/add-item/", verbs.add_item_page, name="add_item"),
    path(
        "agendas/<str:ref>/record-attendance/",
        verbs.record_attendance_page,
        name="record_attendance",
    ),
    path("agendas/<str:ref>/live/", live.live_page, name="live"),
    path("agendas/<str:ref>/give-action/", verbs.give_action_page, name="give_action"),
    path("agendas/<str:ref>/minutes/", shown.minutes_page, name="minutes"),
    path("agendas/<str:ref>/minutes.<str:form>", shown.minutes_copy_page, name="minutes_copy"),
    path("agendas/<str:ref>/correct-minutes/", verbs.correct_minutes_page, name="correct_minutes"),
    path("agendas/<str:ref>/agree-minutes/", verbs.agree_minutes_page, name="agree_minutes"),
    path("agenda-items/<str:ref>/", live.live_item_page, name="live_item"),
    path("agenda-items/<str:ref>/edit-item/", verbs.edit_item_page, name="edit_item"),
    path("agenda-items/<str:ref>/move-item/", verbs.move_item_page, name="move_item"),
    path("agenda-items/<str:ref>/remove-item/", verbs.remove_item_page, name="remove_item"),
    path("agenda-items/<str:ref>/conclude-item/", verbs.conclude_item_page, name="conclude_item"),
    path("agenda-items/<str:ref>/show-item/", verbs.show_item_page, name="show_item"),
    path("meeting-actions/", shown.actions_page, name="actions"),
    path("meeting-actions/<str:ref>/", shown.action_page, name="action"),
    path("meeting-actions/<str:ref>/change/", verbs.change_action_page, name="change_action"),
    path("meeting-actions/<str:ref>/complete/", verbs.complete_action_page, name="complete_action"),
    path("meeting-actions/<str:ref>/withdraw/", verbs.withdraw_action_page, name="withdraw_action"),
    path("meeting-actions/<str:ref>/reopen/", verbs.reopen_action_page, name="reopen_action"),
]
