"""The terminal's commands by name. The modules of a command are imported when it is asked for.

To import those of all rooms takes longer than most commands run.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module

import click
from django.conf import settings
from django.utils.module_loading import import_string

from broadhurst.config.rooms import group_of
from broadhurst.config.verbs import verbs_of
from broadhurst.foundation.doors.cli import add_new
from broadhurst.foundation.gc_tuning import without_collecting

CONFIG, SURFACES = "broadhurst.config", "broadhurst.surfaces"
# The commands that belong to no room, and where each is.
COMMANDS = {
    "load-demo": f"{CONFIG}.demonstrate.load",
    "demo": f"{CONFIG}.demonstrate.demo",
    "migrate": f"{CONFIG}.operate.migrate",
    "serve": f"{CONFIG}.operate.serve",
    "work": f"{CONFIG}.work.work",
    "jobs": f"{CONFIG}.work.list_jobs",
    "check": f"{CONFIG}.operate.check",
    "set-up": f"{CONFIG}.set_up.set_up",
    "lists": "broadhurst.foundation.lists.cli.group",
    "waiting": f"{SURFACES}.home.cli.waiting",
    "changes": f"{SURFACES}.home.cli.changes",
    "notifications": f"{SURFACES}.home.cli.notifications",
    "mark-read": f"{SURFACES}.home.cli.mark_notifications_read",
    "choose-notifications": f"{SURFACES}.home.cli.choose_notifications",
    "choose-emails": f"{SURFACES}.home.cli.choose_your_emails",
    "figures": f"{SURFACES}.insight.cli.figures",
    "questions": f"{SURFACES}.insight.cli.questions",
    "catalogue": f"{SURFACES}.insight.cli.figure_catalogue",
    "ocgs-by-district": f"{SURFACES}.insight.cli.by_district",
    "oversight": f"{SURFACES}.oversight.cli.oversight",
    "recommendation-1": f"{SURFACES}.oversight.cli.recommendation_1",
    "chief-officers": f"{SURFACES}.chief_officers.cli.chief_officers",
    "attention": f"{SURFACES}.dossier.cli.attention",
    "timeline": f"{SURFACES}.dossier.cli.timeline",
    "over-time": f"{SURFACES}.dossier.cli.over_time",
    "who-can-see": f"{SURFACES}.dossier.cli.who_can_see",
    "search": f"{SURFACES}.search.cli.search_command",
    "searches": f"{SURFACES}.search.cli.searches_command",
}
# Commands of surfaces in the group of a room, because they need rooms above it.
ADDED = {
    "establishment": (
        f"{SURFACES}.administration.cli.end_posting_command",
        f"{SURFACES}.administration.cli.close_account_command",
    ),
    "register": (f"{SURFACES}.ocgs.cli.list_ocgs", f"{SURFACES}.dossier.cli.download_ocg"),
    "deconfliction": (f"{SURFACES}.calendar.cli.show_calendar",),
}


class Commands(Mapping[str, click.Command]):
    """The commands by name, each imported when it is first read."""

    def __init__(self, imports: Mapping[str, Callable[[], click.Command]]) -> None:
        self._imports = imports
        self._imported: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._imported:
            with without_collecting():
                self._imported[name] = self._imports[name]()
        return self._imported[name]

    def __contains__(self, name: object) -> bool:
        return name in self._imports

    def __iter__(self) -> Iterator[str]:
        return iter(self._imports)

    def __len__(self) -> int:
        return len(self._imports)


def all_commands() -> Commands:
    """Return every command of the program by its name, and the groups of its rooms."""
    commands = {name: partial(import_string, path) for name, path in COMMANDS.items()}
    groups = {name: partial(_group, name) for name in map(group_of, settings.ROOMS)}
    return Commands({**commands, **groups})


def _group(name: str) -> click.Group:
    """Return a group with the commands of each room that shares it."""
    rooms = [room for room in settings.ROOMS if group_of(room) == name]
    groups: list[click.Group] = [
        import_module(f"broadhurst.capabilities.{room}.cli").group for room in rooms
    ]
    for room, group in zip(rooms, groups, strict=True):
        for declared in verbs_of(room):
            add_new(group, declared.terminal_command())
    shared, *others = groups
    for path in ADDED.get(name, ()):
        add_new(shared, import_string(path))
    for group in others:
        for command in group.commands.values():
            add_new(shared, command)
    return shared
