"""The unit of an OCG gets a task when its SIO or LRO leaves."""

from broadhurst.capabilities.establishment.commands.close_account import close_account
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.register.commands.name_lead import name_lead
from tests.doors import Machine, browser, terminal
from tests.establishment.admins import TODAY, make_admins
from tests.people import Cast

TASK = "Name another SIO for Copper Heron, because Gail Fernsby has left"


def tasks(actor: object) -> list[str]:
    items = Machine(actor).get("/waiting").json()["items"]  # type: ignore[arg-type]
    return [f"{one['what']} {one['about']}" for one in items]


def test_the_unit_of_a_leaver_names_another_sio(cast: Cast) -> None:
    admins, ocg = make_admins(cast), cast.ocg()
    assert TASK not in tasks(cast.len)
    close_account(actor=admins.ada, officer=cast.gail.officer, reason="Left the force")
    assert TASK in tasks(cast.len)
    home = browser(cast.len).get("/").content.decode()
    assert f"/ocgs/{ocg.ref}/name-lead/" in home
    assert TASK in terminal(cast.len, "waiting").output
    for actor in (cast.olive, admins.ada, admins.ivy):
        assert "Copper Heron" not in str(Machine(actor).get("/waiting").json())
    new = post(actor=admins.ada, officer=cast.cora.officer, unit=cast.gail.unit, title="DI",
               roles=["investigator"], from_on=TODAY)  # fmt: skip
    name_lead(actor=cast.len, ocg=ocg, role="sio", officer=new.officer, because="Gail has left.")
    assert TASK not in tasks(cast.len)
