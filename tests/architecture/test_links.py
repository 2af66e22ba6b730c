"""Rules that import-linter cannot check: foreign keys, writes outside commands, completeness."""

import ast
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from django.apps import apps

import broadhurst.capabilities
from broadhurst.config.cli import main
from broadhurst.config.verbs import verbs_of
from broadhurst.foundation.audit.record import COMMANDS
from broadhurst.foundation.doors.cli import add_new

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "broadhurst"
LONGEST = 260  # lines of a module
ORDER = (
    "agencies", "access", "audit", "search", "notices", "drafts", "lists", "establishment",
    "audit_log", "register", "following", "cover", "links", "scoring", "plans", "operations",
    "clearance", "commitments",
    "safeguarding", "deconfliction", "members", "orders", "duty_desks", "bulk_checks",
    "planned_events", "federation", "imports", "network", "liaison", "leads", "leavers",
    "disruptions",
    "tasking", "meetings", "funding", "transfers", "archiving", "lifecycle", "merging",
    "ocg_imports",
    "inspections",
    "inspectorate_register",
    "correspondence", "practice", "public_messages", "tracking", "finding_imports",
    "self_assessment", "letters", "public_site", "board_packs", "notes", "files",
    "succession",
)  # fmt: skip
COMMAND = re.compile(r"^@(?:pipelined_)?command\b", re.MULTILINE)
PLACE_OF_VERB = {"record": 1, "record_each": 1, "record_by_system": 0}
WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create", "adelete", "asave", "acreate",
}  # fmt: skip
MAY_WRITE = {
    "capabilities/federation/exchange/exchanges.py": "a step that the commands of this room share",
    "capabilities/federation/exchange/hub_tokens.py": "a step that the commands of this room share",
    "capabilities/federation/exchange/peers.py": "a step that the commands of this room share",
    "foundation/jobs/jobs.py": "expired sessions, which nobody decides on",
    "foundation/spreadsheet.py": "writes a workbook, not a model",
    "capabilities/ocg_imports/sheets/template.py": "writes a workbook, not a model",
    "capabilities/bulk_checks/matching/rows.py": "beside the matcher, for bulk checks",
    "capabilities/bulk_checks/matching/run_queue.py": "beside the matcher, for bulk checks",
    "foundation/doors/docx_writer.py": "writes a file, not a model",
    "foundation/doors/pictures.py": "writes a file, not a model",
    "surfaces/demo/drawings.py": "writes a file, not a model",
    "foundation/notices/commands.py": "a command",
    "foundation/search/commands.py": "a command",
    "foundation/drafts/store.py": "what an officer has not sent yet, which decides nothing",
    "capabilities/duty_desks/disclosure.py": "beside the matcher, for desks and superiors",
    **{
        f"capabilities/deconfliction/matching/{name}.py": "the matcher, which writes past the wall"
        for name in (
            "event_store",
            "federated",
            "recent_use",
            "following",
            "entry_lifecycle",
            "ocg_merge",
            "hits",
            "match_key",
            "new_hits",
            "rekeying",
        )
    },
}
AT_PAGES_ALONE = {"take_posting"}  # a program names a posting with its token or with --in
ROOMS = [module.name for module in pkgutil.iter_modules(broadhurst.capabilities.__path__)]


def test_foreign_keys_point_down() -> None:
    rank = {label: place for place, label in enumerate(ORDER)}
    up = [
        f"{model.__name__}.{field.name}"
        for app in apps.get_app_configs()
        if app.label in rank
        for model in app.get_models()
        for field in model._meta.get_fields()
        if field.many_to_one and not field.auto_created
        if field.related_model._meta.app_label in rank
        if rank[field.related_model._meta.app_label] > rank[app.label]
    ]
    assert up == []


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield node


def test_only_commands_write() -> None:
    found = []
    for path in SRC.rglob("*.py"):
        name = str(path.relative_to(SRC))
        if "/migrations/" in name or "/commands/" in name or name in MAY_WRITE:
            continue
        # `writes` has the steps that a room's commands share.
        if name.startswith("foundation/govuk/") or "/writes/" in name:
            continue
        for call in calls(path):
            if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES:
                # `update` of a set or a hash is allowed; `update` of a queryset is a write.
                owner = ast.unparse(call.func.value)
                if call.func.attr != "update" or "objects" in owner or "filter(" in owner:
                    found.append(f"{name}:{call.lineno} {owner}.{call.func.attr}")
            if getattr(call.func, "id", "") == "insert":
                found.append(f"{name}:{call.lineno} insert")
    assert found == []


@pytest.mark.parametrize("room", ROOMS)
def test_commands_holds_commands_only(room: str) -> None:
    modules = [*(SRC / "capabilities" / room / "commands").glob("[a-z]*.py")]
    assert modules
    others = [path.stem for path in modules if not COMMAND.search(path.read_text())]
    assert others == [], "a shared step belongs in writes/, a shared form in forms/"


def test_a_package_of_a_room_does_not_hand_on_the_names_of_its_modules() -> None:
    # Django finds models, the site finds routers, groups and verbs, through their packages.
    needed = {"models", "api", "cli", "verbs"}
    packages = [*SRC.glob("capabilities/*/*/__init__.py")]
    assert packages
    for path in packages:
        if path.parent.name not in needed:
            nodes = ast.parse(path.read_text()).body
            assert not [n for n in nodes if isinstance(n, ast.Import | ast.ImportFrom)], path


def test_the_names_of_addresses_have_their_rooms_namespace() -> None:
    for path in [*SRC.glob("capabilities/*/urls.py"), *SRC.glob("surfaces/*/urls.py")]:
        assert f'app_name = "{path.parent.name}"' in path.read_text(), path


def test_no_module_is_longer_than_its_limit() -> None:
    modules = [path for path in (ROOT / "src").rglob("*.py") if "migrations" not in path.parts]
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules}
    assert {path: lines for path, lines in long.items() if lines > LONGEST} == {}


def test_no_django_signals_no_save_overrides() -> None:
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                assert node.module not in ("django.dispatch", "django.db.models.signals"), path
            if isinstance(node, ast.FunctionDef) and path.name != "record.py":
                assert node.name != "save" or "models" not in str(path), path


def test_no_room_registers_itself_in_another_when_the_site_starts() -> None:
    at_start = {
        path.parent.name for path in SRC.glob("[cs]*/*/apps.py") if "def ready" in path.read_text()
    }
    assert at_start == {"federation"}, "federation only looks for its libraries and keys"


@pytest.mark.parametrize("room", ROOMS)
def test_every_command_has_its_test_and_line_and_page(room: str) -> None:
    folder = SRC / "capabilities" / room
    readme = (folder / "README.md").read_text().splitlines()
    written = [*folder.glob("pages.py"), *folder.glob("pages/*.py")]
    pages = " ".join(path.read_text() for path in written)
    tests = " ".join(path.read_text() for path in (ROOT / "tests" / room).glob("test_*.py"))
    verbs = [
        path.stem for path in (folder / "commands").glob("*.py") if "\n@command" in path.read_text()
    ]
    assert verbs
    for verb in verbs:
        lines = [line for line in readme if f"`{verb}`" in line]
        assert lines, f"{room}/README.md has no line for `{verb}`"
        assert verb in tests, f"tests/{room} never names {verb}"
        assert verb in pages or "has no page" in " ".join(lines), f"say that {verb} has no page"


@pytest.mark.parametrize("room", ROOMS)
def test_every_command_with_a_page_is_at_the_api_and_the_terminal(room: str) -> None:
    """Most are declared in `verbs.py`, which makes both. Others are written in `api` and `cli`."""
    folder = SRC / "capabilities" / room
    readme = (folder / "README.md").read_text().splitlines()
    declared = {verb.command.__name__ for verb in verbs_of(room)}
    by_hand = [
        {name for path in doors for name in re.findall(r"\w+", path.read_text())}
        for doors in (
            [*folder.glob(f"{door}.py"), *folder.glob(f"{door}/*.py"),
             *SRC.glob(f"surfaces/*/{door}.py")]
            for door in ("api", "cli")
        )
    ]  # fmt: skip
    offered = declared | set.intersection(*by_hand)
    for path in (folder / "commands").glob("*.py"):
        commands = re.findall(rf"{COMMAND.pattern}.*\n(?:@.*\n)*def (\w+)", path.read_text(), re.M)
        lines = " ".join(line for line in readme if f"`{path.stem}`" in line)
        if commands and "no page" not in lines and path.stem not in AT_PAGES_ALONE:
            assert offered & {*commands}, f"declare {path.stem} in {room}/verbs.py"


def test_a_command_of_the_terminal_cannot_replace_another() -> None:
    group = click.Group("plans", commands=[click.Command("agree")])
    with pytest.raises(ValueError, match="plans agree is written twice"):
        add_new(group, click.Command("agree"))


@pytest.mark.parametrize("room", ROOMS)
def test_each_verb_of_a_room_is_declared_once(room: str) -> None:
    names = Counter(verb.name for verb in verbs_of(room))
    assert [name for name, times in names.items() if times > 1] == []


def test_every_event_has_its_words() -> None:
    words = {path.stem for path in SRC.rglob("templates/events/*.txt")}
    recorded = set()
    for path in SRC.rglob("*.py"):
        for call in calls(path):
            place = PLACE_OF_VERB.get(getattr(call.func, "id", ""), len(call.args))
            for verb in call.args[place : place + 1]:
                if isinstance(verb, ast.Constant):
                    recorded.add(verb.value)
    assert recorded
    assert recorded <= words, f"no words for {sorted(recorded - words)}"
    assert words <= recorded, f"templates of events never recorded: {sorted(words - recorded)}"


def test_no_command_without_a_named_actor() -> None:
    assert [*main.commands.values()], "nothing was imported"
    assert COMMANDS
    for name, function in COMMANDS.items():
        with pytest.raises(TypeError):
            function()
        with pytest.raises(Exception, match=name.rsplit(".", 1)[1]):
            function(actor=None)
