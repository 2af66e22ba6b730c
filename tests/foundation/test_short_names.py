"""Keys that become part of a URL are valid in every form, in the API and in every table."""

from collections.abc import Iterator

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, models, transaction
from django.urls import NoReverseMatch, reverse

from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.config.cli import main
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ShortNameField
from broadhurst.foundation.short_name import objections_to_short_name
from broadhurst.foundation.workflow import Refused
from tests.architecture.test_wall import rooms
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, found, make_room, recorded
from tests.people import SINCE, Cast

EVERY_COMMAND = [*main.commands.values()]  # imported, so that every form is there to be walked
HOSTILE = (
    "a/b", "..", ".", "<b>", "a?b", "a#b", "a b", " ", "-a", "a%2fb", "a\\b", "Ä", "naïve", "名前",
    "a\nb", "a\n", "a\u202eb", "A", "a_b", "'; DROP TABLE x", "x" * 51, "/", "a&b", "a;b", "a:b",
)  # fmt: skip
# Names of columns whose values are part of URLs.
IN_ADDRESSES = ("key",)
# Forms that mean another kind of key.
OTHER_KEYS = {"SetHubKeyForm": "a secret that two instances share"}


def slugs() -> Iterator[tuple[type[models.Model], str]]:
    for model in rooms():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.SlugField) and field.name in IN_ADDRESSES:
                yield model, field.name


def forms_of(form: type[CommandForm] = CommandForm) -> Iterator[type[CommandForm]]:
    for one in form.__subclasses__():
        yield one
        yield from forms_of(one)


@pytest.mark.parametrize(("model", "name"), list(slugs()), ids=str)
def test_the_database_takes_no_key_that_breaks_an_address(
    db: None, model: type[models.Model], name: str
) -> None:
    [shape] = [one for one in model._meta.constraints if one.name.endswith(f"{name}_is_short_name")]
    for text in (*HOSTILE, ""):
        if len(text) <= 50:  # the column itself refuses longer texts
            with pytest.raises(ValidationError):
                shape.validate(model, model(**{name: text}))
    shape.validate(model, model(**{name: "rocu-2021-1"}))


def test_the_walk_finds_what_there_is(cast: Cast) -> None:
    found_here = {model._meta.label for model, _ in slugs()}
    assert {"inspections.Finding", "inspections.Report", "agencies.Unit"} <= found_here
    with connections["default"].cursor() as cursor, pytest.raises(IntegrityError):  # noqa: SIM117
        with transaction.atomic():
            cursor.execute("UPDATE agencies_unit SET key = 'a/b' WHERE key = 'n-bolton'")


def typed_keys() -> list[tuple[type[CommandForm], str, forms.Field]]:
    """Return every form field in which a new key is typed."""
    return [
        (form, name, field)
        for form in forms_of()
        for name, field in form.base_fields.items()
        if name in IN_ADDRESSES and form.__name__ not in OTHER_KEYS
        if isinstance(field, forms.CharField)
    ]


def test_every_form_that_asks_for_a_key_asks_for_a_short_name() -> None:
    assert len(typed_keys()) >= 2
    for form, name, field in typed_keys():
        assert isinstance(field, ShortNameField), f"{form.__name__}.{name}"
        for text in (*HOSTILE, ""):
            if text.strip() in ("a",):
                continue  # forms strip spaces and line ends around an answer
            with pytest.raises(ValidationError):
                field.clean(text)
        assert field.clean("rocu-2021-1") == "rocu-2021-1"


def test_whatever_is_taken_makes_an_address() -> None:
    for text in (*HOSTILE, "rocu-2021-1", "a", "0"):
        if not objections_to_short_name(text):
            assert reverse("inspections:finding", args=[text]).endswith(f"/{text}/")
    with pytest.raises(NoReverseMatch):
        reverse("inspections:finding", args=["a/b"])


@pytest.fixture
def room(cast: Cast) -> Room:
    return make_room(cast)


REPORT = {
    "title": "A report", "publisher": "inspectors", "scope": "national",
    "url": "https://inspectors.example/x",
}  # fmt: skip
FINDING = {"kind": "observation", "text": "Well led."}


@pytest.mark.parametrize("key", ["a/b", "..", "<b>", "a?b", "Ä", "x" * 51])
def test_each_door_says_so_at_the_field_and_the_page_stays(room: Room, key: str) -> None:
    pol, record = room.cast.pol, f"/reports/{room.report.ref}/record-finding"
    for path, said in (
        (record, FINDING),
        ("/reports/record", REPORT | {"published_on": "2021-02-01"}),
    ):
        page = browser(pol).post(f"{path}/", said | {"key": key})
        assert page.status_code == 422
        assert 'id="id_key_error"' in page.content.decode()
    for path, said in (
        (record, FINDING),
        ("/reports", REPORT | {"published_on": "2021-02-01"}),
    ):
        answer = Machine(pol).post(path, **said, key=key)
        assert answer.status_code == 422
        assert "key" in {error["field"] for error in answer.json()["errors"]}
    result = terminal(
        pol, "inspections", "record-finding", room.report.ref, "--kind=observation", "--text=x",
        f"--key={key}",
    )  # fmt: skip
    assert result.exit_code != 0
    assert not Finding.objects.filter(key=key).exists()
    assert browser(pol).get(f"/reports/{room.report.ref}/").status_code == 200


@pytest.mark.parametrize("key", ["a/b", "..", "", "x" * 51])
def test_what_is_loaded_from_a_file_is_refused_too(room: Room, key: str) -> None:
    """The loader calls commands without their forms."""
    for load in (
        lambda: recorded(room.cast, room.inspectorate, key=key),
        lambda: found(room.cast, room.report, "9", "Well led.", key=key),
        lambda: open_agency(
            actor=room.cast.system, key=key, name="A", short_name="A", kind="council",
            nation="ENG", from_on=SINCE,
        ),
        lambda: open_unit(
            actor=room.cast.system, agency=room.force, key=key, name="A", kind="team",
            duty_contact="x", from_on=SINCE,
        ),
    ):  # fmt: skip
        with pytest.raises(
            Refused, match=r"cannot be a short name|can only have lowercase letters"
        ):
            load()
    assert Report.objects.count() == 1
