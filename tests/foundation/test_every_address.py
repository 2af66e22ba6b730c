"""Request every URL of the site and the API as users who must not see, and without signing in.

The URLs come from the resolver and the API itself, so none can be forgotten. A URL with unknown
references fails until they are added to `KINDS` and `tests/site_walk.py`.
"""

import html
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.db import connections, models, transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from psycopg import sql

from broadhurst.capabilities.deconfliction.rules.doors import DOORS
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.config.urls import api
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Posting
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.audit.record import READS_ONLY
from broadhurst.foundation.notices.words import words
from broadhurst.surfaces.public.open_data import DATASETS, TYPES
from broadhurst.surfaces.search.queries import search
from tests.architecture.test_wall import is_open, rooms
from tests.conftest import NOW, clone
from tests.doors import Machine, browser
from tests.lengths import LENGTH
from tests.people import Cast, load_cast
from tests.site_walk import AFTERWARDS, Region, set_out, walked
from tests.tasking.stage import set_the_stage

API = "api/v1/"
# A caption begins with words. People do not know a record by its reference.
NAMED = re.compile(r"(?![A-Z]{3}-[0-9A-Z]{6})\S")
# The kind of record that the part of a URL before a reference means.
KINDS = {
    "actions": "action",
    "agenda-items": "agenda item",
    "agendas": "agenda",
    "appointments": "appointment",
    "assessments": "assessment",
    "bids": "bid",
    "board-packs": "board pack",
    "boards": "board",
    "cadences": "cadence",
    "calendar": "calendar",
    "bulk-checks": "bulk",
    "checks": "receipt",
    "capabilities": "capability",
    "chief-officers": "chiefs",
    "copy.": "form",
    "correspondence": "item",
    "cover": "cover",
    "delegations": "delegation",
    "directions": "direction",
    "disruptions": "disruption",
    "cy": "welsh page",
    "desired-outcomes": "desired outcome",
    "districts": "district",
    "entered": "entered",
    "events": "event",
    "exemptions": "exemption",
    "exit-criteria": "exit criterion",
    "evidence": "evidence",
    "figures": "figure",
    "files": "record file",
    "filters": "filter",
    "finding-imports": "finding import",
    "ocg-imports": "OCG import",
    "findings": "finding",
    "help": "role",
    "flags": "flag",
    "funded-posts": "funded post",
    "funding-lines": "funding line",
    "go": "ocg",
    "hits": "hit",
    "identifiers": "identifier",
    "imports": "import",
    "insight": "figure",
    "intelligence-gaps": "intelligence gap",
    "inspectorate-register": "reading",
    "letter.": "form",
    "joint-reviews": "joint review",
    "letters": "letter",
    "links": "link",
    "leavers": "lro",
    "lists": "list",
    "lros": "lro",
    "look": "organisation",
    "meeting-actions": "meeting action",
    "meetings": "meeting",
    "merge-into": "ocg",
    "merges": "merge",
    "messages": "public_message",
    "milestones": "milestone",
    "minutes.": "form",
    "notes": "record note",
    "ocgs": "ocg",
    "officers": "officer",
    "paragraphs": "paragraph",
    "operations": "operation",
    "outcomes": "outcome",
    "order-entries": "order entry",
    "orders": "order",
    "organisations": "organisation",
    "people": "person",
    "person-merges": "person merge",
    "pictures": "picture",
    "pack.": "form",
    "plans": "plan",
    "policies": "clearance policy",
    "policy-log": "entry",
    "policy-log.": "form",
    "log-copies": "log copy",
    "postings": "posting",
    "posts": "post",
    "practice": "public_note",
    "practice-notes": "note",
    "public-messages": "message",
    "proposed-actions": "commitment",
    "published": "publication",
    "published-figures": "publication",
    "recipients": "recipient",
    "records": "ocg",
    "referrals": "referral",
    "rehomings": "rehoming",
    "reports": "report",
    "requests": "request",
    "responses": "response",
    "risks": "risk",
    "schemes": "scheme",
    "self-assessments": "self-assessment",
    "sessions": "session",
    "shared-answers": "shared answer",
    "signatories": "signatory",
    "splits": "split",
    "stop-list": "stop",
    "successions": "succession",
    "tactics": "tactic",
    "templates": "template",
    "tokens": "token",
    "transfer-requests": "transfer request",
    "training": "training",
    "transfers": "transfer",
    "units": "unit",
    "welsh-versions": "welsh version",
}
# Kinds of record that every signed-in user may read, and why.
OPEN_KINDS = {
    "chiefs": "posts and appointments of chief officers are public facts",
    "clearance policy": "who clears what an organisation publishes, like postings",
    "delegation": "who takes a step of clearance for another, like postings",
    "cadence": "how often things are reviewed is policy",
    "calendar": "the secret of a calendar's address, which is the key itself",
    "scheme": "scoring schemes are published to all who score",
    "board": "which boards there are is no secret among those who bid",
    "capability": "the catalogue, and when a team is taken, not by whom",
    "tactic": "the tactics that plans start from, taken from published guidance",
    "figure": "a figure counts what its reader may see",
    "finding": "published by the inspectorate",
    "form": "a file format",
    "list": "the key of a list, which says nothing of its rows",
    "lro": "officers are known to all users, and their training is behind the wall",
    "meeting": "when a board meets",
    "milestone": "an organisation's work on a finding is as open as its own status",
    "operation": "published statistics",
    "outcome": "published statistics",
    "public_message": "published by the policing body",
    "public_note": "made public by its unit",
    "publication": "published by the policing body",
    "report": "published by the inspectorate",
    "role": "the name of a role",
    "welsh page": "published by the policing body",
    "stop": "why a value is never matched is no secret among those who check",
}
# URLs that need no sign-in, and why.
OPEN_TO_ANYONE = {
    "api/": "says where the description of the API is",
    API: "says where the description of the API is",
    "healthz": "for load balancers: the process answers",
    "readyz": "for load balancers: the database answers",
    "sign-in/": "where one signs in",
    "account/password/": "asks by itself who has signed in",
    "sign-out/": "ends a session, if there is one",
    "postings/": "asks by itself who has signed in",
    "robots.txt": "for search engines",
    "sitemap.xml": "for search engines: the addresses of public pages",
    "cy/<rest>": "the Welsh version of a public page",
    "published/": "published by the policing body",
    "published/<year>/": "published by the policing body",
    "published/accessibility/": "a statement that the law asks for",
    "published/not-found/": "says that a page is not there",
    "published/data/": "published statistics",
    **{
        f"published/data/{dataset.name}.{form}": "published statistics"
        for dataset in DATASETS
        for form in TYPES
    },
    "published/organisations/<key>/": "what an organisation published",
    "published/organisations/<key>/feed.rss": "what an organisation published",
    "published/look/<key>.css": "the colour of an organisation's public pages",
    "published/<ref>/": "published by the policing body",
    "published/<ref>/changes/": "published by the policing body",
    "published/<ref>/letter.<form>": "published by the policing body",
    "published/feed.atom": "published by the policing body",
    "published/feed.rss": "published by the policing body",
    "published/messages/": "published by the policing body",
    "published/messages/<ref>/": "published by the policing body",
    "published/messages/<year>/": "published by the policing body",
    "published/practice/": "made public by its unit",
    "published/practice/<ref>/": "made public by its unit",
    "published/practice/<year>/": "made public by its unit",
    "calendar/<secret>.ics": "a calendar program cannot sign in, so the address is the key",
    "help/": "says how to use the service, and shows no record",
    "help/words/": "says what words mean, and shows no record",
    "help/<role>/": "says how to use the service, and shows no record",
    "accessibility/": "a statement that the law asks for",
    "privacy/": "a notice that the law asks for",
}
# URLs that lead on to the page of the record. The meeting of the walk has not begun, so live mode
# leads back to it.
LEADS_ON = {"go/<ref>/", "agendas/<ref>/live/"}
# The records of letters, which only their unit sees.
OF_LETTERS = {"letter", "picture", "recipient", "signatory", "template"}
# Which users may open which records of the walked OCG and of the response to the inspection.
VIEWERS = {
    "olive": set(),
    "otto": set(),
    "connie": {"action"},
    "sid": {"referral", "self-assessment"},
    "wes": {"hit"},
    "pol": {
        "response",
        "evidence",
        "shared answer",
        "paragraph",
        "reading",
        "message",
        "item",
        "commitment",
        "finding import",
        "self-assessment",
        "welsh version",
        *OF_LETTERS,
    },
    "ines": {"self-assessment"},
}
# Olive, who sees nothing, tries every address. Those who see one thing share what is hidden from
# them, so that each hidden address is tried twice. In a soak, each of them tries all.
SHARING = tuple(name for name, kinds in VIEWERS.items() if kinds)
# URLs of a hit that the duty desk of one side can open, and the two sides cannot.
OF_A_DESK = {
    "deconfliction/hits/<ref>/why/",
    "deconfliction/hits/<ref>/review/",
    f"{API}hits/<ref>/why",
    f"{API}hits/<ref>/review",
}
# Pages of administrators without a reference in the URL.
ADMINISTRATION = (
    "administration", "appointments", "enrol", "jobs", "officers", "open_agency", "organisations",
    "posts", "tokens", "units",
)  # fmt: skip
# Pages refused for the role alone, before any form is shown.
CLOSED_TO_SOME = {
    *(reverse(f"deconfliction:{door}") for door in DOORS),
    reverse("audit_log:read_log"),
    reverse("planned_events:plan_event"),
    reverse("register:register"),
    reverse("lifecycle:report"),
    reverse("bulk_checks:send_bulk_check"),
    reverse("funding:record_line"),
    reverse("funding:open_post"),
    reverse("clearance:set_policy"),
    reverse("duty_desks:set_duty"),
    reverse("inspections:paragraph_write"),
    reverse("inspections:record_report"),
    reverse("inspectorate_register:send"),
    reverse("letters:add_signatory"),
    reverse("letters:draft_letter"),
    reverse("letters:set_house_style"),
    reverse("letters:write_template"),
    reverse("operations:open_operation"),
    reverse("public_messages:draft_message"),
    reverse("public_site:remove_look"),
    reverse("public_site:set_look"),
    reverse("public_site:write_welsh"),
    reverse("scoring:draft_cadence"),
    reverse("scoring:draft_scheme"),
    reverse("ocg_imports:send"),
    reverse("tasking:open_capability"),
    reverse("tasking:record_direction"),
    reverse("disruptions:set_grades"),
    reverse("plans:set_outcomes"),
    reverse("plans:add_tactic"),
    f"/{API}deconfliction/stop-list",
    reverse("duty_desks:verdicts"),
    f"/{API}desk/verdicts",
    *(reverse(f"establishment:{page}") for page in ADMINISTRATION),
    reverse("board_packs:board_packs"),
    reverse("board_packs:make"),
    reverse("succession:successions"),
    reverse("succession:plan_succession"),
    *(
        f"/{API}{name}"
        for name in (
            "appointments",
            "districts",
            "jobs",
            "officers",
            "organisations",
            "posts",
            "units",
        )
    ),
}
# Verbs on an action for those who write the plan, and not for the unit that does it.
OF_THE_PLAN = (
    "cancel-action", "answer-question", "answer-date", "send-again", "add-dependency",
    "remove-dependency", "stop-repeating",
)  # fmt: skip
# URLs that users may not open although they can see the record.
NOT_THEIRS = {
    "connie": {f"actions/<ref>/{verb}/" for verb in OF_THE_PLAN}
    | {f"{API}actions/<ref>/{verb}" for verb in OF_THE_PLAN},
    "wes": OF_A_DESK,
}
# Records that an administrator looks after. The system's own actor is an administrator.
ADMINISTERED = (
    "appointment", "district", "officer", "organisation", "post", "posting", "session",
    "succession", "token", "unit",
)  # fmt: skip
# Who can see each kind of record, to tell a wrong reference from a hidden one.
INSIDERS = {
    **dict.fromkeys(ADMINISTERED, "system"),
    **dict.fromkeys(OF_LETTERS, "pol"),
    "action": "gail",
    "commitment": "pol",
    "evidence": "pol",
    "shared answer": "pol",
    "item": "pol",
    "paragraph": "pol",
    "reading": "pol",
    "finding import": "pol",
    "message": "pol",
    "note": "gail",
    "response": "pol",
    "self-assessment": "pol",
    "welsh version": "pol",
    "merge": "gail",
    "person merge": "gail",
    "split": "gail",
    "referral": "gail",
    "order": "gail",
    "order entry": "gail",
    "link": "gail",
    "cover": "gail",
    "exemption": "gail",
    "training": "rita",
    "OCG import": "cora",
    "agenda": "tess",
    "board pack": "tess",
    "direction": "cora",
    "agenda item": "tess",
    "meeting action": "tess",
    "flag": "roz",
    "funded post": "cass",
    "funding line": "cass",
}
# Forms on a record that others who see it cannot send, and who can.
OF_A_ROLE = {
    "assessments/<ref>/moderate/": "mo",
    "training/<ref>/correct/": "una",
    "training/<ref>/withdraw/": "una",
}
# Open data that the walked OCG changes, and why.
CHANGES_WITH_THE_OCG = {
    "capabilities/": "that a team is taken for a span, not by whom",
    f"{API}capabilities": "that a team is taken for a span, not by whom",
    "demand/": "how many bids were made in a month, not by whom or for what",
    "insight/never_asked/": "that a body asked a board on a day, not what",
}
# Lists of the reader's own sessions and tokens, which change with each test.
OF_THE_READER = {"account/", f"{API}sessions", f"{API}tokens"}
CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
NEVER_ASKED = re.compile(
    rb'(?<=href="/insight/never_asked/).*?(?=</div>|</tr>)|(?<="name": "never_asked").*?(?=})',
    re.DOTALL,
)
VARIES = ("ETag", "Date", "Set-Cookie", "Content-Length")


@dataclass(frozen=True)
class Address:
    """A URL with its placeholders, the kinds of record in it, and its methods."""

    route: str
    kinds: tuple[str, ...]
    methods: tuple[str, ...]

    @property
    def is_api(self) -> bool:
        return self.route.startswith(API)

    def filled(self, refs: dict[str, str]) -> str:
        path = self.route
        for kind in self.kinds:
            path = re.sub(r"<\w+>", refs[kind], path, count=1)
        return f"/{path}"


def routes() -> list[str]:
    """Yield every route of the resolver, with its placeholders as `<name>`."""

    def below(prefix: str, resolver: URLResolver) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            route = prefix + re.sub(r"<\w+:(\w+)>", r"<\1>", str(pattern.pattern))
            if isinstance(pattern, URLResolver):
                yield from below(route, pattern)
            else:
                yield route

    return sorted(set(below("", get_resolver())))


def operations() -> dict[str, set[str]]:
    """Return the methods of each route of the API."""
    found: dict[str, set[str]] = {}
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            route = API + re.sub(r"{(\w+)}", r"<\1>", (prefix + path).lstrip("/"))
            methods = {method for operation in view.operations for method in operation.methods}
            found.setdefault(route, set()).update(methods)
    return found


def kinds_in(route: str) -> tuple[str, ...]:
    """Return the kind of record of each placeholder in a route."""
    before = re.findall(r"([a-z.-]+)/?<\w+>", route)
    unknown = [part for part in before if part not in KINDS]
    assert not unknown, f"{route}: put {unknown} in KINDS, and make a record in site_walk.py"
    assert len(before) == route.count("<"), route
    return tuple(KINDS[part] for part in before)


def addresses() -> list[Address]:
    """Return every URL. Pages are requested with both GET and POST."""
    by_method = operations()
    return [
        Address(route, kinds_in(route), tuple(sorted(by_method.get(route, {"GET", "POST"}))))
        for route in routes()
    ]


WALLED = [model for model in rooms() if not is_open(model)]
BEHIND_THE_SIGN_IN = [one for one in addresses() if one.route not in OPEN_TO_ANYONE]


def hidden_kinds(address: Address, viewer: str) -> set[str]:
    return set(address.kinds) - set(OPEN_KINDS) - VIEWERS[viewer]


@dataclass
class Walk:
    """The walked OCG, and what Olive could read before it existed."""

    cast: Cast
    region: Region
    refs: dict[str, str]
    before: dict[str, bytes]
    walled: set[str]
    # The answers at URLs without a record in them, by viewer and path. What is read from them was
    # requested once, by the test that walks every URL.
    answers: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    lists: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def lists_of(self, viewer: str) -> dict[str, bytes]:
        """Return what a viewer reads at every URL without a protected record in it."""
        if viewer not in self.lists:
            self.lists[viewer] = lists_of(self.actor(viewer), self.answers[viewer])
        return self.lists[viewer]

    def missing(self) -> dict[str, str]:
        """References of the same format that belong to no record."""
        return {
            kind: ref if kind in OPEN_KINDS else f"{ref[:-6]}ZZZZZZ"
            for kind, ref in self.refs.items()
        }

    def actor(self, name: str) -> Actor:
        if name == "una":  # a supervisor of Rita's unit
            postings = Posting.objects.select_related("officer", "unit__agency")
            return actor_in(postings.get(officer__username="una-teal"))
        return getattr(self.region if name in ("wes", "ines") else self.cast, name)


class Doors:
    """A browser and an API client of one actor."""

    def __init__(self, actor: Actor | None) -> None:
        self.page, self.machine = browser(actor), Machine(actor).client

    def ask(self, method: str, path: str, **headers: str) -> Any:
        client = self.machine if path.startswith(f"/{API}") else self.page
        kind = "application/json" if client is self.machine else "application/x-www-form-urlencoded"
        body = "{}" if client is self.machine and method == "POST" else ""
        return client.generic(method, path, body, content_type=kind, headers=headers)


@pytest.fixture(scope="module")
def walk(worker: str, django_db_blocker: Any) -> Iterator[Walk]:
    """Walk the OCG once, with real commits, in a database of its own."""
    with django_db_blocker.unblock(), clone(f"broadhurst_{worker}_walked"):
        with clock.set_to(NOW):
            cast = load_cast()
            region = set_out(cast)
        with clock.set_to(AFTERWARDS):
            before = lists_of(cast.olive)
        refs = walked(cast, region)
        in_public = "\n".join(texts("owner", (model for model in rooms() if is_open(model))))
        walled = {text for text in texts("owner", WALLED) if text not in in_public}
        yield Walk(cast, region, refs, before, walled)


@pytest.fixture(autouse=True)
def afterwards(at_nine_on_the_first_of_march: None) -> Iterator[None]:
    with clock.set_to(AFTERWARDS):
        yield


@contextmanager
def undone() -> Iterator[None]:
    """Roll back what a block does, so that every test finds the walked OCG unchanged."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def lists_of(actor: Actor, answers: dict[str, Any] | None = None) -> dict[str, bytes]:
    """Return what an actor reads at every URL without a protected record in it.

    `answers` are what the actor was answered already, by path.
    """
    doors, read, answers = Doors(actor), {}, answers or {}
    for one in BEHIND_THE_SIGN_IN:
        if not one.kinds and "GET" in one.methods and one.route not in OF_THE_READER:
            path = f"/{one.route}"
            answer = answers[path] if path in answers else doors.ask("GET", path)
            read[one.route] = plain(answer)
    for name in FIGURES:
        read[f"insight/{name}/"] = plain(doors.ask("GET", f"/insight/{name}/"))
    return read


def plain(answer: Any) -> bytes:
    """Return a body without the parts that change each time, and without the open figure."""
    path = answer.request["PATH_INFO"]
    is_closed = path in CLOSED_TO_SOME or READS_ONLY.encode() in answer.content
    expected = (200, 403) if is_closed else (200,)
    assert answer.status_code in expected, (answer.status_code, path)
    return NEVER_ASKED.sub(b"", CSRF.sub(b"", answer.content))


def in_words(body: bytes) -> str:
    """Return the text of a page, of JSON, or of the parts of a workbook."""
    if not body.startswith(b"PK"):
        return body.decode()
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


def texts(database: str, which: Any) -> set[str]:
    """Return the references and texts in all readable rows of some models."""
    found = set()
    for model in which:
        fields = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField)
        ]
        if fields:
            rows = model._default_manager.using(database).values_list(*fields)
            found |= {str(value).strip() for row in rows for value in row if value}
    return {text for text in found if re.search(r"\s|^[A-Z]+-[A-Z0-9]{6}", text)}


def hidden_from(walk: Walk, actor: Actor) -> set[str]:
    """Return all protected texts that the actor cannot see.

    The audit log does not count as seen: it holds the references that an actor searched in vain.
    """
    with as_actor(actor):
        own = "\n".join(texts("default", (model for model in WALLED if model is not Event)))
    return {text for text in walk.walled if text not in own}


def leaks(hidden: set[str], said: str) -> set[str]:
    said = html.unescape(said)
    return {text for text in hidden if text in said}


def everything() -> dict[str, str]:
    """Return a hash of all tables that a refusal must not change: not logs, sessions or keys."""
    apart = ("audit_event", "agencies_session", "agencies_apitoken", "axes_accesslog")
    found = {}
    with connections["owner"].cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if table not in apart:
                rows = "SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t"
                cursor.execute(sql.SQL(rows).format(sql.Identifier(table)))
                found[table] = cursor.fetchone()[0]
    return found


def test_every_operation_of_the_api_is_an_address() -> None:
    of_the_api = {route for route in routes() if route.startswith(API)}
    assert of_the_api - set(operations()) == {API, f"{API}openapi.json"}
    assert set(operations()) <= of_the_api
    assert len(of_the_api) > 80
    assert len(routes()) > 180


def test_what_is_open_is_there() -> None:
    assert set(OPEN_TO_ANYONE) <= set(routes())
    assert set(OPEN_KINDS) <= set(KINDS.values())


@pytest.fixture(scope="module")
def shown(walk: Walk) -> dict[Address, Any]:
    """What one who sees the record is answered, at each URL of a protected record.

    API bodies are not JSON, so nothing is done.
    """
    answers = {}
    with clock.set_to(AFTERWARDS):
        people = {*INSIDERS.values(), *OF_A_ROLE.values(), "rita", "roz"}
        doors = {name: Doors(walk.actor(name)) for name in people}
        for one in BEHIND_THE_SIGN_IN:
            if set(one.kinds) - set(OPEN_KINDS):
                name = "roz" if one.route in OF_A_DESK else INSIDERS.get(one.kinds[0], "rita")
                name = OF_A_ROLE.get(one.route, name)
                insider, path = doors[name], one.filled(walk.refs)
                if "GET" in one.methods:
                    answers[one] = insider.ask("GET", path)
                else:
                    answers[one] = insider.machine.post(path, "x", content_type="text/plain")
    return answers


def is_form(address: Address) -> bool:
    """Return whether an address is a page that sends a form. It answers 403 if nobody can."""
    return not address.is_api and "POST" in address.methods


def test_each_reference_is_one_that_somebody_finds(walk: Walk, shown: dict[Address, Any]) -> None:
    """Otherwise a "not found" would prove nothing."""
    for one, answer in shown.items():
        if answer.status_code == 403 and is_form(one):
            assert ">Go back</a>" in answer.content.decode(), one.route  # a form, found and refused
            continue
        found = 302 if one.route in LEADS_ON else 200
        assert answer.status_code == (found if "GET" in one.methods else 415), one.route
    people = next(shown[one] for one in shown if one.route == "ocgs/<ref>/people/")
    assert {"Copper Heron", "Perry Windle"} <= leaks(walk.walled, people.content.decode())


def test_every_form_about_a_record_names_it_with_back_and_cancel(
    shown: dict[Address, Any],
) -> None:
    lost = []
    for one, answer in shown.items():
        page = "" if one.is_api else answer.content.decode(errors="replace")
        if '<form method="post" novalidate' in page:
            leave = ">Keep action</a>" if "cancel-action" in one.route else ">Cancel</a>"
            needed = ("govuk-caption-l", "govuk-back-link", leave)
            lost += [f"{one.route} {part}" for part in needed if part not in page]
            said = re.findall('<span class="govuk-caption-l">(.*?)</span>', page, re.S)
            lost += [f"{one.route}: {caption}" for caption in said if not NAMED.match(caption)]
    assert lost == []


def test_nobody_is_asked_to_sign_in_everywhere(walk: Walk) -> None:
    doors = Doors(None)
    for one in BEHIND_THE_SIGN_IN:
        path = one.filled(walk.refs)
        for method in ("GET", "POST"):
            answer = doors.ask(method, path)
            if one.is_api:
                assert answer.status_code == 401, path
                assert answer["Content-Type"] == "application/problem+json"
            else:
                assert answer.status_code == 302, path
                assert answer["Location"] == f"/sign-in/?next={path}"


# The response of the walk corrects no other, so no page says what changed.
ANSWERED = {
    "sign-out/": 405,
    "postings/": 302,
    "account/password/": 302,
    "published/<ref>/changes/": 404,
}


def test_what_anyone_may_read_tells_nothing_of_what_is_behind_the_wall(walk: Walk) -> None:
    client = Client()
    for route in OPEN_TO_ANYONE:
        answer = client.get(Address(route, kinds_in(route), ()).filled(walk.refs))
        expected = ANSWERED.get(route, 200)
        assert answer.status_code == expected, route
        assert not leaks(walk.walled, answer.content.decode(errors="replace")), route


def test_an_officer_without_a_posting_in_force_is_asked_for_one(walk: Walk) -> None:
    client = Client()
    client.force_login(walk.cast.gail.officer, backend="django.contrib.auth.backends.ModelBackend")
    for one in BEHIND_THE_SIGN_IN:
        path = one.filled(walk.refs)
        answer = client.get(path)
        if one.is_api:
            assert answer.status_code == 401, path
        else:
            assert (answer.status_code, answer["Location"]) == (302, "/postings/"), path


def test_who_must_not_see_finds_nothing_and_changes_nothing(walk: Walk) -> None:
    """A hidden record gives the same status, headers and body as one that does not exist."""
    hidden, doors = hidden_from(walk, walk.cast.olive), Doors(walk.cast.olive)
    assert {walk.refs["ocg"], "Copper Heron", "Perry Windle", "Cut the supply line."} <= hidden
    assert hidden == walk.walled
    before = everything()
    for one, method, answer in asked(walk, "olive", doors, hidden):
        if hidden_kinds(one, "olive"):
            none = doors.ask(method, one.filled(walk.missing()))
            assert comparable(answer) == comparable(none), (method, one.route)
    assert everything() == before


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_no_other_method_tells_what_is_hidden_from_what_is_not_there(
    walk: Walk, method: str
) -> None:
    doors = Doors(walk.cast.olive)
    for one in BEHIND_THE_SIGN_IN:
        if hidden_kinds(one, "olive"):
            answer, none = (
                doors.ask(method, one.filled(refs)) for refs in (walk.refs, walk.missing())
            )
            assert answer.status_code == (405 if one.is_api else 404), one.route
            assert comparable(answer) == comparable(none), one.route


@pytest.mark.parametrize("viewer", SHARING)
def test_who_may_see_one_thing_finds_that_alone(walk: Walk, viewer: str) -> None:
    actor = walk.actor(viewer)
    for _answer in asked(walk, viewer, Doors(actor), hidden_from(walk, actor)):
        pass


def tries(viewer: str, number: int) -> bool:
    """Return whether a viewer tries the hidden address of this number."""
    if LENGTH == "soak" or viewer not in SHARING:
        return True
    return SHARING[number % len(SHARING)] == viewer


# A form without boxes ticked is a valid choice, and would change what the viewer is told.
OWN_CHOICES = ("account/notifications/", f"{API}notices/kinds")


def asked(walk: Walk, viewer: str, doors: Doors, hidden: set[str]) -> Iterator[Any]:
    """Request URLs as a viewer: hidden records are not found, and no text of theirs leaks.

    Changes that a viewer may make are rolled back, so that each URL finds the same state.
    """
    for number, one in enumerate(BEHIND_THE_SIGN_IN):
        path = one.filled(walk.refs)
        is_hidden = bool(hidden_kinds(one, viewer)) or one.route in NOT_THEIRS.get(viewer, ())
        if is_hidden and not tries(viewer, number):
            continue
        for method in one.methods:
            if method == "POST" and one.route in OWN_CHOICES:
                continue
            with undone() if VIEWERS[viewer] else nullcontext():
                answer = doors.ask(method, path)
            if answer.status_code == 302:
                doors.ask("GET", "/privacy/")  # shows the message, so that no later page does
            assert answer.status_code < 500, (method, path)
            assert (answer.status_code == 404) is is_hidden, (method, path, answer.status_code)
            said = f"{answer.content.decode(errors='replace')} {answer.headers}"
            assert not leaks(hidden, said), (method, path)
            if method == "GET" and not one.kinds:
                walk.answers[viewer][path] = answer
            yield one, method, answer


@pytest.mark.parametrize("viewer", VIEWERS)
def test_no_list_figure_notice_or_event_tells_of_what_is_hidden(walk: Walk, viewer: str) -> None:
    actor = walk.actor(viewer)
    hidden = hidden_from(walk, actor)
    for route, said in walk.lists_of(viewer).items():
        assert not leaks(hidden, in_words(said)), route
    with as_actor(actor):
        told = [one.event for one in Notification.objects.filter(principal__in=actor.principals)]
        events = [*told, *Event.objects.exclude(verb="access.not_found")]
        for event in events:
            said = f"{words(event)} {event.subject} {event.detail}"
            assert not leaks(hidden, said), event.verb
    assert bool(told) is bool(VIEWERS[viewer])


@pytest.mark.parametrize("viewer", VIEWERS)
def test_no_search_finds_what_is_hidden(walk: Walk, viewer: str) -> None:
    """Each hidden text is searched for, and the answer names nothing that is hidden."""
    actor = walk.actor(viewer)
    hidden = hidden_from(walk, actor)
    with as_actor(actor):
        for text in sorted(hidden):
            results = search(actor, text)
            said = " ".join(
                f"{one.title} {one.ref} {one.context} {one.href}"
                for group in results.groups
                for one in group.results
            )
            assert not leaks(hidden, f"{said} {results.suggestion}"), text


def test_who_must_not_see_reads_the_same_as_if_it_were_not_there(walk: Walk) -> None:
    """Hidden records must not change any count, total or average either."""
    now = walk.lists_of("olive")
    assert {route for route in now if now[route] != walk.before[route]} == set(CHANGES_WITH_THE_OCG)


def comparable(answer: Any) -> tuple[int, dict[str, str], bytes]:
    headers = {name: value for name, value in answer.headers.items() if name not in VARIES}
    return answer.status_code, headers, CSRF.sub(b"", answer.content)


@pytest.mark.parametrize("header", ["If-None-Match", "If-Match"])
def test_a_mark_of_what_another_read_opens_nothing(walk: Walk, header: str) -> None:
    path = f"/{API}ocgs/{walk.refs['ocg']}"
    rita, olive = Doors(walk.cast.rita), Doors(walk.cast.olive)
    mark = rita.ask("GET", path)["ETag"]
    if header == "If-None-Match":
        assert rita.ask("GET", path, **{header: mark}).status_code == 304
    assert comparable(olive.ask("GET", path, **{header: mark})) == comparable(
        olive.ask("GET", f"/{API}ocgs/OCG-ZZZZZZ")
    )


@pytest.mark.parametrize("path", ["/", f"/{API}me"])
def test_a_failure_tells_nothing(walk: Walk, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("Copper Heron")

    monkeypatch.setattr("broadhurst.surfaces.home.pages.by_clock", fails)
    monkeypatch.setattr("broadhurst.foundation.doors.api.answer", fails)
    doors = Doors(walk.cast.connie)
    doors.page.raise_request_exception = doors.machine.raise_request_exception = False
    answer = doors.ask("GET", path)
    assert answer.status_code == 500
    assert "Copper" not in answer.content.decode() + str(answer.headers)


def test_the_wall_shows_each_of_them_that_alone(walk: Walk) -> None:
    """Row-level security hides the rows even if a page forgets a filter."""
    shown = {
        name: {
            model._meta.verbose_name
            for model in rooms()
            if not is_open(model) and model._meta.app_label not in ("access", "audit")
            and _any(walk.actor(name), model)
        }
        for name in VIEWERS
        if name != "wes"
    }  # fmt: skip
    published = {"practice note"}  # one that Len published to the service
    assert shown == {
        "olive": published,
        "otto": published,
        "connie": {"action", "progress"} | published,
        "sid": {"referral", "self-assessment"} | published,
        "ines": {"self-assessment"} | published,
        "pol": {
            "response",
            "answer",
            "evidence",
            "shared answer",
            "standard paragraph",
            "reading",
            "message",
            "Welsh version",
        }
        | {"chain", "step", "move", "proposed action", "change", "item of correspondence"}
        | {"self-assessment", "import of findings"}
        | OF_LETTERS
        | {"issued", "template version"}
        | published,
    }
    with as_actor(walk.region.wes):  # Wes owns an OCG himself
        assert list(Ocg.objects.values_list("name", flat=True)) == ["Slate Curlew"]


def _any(actor: Actor, model: type[models.Model]) -> bool:
    with as_actor(actor):
        return model._default_manager.exists()


def test_when_the_action_is_done_its_unit_reads_it_and_changes_nothing(walk: Walk) -> None:
    with undone():
        with as_actor(walk.cast.connie):
            action = Action.objects.get()
        complete_action(actor=walk.cast.connie, action=action, outcome="All are inspected.")
        doors, before = Doors(walk.cast.connie), everything()
        for one in of_kind("action"):
            is_part = one.is_api or one.route != "actions/<ref>/"
            for method in one.methods:
                status = doors.ask(method, one.filled(walk.refs)).status_code
                is_change = method == "POST" and is_part
                # 403 is a form that nobody can send, now that the action is done.
                read = (200, 403, 404) if is_form(one) else (200, 404)
                assert status in ((404, 409, 422) if is_change else read), one.route
        assert everything() == before
        assert walk.refs["action"] not in doors.ask("GET", f"/{API}actions").content.decode()
        done = doors.ask("GET", f"/{API}unit-actions?tab=all").content.decode()
        assert walk.refs["action"] in done
        with as_actor(walk.cast.connie):
            assert list(Dossier.objects.values_list("about", flat=True)) == [action.ref]


def test_when_a_grant_lapses_every_address_of_the_ocg_is_closed_at_that_instant(
    walk: Walk,
) -> None:
    until = AFTERWARDS.replace(hour=18)
    with undone():
        with as_actor(walk.cast.rita):
            dossier = Ocg.objects.select_related("dossier").get(ref=walk.refs["ocg"]).dossier
            grants.give(
                dossier,
                Sight(walk.cast.olive.officer, Grant.Level.SEE, Grant.Why.EXCEPTION, "", until),
            )
        doors = Doors(walk.cast.olive)
        for one in of_kind("ocg"):
            if "GET" in one.methods:
                found = 302 if one.route in LEADS_ON else 200
                opened = {found, 403} if is_form(one) else {found}  # 403: she cannot send it
                assert doors.ask("GET", one.filled(walk.refs)).status_code in opened, one.route
        with clock.set_to(until):
            for one in BEHIND_THE_SIGN_IN:
                if hidden_kinds(one, "olive"):
                    for method in one.methods:
                        status = doors.ask(method, one.filled(walk.refs)).status_code
                        assert status == 404, one.route


def test_the_chair_who_declined_a_bid_no_longer_opens_the_ocg(cast: Cast) -> None:
    stage = set_the_stage(cast)
    with clock.set_to(NOW):
        bid = stage.bid()
    refs, doors = {"ocg": bid.ocg.ref}, Doors(cast.tess)
    pages = [one for one in of_kind("ocg") if "GET" in one.methods and one.route not in LEADS_ON]
    # 403 is a form that a chair cannot send.
    assert {doors.ask("GET", one.filled(refs)).status_code for one in pages} == {200, 403}
    decide(actor=cast.tess, bid=bid, outcome="declined", reason="Not this month.")
    assert {doors.ask("GET", one.filled(refs)).status_code for one in pages} == {404}
    with as_actor(cast.tess):
        assert not Ocg.objects.exists()


def of_kind(kind: str) -> list[Address]:
    found = [one for one in BEHIND_THE_SIGN_IN if one.kinds == (kind,)]
    assert found
    return found
