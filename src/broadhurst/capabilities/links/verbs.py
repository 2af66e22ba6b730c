"""The verbs of links, at the API and the terminal."""

from broadhurst.capabilities.links.api import as_link
from broadhurst.capabilities.links.commands.correct_link import CorrectLinkForm, correct_link
from broadhurst.capabilities.links.commands.end_link import EndLinkForm, end_link
from broadhurst.capabilities.links.commands.link_ocgs import LinkOcgsForm, link_ocgs
from broadhurst.capabilities.links.commands.link_people import LinkPeopleForm, link_people
from broadhurst.capabilities.links.commands.withdraw_link import WithdrawLinkForm, withdraw_link
from broadhurst.capabilities.links.queries.links import links
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors.verbs import Subject, Verb

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))
LINK = Subject("link", "/links/{ref}", lambda _actor: links())

VERBS = (
    Verb(
        "link-ocgs", LinkOcgsForm, link_ocgs, OCG, "Link two OCGs", as_link, status=201,
        says="{} is made.".format,
    ),
    Verb(
        "link-people", LinkPeopleForm, link_people, OCG, "Link two people", as_link,
        status=201,
        says="{} is made.".format,
    ),
    Verb(
        "end-link", EndLinkForm, end_link, LINK, "End a link", as_link,
        says="{} has ended.".format,
    ),
    Verb(
        "correct-link", CorrectLinkForm, correct_link, LINK, "Correct a link", as_link,
        says="{} is corrected.".format,
    ),
    Verb(
        "withdraw-link", WithdrawLinkForm, withdraw_link, LINK, "Withdraw a link", as_link,
        says="{} is withdrawn.".format,
    ),
)  # fmt: skip
