"""Two instances on loopback, each with its own database, key and certificate."""

import json
import secrets
import socket
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme
from Crypto.PublicKey import ECC
from django.conf import settings
from django.db import connections
from django.test import override_settings

from broadhurst.capabilities.deconfliction.models import Entry, HitSide
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.issue_token import issue_token
from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.federation.commands.agree_with import agree_with
from broadhurst.capabilities.federation.models import Peer
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.doors.references import new_reference
from tests.conftest import WITH_CAST, copied, named
from tests.people import SINCE, Cast, load_cast
from tests.server_process import PATIENCE, PAUSE, PROGRAM, environment, free_port, start_program

KINDS = ["person", "phone", "vehicle", "handle"]
CERTIFICATES = ("certificate.pem", "key.pem", "authority.pem")


def enter(actor: Actor, *, is_silent: bool = False, **content: Any) -> Entry:
    """Create an entry for an actor's unit without a search for hits.

    The matcher writes the same values.
    """
    with elevated("to enter in a test what a check would"):
        return Entry.objects.create(
            ref=new_reference("TGT"), unit=actor.unit, kind=next(iter(content)), title="made up",
            submitted=content, is_silent=is_silent, registered_at=clock.now(),
            expires_at=clock.now() + timedelta(days=730),
        )  # fmt: skip


def machine_of(cast: Cast, key: str, name: str) -> Actor:
    """Create the officer that another instance's machine signs in as.

    The officer is in a unit of that instance's organisation.
    """
    body = open_agency(
        actor=cast.system, key=key, name=name, short_name=key, kind="partner", nation="ENG",
        from_on=SINCE,
    )  # fmt: skip
    unit = open_unit(
        actor=cast.system, agency=body, key=f"{key}-instance", name=f"{name} instance",
        kind="partner", duty_contact=f"{name} deconfliction desk, 0161 496 0999", from_on=SINCE,
        district=None,
    )  # fmt: skip
    officer = enrol(
        actor=cast.system, username=f"{key}-machine", name=f"Machine of {name}", grade="",
        password=None,
    )  # fmt: skip
    return actor_in(
        post(
            actor=cast.system, officer=officer, unit=unit, title="Machine", roles=("partner",),
            from_on=SINCE,
        )
    )  # fmt: skip


def agreed(cast: Cast, machine: Actor, **changes: Any) -> Peer:
    """Create an agreement in force with the instance of a machine."""
    terms: dict[str, Any] = {
        "way": "hub",
        "agreement": "ISA 2021/7",
        "kinds": KINDS,
        "until_on": date(clock.today().year + 1, 1, 1),
        "address": "https://127.0.0.1:1",
        "authority": "-----BEGIN CERTIFICATE-----",
        "secret": "made-up",
        "items_a_day": 1_000,
    }
    return agree_with(actor=cast.system, unit=machine.unit, **(terms | changes))


def hits_of(actor: Actor) -> list[HitSide]:
    with as_actor(actor):
        return list(HitSide.objects.select_related("hit", "other_unit__agency").order_by("pk"))


@dataclass
class Instance:
    """A running program with its own database, and the folder of its certificates."""

    name: str
    cast: Cast
    folder: Path
    secret_key: str
    match_key: bytes
    port: int

    @property
    def key(self) -> str:
        """The key of its organisation: a short name."""
        return self.name.replace("_", "-")

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    @contextmanager
    def here(self) -> Iterator[None]:
        """Use this instance's database, key and folder in this process, at the real time."""
        now = clock.set_to(datetime.now(UTC))
        own = override_settings(
            SECRET_KEY=self.secret_key, MATCH_KEYS=[self.match_key], DATA=self.folder
        )
        with now, named(self.name), own:
            yield

    def environment(self) -> dict[str, str]:
        own = {
            "BROADHURST_SECRET_KEY": self.secret_key,
            "BROADHURST_MATCH_KEY": self.match_key.hex(),
            "BROADHURST_DATA": str(self.folder),
        }
        return environment(self.name) | own

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `broadhurst federation …` as the system, as an operator does by hand."""
        command = [*PROGRAM, "federation", *words, "--as", "broadhurst"]
        return subprocess.run(  # noqa: S603
            command, env=self.environment(), capture_output=True, text=True, check=False
        )

    @contextmanager
    def served(self) -> Iterator[None]:
        """Serve over HTTPS.

        Only clients with a certificate of the trusted authority connect.
        """
        certificate, key, authority = (self.folder / "federation" / one for one in CERTIFICATES)
        serve = [
            *PROGRAM, "serve", "--no-work", "--port", str(self.port),
            "--certificate", str(certificate),
            "--key", str(key), "--client-authority", str(authority),
        ]  # fmt: skip
        server = start_program(serve, env=self.environment())
        try:
            self._wait(server)
            yield
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)

    def _wait(self, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and server.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(PAUSE)
        pytest.fail(f"{self.name} did not answer at {self.address}.")


@contextmanager
def new_instance(
    name: str, folder: Path, issuer: trustme.CA, trusted: trustme.CA
) -> Iterator[Instance]:
    """Create an instance with the cast.

    Its certificate is from the authority `issuer`, and it trusts the authority `trusted`.
    """
    folder.mkdir()
    (folder / "static").symlink_to(settings.STATIC_ROOT, target_is_directory=True)
    certify(folder, issuer, trusted)
    with copied(name, WITH_CAST):
        with named(name):
            cast = load_cast()
        keys = secrets.token_urlsafe(48), secrets.token_bytes(32)
        yield Instance(name, cast, folder, *keys, free_port())


def certify(folder: Path, issuer: trustme.CA, trusted: trustme.CA) -> None:
    """Write a certificate for this machine, its key and the other side's authority.

    The key is PKCS #8.
    """
    made = issuer.issue_cert("127.0.0.1", "localhost")
    place = folder / "federation"
    place.mkdir(exist_ok=True)
    made.cert_chain_pems[0].write_to_path(place / CERTIFICATES[0])
    key = ECC.import_key(made.private_key_pem.bytes())
    (place / CERTIFICATES[1]).write_text(key.export_key(format="PEM", use_pkcs8=True))
    trusted.cert_pem.write_to_path(place / CERTIFICATES[2])


def acquaint(publisher: Instance, hub: Instance, authority: trustme.CA) -> None:
    """Make an agreement at each of two instances with the other.

    Each gets a token for the other's machine, and the authority to trust.
    """
    machines = {}
    for here, there in ((publisher, hub), (hub, publisher)):
        with here.here():
            machine = machine_of(here.cast, there.key, there.name.title())
            machines[here.name] = machine, token_for(machine)
    for here, there, way in ((publisher, hub, "hub"), (hub, publisher, "publisher")):
        with here.here():
            agreed(
                here.cast, machines[here.name][0], way=way, address=there.address,
                secret=machines[there.name][1], authority=authority.cert_pem.bytes().decode(),
                items_a_day=100_000,
            )  # fmt: skip


def token_for(machine: Actor) -> str:
    return issue_token(actor=machine, label="the other instance", days=30).secret


def on_the_wire(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Record all that this process sends and receives from now on, before TLS."""
    seen: list[bytes] = []
    carry = httpx.HTTPTransport.handle_request

    def carried(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        seen.extend([request.url.raw_path, request.read()])
        answer = carry(self, request)
        seen.append(b"".join(answer.stream))
        stream = httpx.ByteStream(seen[-1])
        return httpx.Response(answer.status_code, headers=answer.headers, stream=stream)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", carried)
    return seen


def with_decoded(wire: list[bytes]) -> bytes:
    """Return the messages, and the bytes that they hold as base64."""
    return b"\n".join([*wire, *(one for text in wire for one in _decoded(text))])


def _decoded(text: bytes) -> Iterator[bytes]:
    if text.startswith(b"{"):
        for name, value in json.loads(text).items():
            if name == "tokens":
                yield b64decode(value, validate=True)


def everything_in(instance: Instance) -> str:
    """Return every row of every table of an instance's database, as text."""
    with instance.here(), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        rows = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)
