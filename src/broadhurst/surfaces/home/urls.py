"""Home, drafts, notifications, and the choice of their kinds."""

from django.urls import path

from broadhurst.surfaces.home import drafts_pages, feed, notices_pages, pages

app_name = "home"
urlpatterns = [
    path("", pages.home, name="home"),
    path("drafts/", drafts_pages.drafts_page, name="drafts"),
    path("notices/", notices_pages.notices, name="notices"),
    path("notices/followed/", notices_pages.followed, name="followed"),
    path("account/notifications/", notices_pages.choose_kinds_page, name="choose_kinds"),
    path("account/emails/", notices_pages.choose_emails_page, name="choose_emails"),
    path("calendar/<str:secret>.ics", feed.calendar_page, name="calendar"),
    path("go/<str:ref>/", notices_pages.go_to, name="go_to"),
]
