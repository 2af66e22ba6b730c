"""Every kind of identifier: normal forms, advice on wrong text, and near matches."""

import re
from hashlib import sha256

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from stdnum import luhn

from broadhurst_linkage.hashing import keyed_hash
from broadhurst_linkage.identifiers import KINDS, one_out
from broadhurst_linkage.normalise.checksums import BITCOIN, keccak
from broadhurst_linkage.normalise.invalid import Invalid

SECRET = b"0123456789abcdef0123456789abcdef"
# Published examples from the standards that define them. They belong to nobody.
SEGWIT = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
TAPROOT = "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"
GENESIS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
EIP_55 = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
LITECOIN = "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9"
CARDANO = (
    "addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2"
    "wywfgse35a3x"
)
MONERO = (
    "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQB"
    "EP3A"
)
RIPPLE = "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"
TRON = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"

FORMS = [
    ("imei", "35-209900-176148-1", "35209900176148"),
    ("imei", "352099001761481", "35209900176148"),
    ("imei", "IMEISV 35209900 176148 23", "35209900176148"),
    ("imei", "３５２０９９００１７６１４８", "35209900176148"),
    ("address", "UPRN 100012345678", "uprn:100012345678"),
    ("address", "000012345678", "uprn:12345678"),
    ("address", "Flat 2, 14 High Street, M1 1AA", "M1 1AA 14 flat 2"),
    ("address", "14 HIGH ST\nManchester\nm11aa", "M1 1AA 14"),
    ("address", "14 a High Street, Manchester M1 1AA", "M1 1AA 14a"),
    ("address", "12 – 14 High Street M1 1AA", "M1 1AA 12-14"),
    ("address", "Apartment 7b, Rose Court, Mill Lane, YO1 7HH", "YO1 7HH rose court flat 7b"),
    ("address", "Rose Cottage, Mill Lane, YO1 7HH", "YO1 7HH rose cottage"),
    ("address", "First floor flat, 14 High Street, M1 1AA", "M1 1AA 14 1st floor flat"),
    ("address", "1st Floor Flat 14 High Street, M1 1AA", "M1 1AA 14 1st floor flat"),
    ("address", "2/1, 14 High Street, G1 1AA", "G1 1AA 2/1"),
    ("address", "10 Whitehall Place, SW1A 2AA", "SW1A 2AA 10"),
    ("company", "1234567", "01234567"),
    ("company", "sc 12345", "SC012345"),
    ("company", "CRN: OC301234", "OC301234"),
    ("company", "R0123456", "R0123456"),
    ("company", "IP12345R", "IP12345R"),
    ("company", "Fernsby Haulage Ltd.", "name:fernsby haulage"),
    ("company", "THE FERNSBY HAULAGE CO. LIMITED, m1 1aa", "name:fernsby haulage|M1 1AA"),
    ("company", "A.B.C. Oxley P.L.C.", "name:abc oxley"),
    ("company", "Company of Oxley", "name:company of oxley"),
    ("wallet", GENESIS, f"bitcoin:{GENESIS}"),
    ("wallet", f" bitcoin:{GENESIS}?amount=0.1", f"bitcoin:{GENESIS}"),
    ("wallet", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "bitcoin:3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"),
    ("wallet", SEGWIT.upper(), f"bitcoin:{SEGWIT}"),
    ("wallet", TAPROOT, f"bitcoin:{TAPROOT}"),
    ("wallet", LITECOIN, f"litecoin:{LITECOIN}"),
    ("wallet", "DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L", "dogecoin:DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L"),
    ("wallet", EIP_55, f"ethereum:{EIP_55.lower()}"),
    ("wallet", EIP_55.lower(), f"ethereum:{EIP_55.lower()}"),
    ("wallet", "0x" + EIP_55[2:].upper(), f"ethereum:{EIP_55.lower()}"),
    ("wallet", TRON, f"tron:{TRON}"),
    ("wallet", RIPPLE, f"ripple:{RIPPLE}"),
    ("wallet", MONERO, f"monero:{MONERO}"),
    ("wallet", CARDANO, f"cardano:{CARDANO}"),
    ("wallet", "11111111111111111111111111111111", "solana:11111111111111111111111111111111"),
    ("handle", "telegram:@Fern_Wick", "telegram:fern_wick"),
    ("handle", " TG : fern_wick ", "telegram:fern_wick"),
    ("handle", "https://t.me/Fern_Wick", "telegram:fern_wick"),
    ("handle", "www.instagram.com/fern_wick/?hl=en", "instagram:fern_wick"),
    ("handle", "linkedin.com/in/fern-wick", "linkedin:fern-wick"),
    ("handle", "Twitter:@FernWick", "x:fernwick"),
    ("handle", "Zangi: FernWick", "zangi:fernwick"),
    ("handle", "matrix:@fern:example.org", "matrix:fern:example.org"),
    ("handle", "F.Wick+shop@GoogleMail.com", "fwick@gmail.com"),
    ("handle", "f.wick+shop@example.com", "f.wick+shop@example.com"),
    ("handle", "f.wick+shop@hotmail.com", "f.wick@hotmail.com"),
    ("handle", "F_Wick@pm.me", "fwick@proton.me"),
    ("handle", "mailto:wick@bücher.example", "wick@xn--bcher-kva.example"),
    ("device", "00:00:5E:00:53:01", "mac:00005e005301"),
    ("device", "0000.5e00.5301", "mac:00005e005301"),
    ("device", "MAC 00005E005301", "mac:00005e005301"),
    ("device", "imsi: 234 15 0123456789", "imsi:234150123456789"),
    # A code of the United States that lists of mobile country codes often lack.
    ("device", "IMSI 315010123456789", "imsi:315010123456789"),
    ("device", "8944 1100 6825 6270 054", "iccid:8944110068256270054"),
    ("device", "SIM 894411006825627005", "iccid:8944110068256270054"),
    ("device", "Serial no. AB-12 345", "serial:AB12345"),
    ("vehicle", "1hgbh41jxmn109186", "1HGBH41JXMN109186"),
    ("vehicle", "WVW-ZZZ1JZ-XW000001", "WVWZZZ1JZXW000001"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "form"), FORMS)
def test_spellings_of_one_identifier_give_one_form(kind: str, text: str, form: str) -> None:
    assert KINDS[kind].normalise(text) == form
    assert KINDS[kind].normalise(form) == form


@pytest.mark.parametrize(
    ("kind", "text", "advice"),
    [
        ("imei", "352099001761482", "last digit"),
        ("imei", "35209900", "You entered 8"),
        ("imei", "35209900176148A", "digits only"),
        ("imei", "000000000000000", "only zeros"),
        ("imei", "", "digits only"),
        ("address", "14 High Street", "Add the postcode"),
        ("address", "High Street, M1 1AA", "number or name of the house"),
        ("address", "14 High Street, M1 1CV", "“M1 1CV” is not a British postcode"),
        ("address", "UPRN 12345678901234", "12 digits"),
        ("address", "", "Add the postcode"),
        ("company", "123456789", "You entered 9"),
        ("company", "AB123456", "letters AB"),
        ("company", "Limited", "company number"),
        ("company", "", "company number"),
        ("wallet", GENESIS[:-1] + "b", "check digits"),
        ("wallet", SEGWIT[:-1] + "5", "check digits"),
        ("wallet", SEGWIT[:5] + SEGWIT[5:].upper(), "mixes capitals"),
        ("wallet", EIP_55.replace("aAeb", "aaeb"), "check digits"),
        ("wallet", RIPPLE[:-1] + "H", "check digits"),
        ("wallet", TRON[:-1] + "1", "check digits"),
        ("wallet", MONERO[:-1] + "B", "check digits"),
        ("wallet", CARDANO[:-1] + "q", "check digits"),
        ("wallet", "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", "Enter a wallet address"),
        ("wallet", "", "Enter a wallet address"),
        ("handle", "fernwick", "platform before"),
        ("handle", "https://forum.example/fernwick", "platform before"),
        ("handle", "telegran:fernwick", "Did you mean telegram"),
        ("handle", "whatsapp:07700900123", "uses phone numbers"),
        ("handle", "telegram:fern wick", "without spaces"),
        ("handle", "not-an-email", "an email address, like .*, or the platform before the name"),
        ("handle", "@fernwick", "an email address, like .*, or the platform before the name"),
        ("handle", "https://example.org/fern", "^Enter the platform before the name"),
        ("handle", "facebook.com/profile.php?id=7", "no name"),
        ("handle", "telegram:@", "1 to 100"),
        ("handle", "@example.com", "platform before"),
        ("handle", "fern wick@example.com", "space"),
        ("handle", "fernwick@example", "dot"),
        ("handle", "fernwick@..", "domain"),
        ("device", "234150123456789", "write IMSI"),
        ("device", "01:00:5e:00:00:00", "group"),
        ("device", "MAC 0000", "12 digits"),
        ("device", "8944110068256270055", "last digit"),
        ("device", "IMSI 12", "14 or 15"),
        ("device", "??", "serial number"),
        ("vehicle", "1HGBH41JXMN109187", "check digit"),
        ("vehicle", "WVWZZZ1JZXW00000O", "never has the letter O"),
    ],
)
def test_invalid_identifier_gives_advice(kind: str, text: str, advice: str) -> None:
    with pytest.raises(Invalid, match=advice):
        KINDS[kind].normalise(text)


@pytest.mark.parametrize("kind", KINDS)
def test_example_of_each_kind_is_valid(kind: str) -> None:
    sample = KINDS[kind].example
    assert KINDS[kind].strength(sample, f" {sample}") == "exact"
    assert KINDS[kind].name == kind


WRITTEN = st.one_of(
    st.text(max_size=30),
    st.text("0123456789 -", max_size=20),
    st.text("abcXYZ012 .,-/:@_|'&", max_size=30),
    st.sampled_from([text for _, text, _ in FORMS]),
    st.tuples(
        st.sampled_from(["telegram:", "UPRN ", "imsi ", "serial ", "x@", "the ", "flat 1 ", "0x"]),
        st.text(max_size=20),
        st.sampled_from(["", "@gmail.com", "@b\u00fccher.example", " M1 1AA", " ltd", " & co"]),
    ).map("".join),
)


@pytest.mark.parametrize("kind", KINDS)
@given(text=WRITTEN)
@example(text="\u0345telegram:\u0345x")
def test_normalise_is_idempotent_and_raises_only_invalid(kind: str, text: str) -> None:
    try:
        form = KINDS[kind].normalise(text)
    except Invalid:
        return
    assert KINDS[kind].normalise(form) == form
    assert KINDS[kind].loose(form) <= KINDS[kind].loose(text)


@given(st.from_regex(r"\A[1-9][0-9]{13}\Z"), st.integers(0, 14), st.integers(1, 9))
def test_any_wrong_digit_of_an_imei_is_refused(naming: str, place: int, more: int) -> None:
    whole = naming + luhn.calc_check_digit(naming)
    assert KINDS["imei"].normalise(whole) == naming
    wrong = whole[:place] + str((int(whole[place]) + more) % 10) + whole[place + 1 :]
    with pytest.raises(Invalid, match="last digit"):
        KINDS["imei"].normalise(wrong)


def on_bitcoin(payload: bytes) -> str:
    raw = payload + sha256(sha256(payload).digest()).digest()[:4]
    number, text = int.from_bytes(raw, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = BITCOIN[digit] + text
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + text


@given(
    st.sampled_from([(0x00, "bitcoin"), (0x05, "bitcoin"), (0x30, "litecoin"), (0x41, "tron")]),
    st.binary(min_size=20, max_size=20),
    st.integers(0, 24),
    st.integers(1, 57),
)
def test_any_base58_wallet_is_valid_and_a_wrong_letter_is_refused(
    chain: tuple[int, str], key: bytes, place: int, more: int
) -> None:
    address = on_bitcoin(bytes([chain[0]]) + key)
    assert KINDS["wallet"].normalise(address) == f"{chain[1]}:{address}"
    assume(place < len(address))
    letter = BITCOIN[(BITCOIN.index(address[place]) + more) % 58]
    with pytest.raises(Invalid):
        KINDS["wallet"].normalise(address[:place] + letter + address[place + 1 :])


@given(st.integers(4, len(SEGWIT) - 1), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l"))
def test_any_wrong_letter_of_a_segwit_wallet_is_refused(place: int, letter: str) -> None:
    assume(SEGWIT[place] != letter)
    with pytest.raises(Invalid):
        KINDS["wallet"].normalise(SEGWIT[:place] + letter + SEGWIT[place + 1 :])


def test_keccak_is_not_sha3() -> None:
    """Compare with the published digest of the empty string."""
    assert keccak(b"").hex().startswith("c5d2460186f7233c927e7db2dcc703c0")


PLATES = st.from_regex(r"\A[A-HJ-NP-Y]{2}[0-9]{2}[A-HJ-NP-Z]{3}\Z")
PHONE_NUMBERS = st.integers(0, 999_999).map(lambda n: f"07700{n:06}")


@given(st.text("abc01", max_size=8), st.text("abc01", max_size=8))
def test_texts_one_slip_apart_share_a_loose_key(one: str, other: str) -> None:
    if OSA.distance(one, other) <= 1:
        assert one_out(one) & one_out(other)


def with_a_slip(text: str, place: int, slip: int) -> str:
    """Return the text with one character changed, or two neighbours swapped."""
    if slip == 0 and place + 1 < len(text):
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if text[place].isdigit():
        return text[:place] + str((int(text[place]) + slip) % 10) + text[place + 1 :]
    return text[:place] + "JKLMNPRTX"[slip - 1] + text[place + 1 :]


@given(PLATES, st.integers(0, 6), st.integers(0, 9))
def test_registration_mark_with_a_slip_is_probable(mark: str, place: int, slip: int) -> None:
    other = with_a_slip(mark, place, slip)
    vehicle = KINDS["vehicle"]
    assert vehicle.loose(mark) & vehicle.loose(other)
    assert vehicle.strength(mark, other) == ("exact" if mark == other else "probable")


@given(PHONE_NUMBERS, st.integers(5, 10), st.integers(0, 9))
def test_phone_number_with_a_slip_is_probable(number: str, place: int, slip: int) -> None:
    other, phone = with_a_slip(number, place, slip), KINDS["phone"]
    assert phone.loose(number) & phone.loose(other)
    assert phone.strength(number, other) == ("exact" if number == other else "probable")


@pytest.mark.parametrize(
    ("kind", "one", "other", "strength"),
    [
        ("vehicle", "AB12 CDE", "A812 CDE", "probable"),
        ("vehicle", "OO10 SBZ", "0010 582", "probable"),
        ("vehicle", "AB12 CDE", "AB21 CED", None),
        ("phone", "07700 900123", "07700 900132", "probable"),
        ("phone", "07700 900123", "07700 900456", None),
        ("imei", "35209900176148", "35209900176149", None),
        ("account", "12-34-56 12345678", "12-34-56 12345679", None),
        ("wallet", SEGWIT, TAPROOT, None),
        ("handle", "telegram:fernwick77", "telegram:fern_wick_78", "probable"),
        ("handle", "telegram:fernwick77", "signal:fernwick77", None),
        ("handle", "telegram:fern1", "telegram:fern2", None),
        ("handle", "fernwick1@example.com", "fernwick2@example.com", "probable"),
        ("handle", "fernwick1@example.com", "fernwick1@example.org", None),
        ("company", "01234567", "01234568", None),
        ("company", "Fernsby Haulage Ltd", "Fernsby Haulage plc", "probable"),
        ("company", "Fernsby Haulage, M1 1AA", "Fernsbey Haulage, M1 2AB", "probable"),
        ("company", "Fernsby Haulage, M1 1AA", "Fernsby Haulage, LS1 1AA", None),
        ("company", "Fernsby Haulage", "01234567", None),
        ("address", "14 High Street, M1 1AA", "14 High St, M1 1AB", "probable"),
        ("address", "14 High Street, M1 1AA", "14 Low Street, M1 1AB", None),
        ("address", "14 High Street, M1 1AA", "Flat 2, 14 High Street, M1 1AA", "probable"),
        ("address", "Flat 1, 14 High Street, M1 1AA", "Flat 2, 14 High Street, M1 1AA", None),
        ("address", "14 High Street, M1 1AA", "16 High Street, M1 1AA", None),
        ("address", "14 High Street, M1 1AA", "UPRN 1234", None),
    ],
)
def test_strength_of_near_matches(kind: str, one: str, other: str, strength: str | None) -> None:
    assert KINDS[kind].strength(one, other) == strength
    assert KINDS[kind].strength(other, one) == strength
    if strength:
        assert KINDS[kind].loose(one) & KINDS[kind].loose(other) or strength == "exact"


def test_loose_keys_never_equal_exact_keys() -> None:
    """A loose key is hashed under the kind name with "~", which no kind contains."""
    form = KINDS["vehicle"].normalise("AB12CDE")
    assert form.translate(str.maketrans("B", "8")) in KINDS["vehicle"].loose(form)
    assert keyed_hash(SECRET, "vehicle", 1, form) != keyed_hash(SECRET, "vehicle~", 1, form)
    assert not any(re.search("[~]", kind) for kind in KINDS)
