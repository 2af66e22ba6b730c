"""Two instances, each with its own database, secret key and certificate, that meet on loopback."""

import http.client
import json
import secrets
import socket
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from Crypto.PublicKey import ECC
from django.conf import settings
from django.db import connections
from django.test import override_settings

from broadhurst.capabilities.deconfliction.models import Entry, HitSide
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.issue_token import issue_token
from broadhurst.capabilities.establishment.commands.open_body import open_body
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.federation.commands.agree_with import agree_with
from broadhurst.capabilities.federation.models import Peer
from broadhurst.capabilities.federation.protocol import psi
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import elevated, seen_as
from broadhurst.foundation.doors.references import new_reference
from tests.conftest import WITH_CAST, copied, named
from tests.people import SINCE, Cast, load_cast
from tests.served import PATIENCE, PROGRAM, environment, free_port

# `make test` installs the extra, so it skips nothing. It is an extra because its wheels are for
# glibc 2.39 and later alone: elsewhere a site runs, and is tested, without it.
NEEDS_PSI = pytest.mark.skipif(
    psi.openmined is None, reason="the extra `psi` is not installed: its wheels need glibc 2.39"
)
KINDS = ["person", "phone", "vehicle", "handle"]
AS_BASE64 = ("nonce", "commitment", "message", "request", "response", "proof", "tokens")
CERTIFICATES = ("certificate.pem", "key.pem", "authority.pem")


def enter(actor: Actor, *, is_silent: bool = False, **content: Any) -> Entry:
    """An entry of an actor's unit, as the matcher writes it, without looking for hits here."""
    with elevated("to enter in a test what a check would"):
        return Entry.objects.create(
            ref=new_reference("TGT"), unit=actor.unit, kind=next(iter(content)), label="made up",
            content=content, is_silent=is_silent, registered_at=clock.now(),
            expires_at=clock.now().replace(year=clock.now().year + 2),
        )  # fmt: skip


def machine_of(cast: Cast, key: str, name: str) -> Actor:
    """The officer in whose name another instance's machine signs in, in a unit of its body."""
    body = open_body(
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
    """An agreement in force with the instance of a machine."""
    terms: dict[str, Any] = {
        "way": "private",
        "agreement": "ISA 2021/7",
        "kinds": KINDS,
        "until_on": date(clock.today().year + 1, 1, 1),
        "address": "https://127.0.0.1:1",
        "authority": "-----BEGIN CERTIFICATE-----",
        "secret": "made-up",
        "items_a_day": 1_000,
        "most_items": 4_096,
    }
    return agree_with(actor=cast.system, unit=machine.unit, **(terms | changes))


def hits_of(actor: Actor) -> list[HitSide]:
    with seen_as(actor):
        return list(HitSide.objects.select_related("hit", "other_unit__agency").order_by("pk"))


@dataclass
class Instance:
    """A running program over a database of its own, and the folder of its certificates."""

    name: str
    cast: Cast
    folder: Path
    secret_key: str
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
        """In this process, for a while: its database, key and folder, at the real time."""
        now = clock.set_to(datetime.now(UTC))
        with now, named(self.name), override_settings(SECRET_KEY=self.secret_key, DATA=self.folder):
            yield

    def environment(self) -> dict[str, str]:
        own = {"BROADHURST_SECRET_KEY": self.secret_key, "BROADHURST_DATA": str(self.folder)}
        return environment(self.name) | own

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`broadhurst federation …` as the system, as an operator runs it by hand."""
        command = [*PROGRAM, "federation", *words, "--as", "broadhurst"]
        return subprocess.run(  # noqa: S603
            command, env=self.environment(), capture_output=True, text=True, check=False
        )

    @contextmanager
    def served(self) -> Iterator[None]:
        """Served over HTTPS, to whoever has a certificate of the authority it trusts."""
        certificate, key, authority = (self.folder / "federation" / one for one in CERTIFICATES)
        serve = [
            *PROGRAM, "serve", "--no-work", "--port", str(self.port),
            "--certificate", str(certificate),
            "--key", str(key), "--client-authority", str(authority),
        ]  # fmt: skip
        server = subprocess.Popen(serve, env=self.environment(), start_new_session=True)  # noqa: S603
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
                continue
        pytest.fail(f"{self.name} did not answer at {self.address}.")


@contextmanager
def new_instance(
    name: str, folder: Path, issuer: trustme.CA, trusted: trustme.CA
) -> Iterator[Instance]:
    """An instance with the cast, whose certificate is of one authority and which trusts another."""
    folder.mkdir()
    (folder / "static").symlink_to(settings.STATIC_ROOT, target_is_directory=True)
    certify(folder, issuer, trusted)
    with copied(name, WITH_CAST):
        with named(name):
            cast = load_cast()
        yield Instance(name, cast, folder, secrets.token_urlsafe(48), free_port())


def certify(folder: Path, issuer: trustme.CA, trusted: trustme.CA) -> None:
    """A certificate for this machine, its key as PKCS #8, and the authority of the other side."""
    made = issuer.issue_cert("127.0.0.1", "localhost")
    place = folder / "federation"
    place.mkdir(exist_ok=True)
    made.cert_chain_pems[0].write_to_path(place / CERTIFICATES[0])
    key = ECC.import_key(made.private_key_pem.bytes())
    (place / CERTIFICATES[1]).write_text(key.export_key(format="PEM", use_pkcs8=True))
    trusted.cert_pem.write_to_path(place / CERTIFICATES[2])


def acquaint(
    one: Instance, other: Instance, authority: trustme.CA, way: str = "private", back: str = ""
) -> None:
    """Each has an agreement with the other, a machine's token of it, and one authority to trust."""
    machines = {}
    for here, there in ((one, other), (other, one)):
        with here.here():
            machine = machine_of(here.cast, there.key, there.name.title())
            machines[here.name] = machine, token_for(machine)
    for here, there, how in ((one, other, way), (other, one, back or way)):
        with here.here():
            agreed(
                here.cast, machines[here.name][0], way=how, address=there.address,
                secret=machines[there.name][1], authority=authority.cert_pem.bytes().decode(),
                items_a_day=100_000,
            )  # fmt: skip


def token_for(machine: Actor) -> str:
    return issue_token(actor=machine, label="the other instance", days=30)


def on_the_wire(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """All that this process sends and is answered from now on, before TLS hides it."""
    seen: list[bytes] = []
    request, read = http.client.HTTPSConnection.request, http.client.HTTPResponse.read

    def sent(self: Any, method: str, url: str, body: Any = None, headers: Any = None) -> None:
        seen.extend([url.encode(), body or b""])
        request(self, method, url, body, headers or {})

    def received(self: Any, amount: int | None = None) -> bytes:
        text = read(self, amount)
        seen.append(text)
        return text

    monkeypatch.setattr(http.client.HTTPSConnection, "request", sent)
    monkeypatch.setattr(http.client.HTTPResponse, "read", received)
    return seen


def with_decoded(wire: list[bytes]) -> bytes:
    """All of it, and the bytes that its messages hold as base64."""
    return b"\n".join([*wire, *(one for text in wire for one in _decoded(text))])


def _decoded(text: bytes) -> Iterator[bytes]:
    if text.startswith(b"{"):
        for name, value in json.loads(text).items():
            if name in AS_BASE64:
                yield b64decode(value, validate=True)


def everything_in(instance: Instance) -> str:
    """Every row of every table of an instance's database, as text."""
    with instance.here(), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        rows = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)
