"""The pages and actions that the palette (Ctrl K) offers on every page, for one actor."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.urls import reverse

from broadhurst.capabilities.board_packs.rules import objections_to_make
from broadhurst.capabilities.bulk_checks.rules import objections_to_tables
from broadhurst.capabilities.deconfliction.rules.doors import objections_to_open
from broadhurst.capabilities.establishment.rules.administering import administers, is_of_service
from broadhurst.capabilities.funding.rules.lines import may_write
from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.capabilities.letters.rules.letters import objections_to_write
from broadhurst.capabilities.ocg_imports.rules import objections_to_import_here
from broadhurst.capabilities.operations import rules as operations
from broadhurst.capabilities.planned_events.rules.events import objections_to_planning
from broadhurst.capabilities.practice import rules as practice
from broadhurst.capabilities.public_messages.rules import objections_to_draft
from broadhurst.capabilities.register.rules.registering import objections_to_register_here
from broadhurst.capabilities.tasking.rules import directing
from broadhurst.foundation.access.actor import Actor

GO_TO, DO = "Go to", "Do"


@dataclass(frozen=True)
class Place:
    """A page or an action: its text, the name of its address, and who is offered it.

    `about` is a kind of record, as in the main menu: who does not see its item is not offered this.
    """

    text: str
    page: str
    about: str = ""
    is_offered: Callable[[Actor], bool] = lambda _actor: True


def _unless(objections: Callable[[Collection[str]], list[str]]) -> Callable[[Actor], bool]:
    return lambda actor: not objections(actor.roles)


def _opens(door: str) -> Callable[[Actor], bool]:
    return _unless(partial(objections_to_open, door))


def _registers(actor: Actor) -> bool:
    return not objections_to_register_here(actor)


def _directs(actor: Actor) -> bool:
    return not directing.objections_to_record(actor, actor.agency)


def _records_funding(actor: Actor) -> bool:
    return may_write(actor.roles)


def _administers(actor: Actor) -> bool:
    return administers(actor.roles)


def _administers_service(actor: Actor) -> bool:
    return is_of_service(actor.roles)


ACTIONS = (
    Place("Check a target", "deconfliction:check_lines", "ocg", _opens("check_lines")),
    Place(
        "Check a target field by field",
        "deconfliction:check_target",
        "ocg",
        _opens("check_target"),
    ),
    Place(
        "Check a spreadsheet of targets",
        "bulk_checks:send_bulk_check",
        "ocg",
        _unless(objections_to_tables),
    ),
    Place("Plan an event", "planned_events:plan_event", "ocg", _unless(objections_to_planning)),
    Place("Add to the stop list", "deconfliction:stop_value", "ocg", _opens("stop_value")),
    Place("Report a threat", "lifecycle:report", "led", _registers),
    Place("Register an OCG", "register:register", "led", _registers),
    Place(
        "Import OCGs from a spreadsheet",
        "ocg_imports:send",
        "led",
        lambda actor: not objections_to_import_here(actor),
    ),
    Place("Record a direction", "tasking:record_direction", "ocg", _directs),
    Place("Record a report", "inspections:record_report", "", _unless(objections_to_record)),
    Place(
        "Write a practice note",
        "practice:write_note",
        "",
        lambda actor: not practice.objections_to_write(actor),
    ),
    Place(
        "Draft a message",
        "public_messages:draft_message",
        "message",
        _unless(objections_to_draft),
    ),
    Place("Draft a letter", "letters:draft_letter", "message", _unless(objections_to_write)),
    Place(
        "Open an operation",
        "operations:open_operation",
        "",
        _unless(operations.objections_to_record),
    ),
    Place("Record a funding line", "funding:record_line", "funding", _records_funding),
    Place("Open a post", "funding:open_post", "funding", _records_funding),
    Place("Make a board pack", "board_packs:make", "", _unless(objections_to_make)),
    Place("Enrol an officer", "establishment:enrol", "", _administers),
    Place("Open an organisation", "establishment:open_agency", "", _administers_service),
    Place("Choose your notifications", "home:choose_kinds"),
    Place("Change your password", "establishment:change_password"),
)
PAGES = (
    Place("Your drafts", "home:drafts"),
    Place("Recent searches", "search:search"),
    Place("Changes on OCGs you follow", "home:followed", "ocg"),
    Place("Hits", "deconfliction:hits", "ocg"),
    Place("Entries of your unit", "deconfliction:entered", "ocg"),
    Place("Bulk checks", "bulk_checks:bulk_checks", "ocg"),
    Place("Events", "calendar:events", "ocg"),
    Place("Map of events", "planned_events:map", "ocg"),
    Place("Stop list", "deconfliction:stop_list", "ocg", _opens("stop_list")),
    Place("Deconfliction desk", "duty_desks:desk", "ocg"),
    Place("Rota of the desks", "duty_desks:rota", "ocg"),
    Place("Bids", "tasking:bids", "ocg"),
    Place("Actions of meetings", "meetings:actions", "ocg"),
    Place("Directions", "tasking:directions", "ocg"),
    Place("Capabilities", "tasking:capabilities", "ocg"),
    Place("Demand for capabilities", "tasking:demand", "ocg"),
    Place("Requests to transfer", "transfers:requests", "ocg"),
    Place("Disruptions", "disruptions:disruptions", "ocg"),
    Place("Disruption totals", "disruptions:ledger", "ocg"),
    Place("LROs and their training", "leads:lros", "ocg"),
    Place("Cover for leads", "cover:covers", "ocg"),
    Place("Network of your unit's OCGs", "network:of_unit", "ocg"),
    Place("Scoring scheme and review policy", "scoring:scoring", "ocg"),
    Place("Findings", "tracking:findings"),
    Place("Board of findings", "tracking:board"),
    Place("Self-assessments", "self_assessment:assessments"),
    Place("Proposed actions", "commitments:commitments"),
    Place("Funding lines", "funding:lines", "funding"),
    Place("Posts on funding lines", "funding:posts", "funding"),
    Place("Chief officers of ROCUs", "chief_officers:chief_officers"),
    Place("Catalogue of figures", "insight:catalogue"),
    Place("Board packs", "board_packs:board_packs", "", _unless(objections_to_make)),
    Place("Organisations", "establishment:organisations", "", _administers),
    Place("Officers", "establishment:officers", "", _administers),
    Place("Units", "establishment:units", "", _administers),
    Place("API tokens", "establishment:tokens", "", _administers),
    Place("Glossary", "help:words"),
)


def places_of(actor: Actor, hidden: Collection[str]) -> list[dict[str, str]]:
    """Return what the palette offers an actor: the actions, the menu, then further pages.

    `hidden` has the kinds of record whose menu items the actor does not see.
    """
    return [
        {"kind": kind, "text": place.text, "href": reverse(place.page)}
        for kind, places in ((DO, ACTIONS), (GO_TO, (*_menu(actor), *PAGES)))
        for place in places
        if place.about not in hidden and place.is_offered(actor)
    ]


def _menu(actor: Actor) -> list[Place]:
    """Return the items of the main menu, which a narrow page hides behind a button."""
    administration = settings.NAVIGATION_OF_ADMINISTRATORS if actor.administers else ()
    return [Place(*item) for item in (*settings.NAVIGATION, *administration)]
