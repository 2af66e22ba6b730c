"""The verbs of funding, at the API and the terminal."""

from broadhurst.capabilities.funding.api.shapes import as_line, as_post
from broadhurst.capabilities.funding.cli.in_words import saved_line, saved_post
from broadhurst.capabilities.funding.commands.close_post import ClosePostForm, close_post
from broadhurst.capabilities.funding.commands.confirm_line import ConfirmLineForm, confirm_line
from broadhurst.capabilities.funding.commands.dispute_line import DisputeLineForm, dispute_line
from broadhurst.capabilities.funding.commands.edit_line import EditLineForm, edit_line
from broadhurst.capabilities.funding.commands.edit_post import EditPostForm, edit_post
from broadhurst.capabilities.funding.commands.end_line import EndLineForm, end_line
from broadhurst.capabilities.funding.commands.fill_post import FillPostForm, fill_post
from broadhurst.capabilities.funding.commands.open_post import OpenPostForm, open_post
from broadhurst.capabilities.funding.commands.record_line import RecordLineForm, record_line
from broadhurst.capabilities.funding.commands.rest_post import RestPostForm, rest_post
from broadhurst.capabilities.funding.commands.vacate_post import VacatePostForm, vacate_post
from broadhurst.capabilities.funding.queries.lines import lines
from broadhurst.capabilities.funding.queries.posts import posts
from broadhurst.foundation.doors.verbs import Subject, Verb
from broadhurst.foundation.lists.verbs import VerbOnEach

POST = Subject("post", "/funded-posts/{ref}", lambda _actor: posts())
LINE = Subject("line", "/funding-lines/{ref}", lambda _actor: lines())

VERBS = (
    Verb(
        "open-post", OpenPostForm, open_post, None, "Open a post", as_post, status=201,
        address="/funded-posts", says=saved_post
    ),
    Verb(
        "record-line", RecordLineForm, record_line, None, "Record a funding line", as_line,
        status=201, address="/funding-lines", says=saved_line
    ),
    Verb("edit-post", EditPostForm, edit_post, POST, "Edit a post", as_post, says=saved_post),
    Verb(
        "fill-post", FillPostForm, fill_post, POST, "Record that a post is filled", as_post,
        says=saved_post
    ),
    Verb(
        "vacate-post", VacatePostForm, vacate_post, POST, "Record that a post is vacant", as_post,
        says=saved_post
    ),
    Verb(
        "close-post", ClosePostForm, close_post, POST, "Close a post", as_post, says=saved_post
    ),
    Verb(
        "rest-post", RestPostForm, rest_post, POST, "Say which share of a post a line pays",
        as_post, says=saved_post
    ),
    Verb(
        "edit-line", EditLineForm, edit_line, LINE, "Edit a funding line", as_line,
        says=saved_line
    ),
    Verb(
        "confirm-line", ConfirmLineForm, confirm_line, LINE,
        "Record that the funder confirmed a line", as_line, says=saved_line
    ),
    Verb(
        "dispute-line", DisputeLineForm, dispute_line, LINE, "Record that a line is in dispute",
        as_line, says=saved_line
    ),
    Verb(
        "end-line", EndLineForm, end_line, LINE, "End a funding line", as_line, says=saved_line
    ),
    VerbOnEach(
        "confirm-lines", ConfirmLineForm, confirm_line, "line", lambda _actor: lines(),
        "Record that the funder confirmed several lines", "/funding-lines/confirm-lines"
    ),
)  # fmt: skip
