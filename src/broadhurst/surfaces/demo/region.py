"""Enrols the demo region: its boards, forces, ROCU, policing body and partners."""

from datetime import date
from random import Random

from broadhurst.capabilities.establishment.commands.close_unit import close_unit
from broadhurst.capabilities.establishment.commands.end_posting import end_posting
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import District, Role, Unit
from broadhurst.surfaces.demo.cast import CAPABILITY_UNITS, FORCES, OWN_TEAM, Force, Region
from broadhurst.surfaces.demo.chiefs import record_chief_officers
from broadhurst.surfaces.demo.desks import enrol_desks
from broadhurst.surfaces.demo.enrolment import Enrolment, named

PROBATION_UNIFIED = date(2021, 6, 26)  # the National Probation Service became the Probation Service


def enrol_region(system: Actor, random: Random) -> Region:
    """Open every unit and enrol everyone.

    Organisations and districts must be loaded already.
    """
    make = Enrolment(system, random)
    boards = _boards(make)
    forces = {key: _force(make, key, boards) for key in FORCES}
    rocu = _rocu(make, boards)
    authority = _authority(make)
    chairs = {
        key: named(make, boards[key], "", "Chair", Role.CHAIR)
        for key in ("governance", "level_1", "covert")
    }
    partners = _partners(make)
    desks = enrol_desks(make)
    _inspectors(make)
    _administrators(make, forces["gmp"])
    record_chief_officers(make, rocu["acc"].officer)
    council = forces["gmp"].councils["bolton"].unit
    lro = named(make, council, "nell", "Neighbourhood partnerships manager", Role.PARTNER)
    own = make.unit("gmp", OWN_TEAM, "GMP surveillance", Unit.Kind.CAPABILITY)
    managers = {code: rocu[code] for code in CAPABILITY_UNITS}
    managers[OWN_TEAM] = named(make, own, "", "Manager, surveillance", Role.CAPABILITY_MANAGER)
    standards = make.unit("gmp", "gmp-standards", "Professional Standards, GMP", Unit.Kind.TEAM)
    named(make, standards, "asta", "Data protection auditor", Role.AUDITOR)
    return Region(
        system, forces, rocu, authority, partners, make.names, boards, chairs, desks, lro, managers
    )


def _boards(make: Enrolment) -> dict[str, Unit]:
    kind = Unit.Kind.BOARD
    boards = {
        "governance": make.unit("gmca", "gm-governance", "SOC Partnership Governance", kind),
        "level_1": make.unit("gmp", "gmp-level-1", "Level 1 Tactical tasking, GMP", kind),
        "covert": make.unit("gmp", "gmp-covert", "Covert Commissioning Services, GMP", kind),
        "gmp": make.unit("gmp", "gmp-level-2", "Level 2 tasking, GMP", kind),
        "regional": make.unit(
            "nwrocu", "nw-regional", "Force and Regional tasking, North West", kind
        ),
    }
    for key in FORCES[1:]:
        short = make.agencies[key].short_name
        boards[key] = make.unit(key, f"{key}-level-2", f"Level 2 tasking, {short}", kind)
    return boards


def _force(make: Enrolment, key: str, boards: dict[str, Unit]) -> Force:
    agency = make.agencies[key]
    short, gmp = agency.short_name, key == "gmp"
    keepers = make.unit(
        key, f"{key}-occu", f"Organised Crime Coordination Unit, {short}", Unit.Kind.COORDINATION
    )
    force = Force(
        agency=agency,
        moderator=named(
            make, keepers, "mo" if gmp else "", "Intelligence manager", Role.MODERATOR
        ),
        coordinator=named(
            make, keepers, "cora" if gmp else "", "OCG coordinator", Role.COORDINATOR,
            Role.INSPECTORATE_LIAISON,
        ),
        chair=named(
            make, boards[key], "tess" if gmp else "", "Chair", Role.CHAIR,
            Role.GATEWAY,
        ),
    )  # fmt: skip
    for district in District.objects.filter(force=agency).select_related("council"):
        _district(make, force, district)
    return force


def _district(make: Enrolment, force: Force, district: District) -> None:
    key, gm, bolton = force.agency.key, force.agency.key == "gmp", district.key == "bolton"
    prefix = "Challenger" if gm else "Organised crime team"
    team = make.unit(
        key, f"{key}-{district.key}", f"{prefix} {district.name}", Unit.Kind.TEAM, district.key
    )
    sio = "gail" if bolton else "olive" if district.key == "liverpool" else ""
    force.teams[district.key] = (
        named(make, team, sio, "Detective Inspector", Role.INVESTIGATOR),
        named(make, team, "len" if bolton else "", "Neighbourhood Inspector", Role.INVESTIGATOR),
    )
    hub = make.unit(
        district.council.key if gm and district.council else key,
        f"cs-{district.key}",
        f"Complex Safeguarding {district.name}" if gm else f"MASH {district.name}",
        Unit.Kind.SAFEGUARDING,
        district.key,
    )
    force.safeguarding[district.key] = named(
        make, hub, "sid" if bolton else "", "Safeguarding lead", Role.SAFEGUARDING
    )
    if gm and district.council:
        council = make.unit(
            district.council.key,
            f"council-{district.key}",
            f"Community safety, {district.council.short_name}",
            Unit.Kind.PARTNER,
            district.key,
        )
        force.councils[district.key] = named(
            make, council, "connie" if bolton else "", "Community safety officer", Role.PARTNER
        )


def _rocu(make: Enrolment, boards: dict[str, Unit]) -> dict[str, Actor]:
    team = make.unit("nwrocu", "nw-investigations", "NWROCU investigations", Unit.Kind.TEAM)
    keepers = make.unit(
        "nwrocu", "nw-coordination", "NWROCU threat assessment", Unit.Kind.COORDINATION
    )
    command = make.unit("nwrocu", "nw-command", "NWROCU command", Unit.Kind.TEAM)
    rocu = {
        "rita": named(make, team, "rita", "Detective Inspector", Role.INVESTIGATOR),
        "second": named(make, team, "", "Detective Inspector", Role.INVESTIGATOR),
        "hal": named(make, team, "hal", "Handover officer", Role.HANDOVER, Role.INVESTIGATOR),
        "moderator": named(make, keepers, "", "Threat assessment lead", Role.MODERATOR),
        "coordinator": named(make, keepers, "", "OCG coordinator", Role.COORDINATOR),
        "reg": named(make, boards["regional"], "reg", "Chair", Role.CHAIR, Role.GATEWAY),
        "acc": named(make, command, "anya", "Assistant Chief Constable", Role.CHIEF_OFFICER),
    }
    for code in CAPABILITY_UNITS:
        name = "TOEX" if code == "toex" else code.replace("-", " ")
        unit = make.unit("nwrocu", f"nw-{code}", f"NWROCU {name}", Unit.Kind.CAPABILITY)
        username = "cass" if code == "surveillance" else ""
        rocu[code] = named(make, unit, username, f"Manager, {name}", Role.CAPABILITY_MANAGER)
    return rocu


def _authority(make: Enrolment) -> dict[str, Actor]:
    office = make.unit(
        "gmca", "gmca-policing", "Policing, crime and fire, GMCA", Unit.Kind.POLICING_BODY
    )
    return {
        "pol": named(make, office, "pol", "Policy lead", Role.POLICING_BODY),
        "della": named(make, office, "della", "Director", Role.POLICING_BODY, Role.CLEARER),
    }


def _partners(make: Enrolment) -> dict[str, Actor]:
    """Enrol the partners that the letter names, besides councils.

    Each has one team in the city region.
    """
    keys = (
        "national-probation-service",
        "hmpps-intelligence",
        "border-force",
        "dwp",
        "immigration-enforcement",
    )
    partners = {}
    for key in keys:
        if key in make.agencies:
            short = make.agencies[key].short_name
            unit = make.unit(key, f"{key}-gm", f"{short}, Greater Manchester", Unit.Kind.PARTNER)
            partners[key] = named(make, unit, "", "Partner officer", Role.PARTNER)
    _unify_probation(make, partners["national-probation-service"])
    return partners


def _unify_probation(make: Enrolment, old_officer: Actor) -> None:
    """Close the National Probation Service's unit, and move its officer."""
    by = make.system
    end_posting(actor=by, posting=old_officer.posting, until_on=PROBATION_UNIFIED)
    close_unit(actor=by, unit=old_officer.unit, until_on=PROBATION_UNIFIED)
    unit = open_unit(
        actor=by, agency=make.agencies["probation-service"], key="probation-service-gm",
        name="Probation Service, Greater Manchester", kind=Unit.Kind.PARTNER,
        duty_contact=old_officer.unit.duty_contact.replace("NPS", "Probation Service"),
        from_on=PROBATION_UNIFIED,
    )  # fmt: skip
    post(
        actor=by, officer=old_officer.officer, unit=unit, title=old_officer.posting.title,
        roles=[Role.PARTNER], from_on=PROBATION_UNIFIED,
    )  # fmt: skip


def _inspectors(make: Enrolment) -> None:
    """Enrol an inspector, who counts the figures of any force and sees no record."""
    unit = make.unit("hmicfrs", "hmicfrs-north", "HMICFRS, Northern region", Unit.Kind.INSPECTORATE)
    named(make, unit, "hope", "Inspection officer", Role.INSPECTOR)


def _administrators(make: Enrolment, gmp: Force) -> None:
    """Enrol an administrator of GMP and one of the service.

    GMP's administrator is posted to a unit whose records she cannot see.
    """
    named(make, gmp.coordinator.unit, "ada", "Administrator", Role.ORGANISATION_ADMINISTRATOR)
    unit = make.unit("broadhurst", "administrators", "Service administrators", Unit.Kind.SYSTEM)
    named(make, unit, "ivy", "Service administrator", Role.ADMINISTRATOR)
