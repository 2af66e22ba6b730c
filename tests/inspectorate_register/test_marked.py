"""A marked file of entries is refused at the page, the API and the terminal (rule 28)."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from broadhurst.capabilities.inspectorate_register.models import Reading
from broadhurst.foundation.access.wall import as_actor
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room

SAID = "Line 2 of “kent-12.txt” says “SECRET”. Broadhurst holds OFFICIAL and OFFICIAL-SENSITIVE"


def test_the_marked_one_of_several_files_is_named(room: Room, tmp_path: Path) -> None:
    texts = {"kent-11.txt": b"An entry\n", "kent-12.txt": b"An entry\nSECRET\n"}
    for name, content in texts.items():
        (tmp_path / name).write_bytes(content)
    at = "/inspectorate-register"
    page = browser(room.chas).post(f"{at}/send/", {"file": _files(texts)})
    assert (page.status_code, SAID in page.content.decode()) == (422, True)
    answer = Machine(room.chas).client.post(f"/api/v1{at}", {"file": _files(texts)})
    assert answer.status_code == 422
    assert SAID in answer.json()["errors"][0]["message"]
    told = terminal(
        room.chas, "inspectorate-register", "send", *[f"--file={tmp_path}/{n}" for n in texts]
    )
    assert (told.exit_code, f"--file: {SAID}" in told.output) == (1, True)
    with as_actor(room.chas):
        assert not Reading.objects.exists()


def _files(texts: dict[str, bytes]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, content) for name, content in texts.items()]
