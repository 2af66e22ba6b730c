"""Pages of funding, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.funding.pages import lines, posts, shown

app_name = "funding"
urlpatterns = [
    path("funding/", shown.funding_page, name="funding"),
    path("funding-lines/", shown.lines_page, name="lines"),
    path("funding-lines/record/", lines.record_line_page, name="record_line"),
    path("funding-lines/confirm-lines/", lines.confirm_lines_page, name="confirm_lines"),
    path("funding-lines/<str:ref>/", shown.line_page, name="line"),
    path("funding-lines/<str:ref>/scenario/", shown.scenario_page, name="scenario"),
    path("funding-lines/<str:ref>/edit-line/", lines.edit_line_page, name="edit_line"),
    path("funding-lines/<str:ref>/confirm-line/", lines.confirm_line_page, name="confirm_line"),
    path("funding-lines/<str:ref>/dispute-line/", lines.dispute_line_page, name="dispute_line"),
    path("funding-lines/<str:ref>/end-line/", lines.end_line_page, name="end_line"),
    path("funded-posts/", shown.posts_page, name="posts"),
    path("funded-posts/open/", posts.open_post_page, name="open_post"),
    path("funded-posts/<str:ref>/", shown.post_page, name="post"),
    path("funded-posts/<str:ref>/rest-post/", posts.rest_post_page, name="rest_post"),
    path("funded-posts/<str:ref>/edit-post/", posts.edit_post_page, name="edit_post"),
    path("funded-posts/<str:ref>/fill-post/", posts.fill_post_page, name="fill_post"),
    path("funded-posts/<str:ref>/vacate-post/", posts.vacate_post_page, name="vacate_post"),
    path("funded-posts/<str:ref>/close-post/", posts.close_post_page, name="close_post"),
]
