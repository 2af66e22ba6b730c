"""Normalisers of people, phone numbers, vehicles and accounts, and keyed hashes."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from broadhurst_linkage import cache_of
from broadhurst_linkage.hashing import keyed_hash
from broadhurst_linkage.normalise import account, person, phone, vehicle
from broadhurst_linkage.normalise.invalid import Invalid

SECRET = b"0123456789abcdef0123456789abcdef"
BORN = date(1988, 3, 27)
SPACES = st.lists(st.sampled_from(["", " ", "  ", "-", "\u00a0"]), min_size=40, max_size=40)


def spaced(text: str, between: list[str]) -> str:
    return "".join(a + b for a, b in zip(text, between, strict=False))


@pytest.mark.parametrize(
    "text",
    ["07700 900123", "07700900123", "+44 7700 900123", "0044 7700 900 123", "+44 (0)7700 900123",
     "(07700) 900-123", "tel. 07700 900123", "07700 900123 ext. 4"],
)  # fmt: skip
def test_spellings_of_one_phone_number_give_one_form(text: str) -> None:
    assert phone.normalise(text) == "+447700900123"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("0770090012345678", "too long"),
        ("07700 9", "too short|area code|wrong number"),
        ("999", "too short"),
        ("496 0000", "area code"),
        ("+999 1234567", "country code does not exist"),
        ("the red one", "not a phone number"),
        ("", "not a phone number"),
        ("07700 900123 / 07700 900126", "more than one phone number"),
        ("07700900123,07700900126", "more than one phone number"),
        ("07700900123;07700900126", "more than one phone number"),
        ("07700 900123 or 07700 900126 or", "more than one phone number"),
        ("01204 555012; 07700 900126 & +44 7700 900127", "more than one phone number"),
        ("07700 900123 / 6", "too long"),
    ],
)
def test_invalid_phone_number_gives_advice(text: str, advice: str) -> None:
    with pytest.raises(Invalid, match=advice):
        phone.normalise(text)


def test_slash_inside_a_phone_number_does_not_split_it() -> None:
    assert phone.normalise("+49 35208/1234567") == "+49352081234567"


def test_old_short_freephone_number_is_valid() -> None:
    assert phone.normalise("0800 1111") == "+448001111"


@given(st.integers(0, 999), SPACES)
def test_phone_number_ignores_spaces_and_is_idempotent(n: int, between: list[str]) -> None:
    once = phone.normalise(spaced(f"07700900{n:03}", between))
    assert once == f"+447700900{n:03}" == phone.normalise(once)


@pytest.mark.parametrize("text", ["ab12 cde", "AB12CDE", " Ab-12.cde ", "ＡＢ１２ ＣＤＥ"])
def test_spellings_of_one_vehicle_give_one_form(text: str) -> None:
    assert vehicle.normalise(text) == "AB12CDE"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "no registration mark"),
        ("A", "2 to 10"),
        ("AB12CDEFGHI", "2 to 10"),
        ("AB12/CDE", "Remove “/”"),
        ("АВ12", "A to Z"),
    ],
)
def test_invalid_vehicle_gives_advice(text: str, advice: str) -> None:
    with pytest.raises(Invalid, match=advice):
        vehicle.normalise(text)


@given(st.from_regex(r"\A[A-Z0-9]{2,10}\Z"), SPACES)
def test_vehicle_ignores_spaces_and_capitals_and_is_idempotent(
    mark: str, between: list[str]
) -> None:
    once = vehicle.normalise(spaced(mark.lower(), between))
    assert once == mark == vehicle.normalise(once)


# The example of the IBAN registry, whose check digits fit (ISO 13616).
BRITISH, GERMAN = "GB29 NWBK 6016 1331 9268 19", "DE89 3704 0044 0532 0130 00"


@pytest.mark.parametrize("text", [BRITISH, "60-16-13 31926819", "601613 31926819", BRITISH.lower()])
def test_spellings_of_one_account_give_one_form(text: str) -> None:
    assert account.normalise(text) == "601613 31926819"


def test_foreign_iban_stays_an_iban() -> None:
    assert account.normalise(GERMAN) == GERMAN.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("60-16-13 3192681", "You entered 13"),
        ("DE88 3704 0044 0532 0130 00", "check digits"),
        ("GB82 1234 5678", "begins with two letters"),
        ("", "sort code"),
        ("١٢٣٤", "A to Z"),
        ("DE86 3704 0044 0532 0130", "length or form of an IBAN that begins with DE"),
        ("GB57 NWBK 6016 1331 9268 1A", "length or form of an IBAN that begins with GB"),
    ],
)
def test_invalid_account_gives_advice(text: str, advice: str) -> None:
    with pytest.raises(Invalid, match=advice):
        account.normalise(text)


def test_an_iban_of_a_country_outside_the_registry_is_checked_by_its_check_digits() -> None:
    moroccan = "MA64 0115 1900 0001 2050 0053 4921"
    assert account.normalise(moroccan) == moroccan.replace(" ", "")
    with pytest.raises(Invalid, match="check digits"):
        account.normalise(moroccan.replace("64", "65"))


@pytest.mark.parametrize(
    "text",
    [
        "FR14 2004 1010 0505 0001 3M02 606", "NO93 8601 1117 947",
        "MT84 MALT 0110 0001 2345 MTLC AST001S",
        "IE29 AIBK 9311 5212 3456 78", "AE07 0331 2345 6789 0123 456",
    ],
)  # fmt: skip
def test_ibans_of_the_registry_are_taken(text: str) -> None:
    assert account.normalise(text) == text.replace(" ", "")


@given(st.from_regex(r"\A[0-9]{14}\Z"), SPACES)
def test_account_ignores_spaces_and_is_idempotent(digits: str, between: list[str]) -> None:
    once = account.normalise(spaced(digits, between))
    assert once == f"{digits[:6]} {digits[6:]}" == account.normalise(once)


@given(st.integers(0, len(GERMAN) - 1), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_an_iban_is_always_found(place: int, digit: str) -> None:
    assume(GERMAN[place].isdigit() and GERMAN[place] != digit)
    with pytest.raises(Invalid, match="check digits"):
        account.normalise(GERMAN[:place] + digit + GERMAN[place + 1 :])


@pytest.mark.parametrize(
    "name",
    ["Zoë O'Brackenwood-Smyth", "O’BRACKENWOOD SMYTH, Zoe", "smyth  zoe obrackenwood",
     "Zoe\u0308 OʼBrackenwood–Smyth"],
)  # fmt: skip
def test_spellings_of_one_name_give_one_form(name: str) -> None:
    assert person.normalise(name, BORN) == "obrackenwood smyth zoe|1988-03-27"


def test_letters_that_do_not_decompose_become_plain() -> None:
    assert person.normalise("Łukasz Bjørnæs", BORN) == person.normalise("Lukasz Bjornaes", BORN)


def test_other_scripts_are_kept() -> None:
    assert person.normalise("Анна Берёзова", BORN) == "анна березова|1988-03-27"
    assert person.fold("राम") == "राम"


def test_date_of_birth_is_part_of_the_form() -> None:
    assert person.normalise("Ann Fenwhistle", BORN) != person.normalise(
        "Ann Fenwhistle", date(1988, 3, 28)
    )


@pytest.mark.parametrize("name", ["", " - ", "'", "12"])
def test_text_without_letters_is_not_a_name(name: str) -> None:
    with pytest.raises(Invalid, match="no name"):
        person.normalise(name, BORN)


def test_a_name_without_a_date_of_birth_is_not_enough() -> None:
    with pytest.raises(Invalid, match="date of birth"):
        person.normalise("Ann Fenwhistle", None)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = person.fold(text)
    assert person.fold(once) == once
    assert person.fold(f"  {text}\t") == once


@given(st.permutations(["Ann", "Marie", "Fenwhistle-Oxley"]), st.booleans())
def test_name_ignores_order_and_capitals(parts: list[str], shout: bool) -> None:
    name = " ".join(parts)
    assert (
        person.normalise(name.upper() if shout else name, BORN)
        == "ann fenwhistle marie oxley|1988-03-27"
    )


def test_keyed_hash_is_stable() -> None:
    """Keys are stored, so a changed hash would orphan every stored key."""
    assert keyed_hash(SECRET, "phone", 1, "+447700900123") == -2120741506850180931


@given(st.text(max_size=60), st.sampled_from(["phone", "vehicle"]), st.integers(1, 9))
def test_a_key_is_a_signed_bigint_of_kind_version_and_form(
    form: str, kind: str, version: int
) -> None:
    key = keyed_hash(SECRET, kind, version, form)
    assert -(2**63) <= key < 2**63
    assert key == keyed_hash(SECRET, kind, version, form)
    assert key != keyed_hash(SECRET, kind, version + 1, form)
    assert key != keyed_hash(SECRET, f"{kind}s", version, form)
    assert key != keyed_hash(SECRET[::-1], kind, version, form)


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than 32"):
        keyed_hash(b"short", "phone", 1, "+447700900123")


def test_changed_sources_get_a_new_compiled_cache(tmp_path: Path) -> None:
    source = tmp_path / "one.py"
    source.write_text("A = 1\n")
    before = cache_of(tmp_path, None)
    assert before == cache_of(tmp_path, None)
    assert before.parent == tmp_path / "__pycache__"
    source.write_text("A = 2\n")
    assert cache_of(tmp_path, None) != before
    assert cache_of(tmp_path, "/elsewhere").parent == Path("/elsewhere")


def test_numba_uses_the_compiled_cache() -> None:
    asks = "from broadhurst_linkage import Matcher; import numba; print(numba.config.CACHE_DIR)"
    ran = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)  # noqa: S603
    assert Path(ran.stdout.strip()).name.startswith("compiled-")


def test_warm_matcher_has_compiled_the_keys_of_a_check() -> None:
    asks = """if True:
        from broadhurst_linkage import Matcher, Record
        from broadhurst_linkage.blocking.batch_keys import key_arrays
        from broadhurst_linkage.hashing import key_secret
        from broadhurst_linkage.matcher import rows_of
        Matcher.default().warm()
        compiled = key_arrays.signatures
        row = Matcher.default().row(Record(first="Ann", surname="Example"))
        key_arrays(rows_of([row.tobytes()]), key_secret(bytes(32)), False)
        assert compiled and compiled == key_arrays.signatures, compiled
    """
    subprocess.run([sys.executable, "-c", asks], check=True)  # noqa: S603
