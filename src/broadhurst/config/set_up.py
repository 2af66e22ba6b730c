"""Set up an empty database from a file: first administrator, organisations and districts."""

import tomllib
from pathlib import Path
from typing import Any

import click
from django.db import transaction

from broadhurst.capabilities.establishment.commands.begin_oversight import (
    BeginOversightForm,
    begin_oversight,
)
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.load_agencies import load_agencies
from broadhurst.capabilities.establishment.commands.open_agency import OpenAgencyForm, open_agency
from broadhurst.capabilities.establishment.commands.open_district import (
    OpenDistrictForm,
    open_district,
)
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.establishment.commands.reset_password import reset_password
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.agencies.models import Agency, Officer, Role, Unit
from broadhurst.foundation.audit.record import one_request
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.api import query_of
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.options import problems_of
from broadhurst.foundation.govuk.words import moment

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NOT_EMPTY = (
    "There are officers already, so nothing was done. Sign in as an administrator of the "
    "service, or run: broadhurst establishment --help"
)
KNOWN = {"administrator", "organisation", "district", "real_organisations"}
OF_ADMINISTRATOR = ("username", "name", "contact")


@click.command("set-up")
@click.argument("file", type=FILE)
def set_up(file: Path) -> None:
    """Make the first administrator, organisations and districts in FILE, in an empty database.

    Prints a one-time password for the administrator. It is not shown again.
    """
    content = _read(file)
    system = actor_of_system()
    with transaction.atomic(), one_request(), cli.refusals():
        take(Officer, system.officer.pk)
        if Officer.objects.exclude(pk=system.officer.pk).exists():
            raise click.ClickException(NOT_EMPTY)
        if content.get("real_organisations", True):
            load_agencies(actor=system)
        for row in content.get("organisation", ()):
            _organisation(system, row)
        for row in content.get("district", ()):
            _district(system, row)
        officer, secret = _administrator(system, content["administrator"])
    click.echo(f"{Agency.objects.exclude(kind=Agency.Kind.SYSTEM).count()} organisations are open.")
    click.echo(f"{officer.name} administers the service and signs in as {officer.username}.")
    officer.refresh_from_db(fields=["password_expires_at"])
    expires = officer.password_expires_at
    until = f", works until {moment(expires)}" if expires else ""
    click.echo(f"One-time password (shown only now{until}): {secret}")


def _read(file: Path) -> dict[str, Any]:
    """Return the content of the file; raises ClickException if it is wrong or incomplete."""
    try:
        content = tomllib.loads(file.read_text())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise click.ClickException(f"{file} is not a TOML file: {wrong}") from wrong
    if unknown := sorted(content.keys() - KNOWN):
        raise click.ClickException(f"{file} has unknown entries: {', '.join(unknown)}.")
    administrator = content.get("administrator", {})
    if missing := [name for name in OF_ADMINISTRATOR if not administrator.get(name)]:
        raise click.ClickException(f"{file} needs [administrator] with {', '.join(missing)}.")
    return content


def _organisation(system: Actor, row: dict[str, Any]) -> None:
    """Open an organisation, and record which policing body oversees it."""
    row = dict(row)
    body = row.pop("policing_body", None)
    opened = open_agency(actor=system, **_answers(OpenAgencyForm, system, row))
    if body:
        oversight = _answers(BeginOversightForm, system, {"body": body}, agency=opened)
        begin_oversight(actor=system, agency=opened, **oversight)


def _district(system: Actor, row: dict[str, Any]) -> None:
    """Open a district of a force that is loaded, or that the file opens."""
    row = dict(row)
    called, key = row.get("key"), row.pop("force", "")
    force = Agency.objects.filter(key=key).first()
    if force is None:
        raise click.ClickException(
            f"In the district “{called}”: there is no organisation “{key}”. Set force to the key "
            "of a police force."
        )
    open_district(
        actor=system, agency=force, **_answers(OpenDistrictForm, system, row, agency=force)
    )


def _answers(
    form_class: type[CommandForm], system: Actor, row: dict[str, Any], **subject: Any
) -> dict[str, Any]:
    """Validate a row of the file with a form; raises ClickException with its errors."""
    form = form_class(
        query_of({name: str(value) for name, value in row.items()}), actor=system, **subject
    )
    unknown = [f"--{name}: This option does not exist." for name in row.keys() - form.fields.keys()]
    if not form.is_valid() or unknown:
        name = row.get("key") or row.get("body")
        raise click.ClickException("\n".join([f"In “{name}”:", *unknown, *problems_of(form)]))
    return form.cleaned_data


def _administrator(system: Actor, row: dict[str, Any]) -> tuple[Officer, str]:
    """Make the first administrator of the service, in a unit of the system's organisation."""
    unit = open_unit(
        actor=system, agency=system.agency, key="administrators", name="Service administrators",
        kind=Unit.Kind.SYSTEM, duty_contact=row["contact"], from_on=clock.today(),
    )  # fmt: skip
    officer = enrol(actor=system, username=row["username"], name=row["name"], agency=system.agency)
    post(
        actor=system, officer=officer, unit=unit, title="Service administrator",
        roles=[Role.ADMINISTRATOR.value], from_on=clock.today(),
    )  # fmt: skip
    return officer, reset_password(actor=system, officer=officer)
