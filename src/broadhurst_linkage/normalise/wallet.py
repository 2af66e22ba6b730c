"""Cryptocurrency wallets: the chain is found by the address, and its checksum is verified."""

import re
import unicodedata
from collections.abc import Callable

from broadhurst_linkage.normalise.checksums import (
    BECH32,
    BECH32M,
    RIPPLE,
    base58,
    bech32,
    checked,
    keccak,
    monero,
)
from broadhurst_linkage.normalise.invalid import Invalid

VERSION = 1
CHAINS = ("bitcoin", "litecoin", "dogecoin", "tron", "ripple", "monero", "solana", "cardano",
          "ethereum")  # fmt: skip
# The first byte of what a base58 address holds: a key's hash or a script's.
BASE58_VERSIONS = {0x00: "bitcoin", 0x05: "bitcoin", 0x30: "litecoin", 0x32: "litecoin",
                   0x1E: "dogecoin", 0x16: "dogecoin", 0x41: "tron"}  # fmt: skip
SEGWIT = {"bc": "bitcoin", "ltc": "litecoin"}
# Its version, and 20 or 32 bytes in letters of 5 bits.
WITNESSES = (33, 53)
MONERO_LENGTHS = (95, 106)
HALF = 8
KEY_BYTES, HASH_BYTES = 32, 21
EVM = re.compile(r"0x[0-9a-f]{40}", re.I)
SEPARATED = re.compile(r"(bc|ltc|addr)1[02-9ac-hj-np-z]{6,}", re.I)
RIPPLE_SHAPE = re.compile(r"r[1-9A-HJ-NP-Za-km-z]{24,34}")
DO_NOT_FIT = "The check digits of this wallet do not fit: compare every letter with its source."
UNKNOWN = (
    "This is not a wallet's address of a chain known here: Bitcoin, Litecoin, Dogecoin, Ethereum "
    "and its like, Tron, Ripple, Monero, Solana or Cardano. Copy the whole address."
)


def normalise(text: str) -> str:
    """The chain, a colon and the address: "bitcoin:bc1q...". Raises Invalid.

    All chains that share Ethereum's addresses are "ethereum": one key holds them all. Capitals
    matter in base58 and are kept. A Solana address has no checksum, and an old Litecoin address
    that begins with 3 cannot be told from a Bitcoin one.
    """
    address = unicodedata.normalize("NFKC", text).strip()
    chain, colon, rest = address.partition(":")
    if colon and chain.lower() in CHAINS:
        address = rest
    address = re.split(r"[?@\s]", address.strip(), maxsplit=1)[0]
    for shape, form in SHAPES:
        if shape(address):
            return form(address)
    raise Invalid(UNKNOWN)


def _ethereum(address: str) -> str:
    """EIP-55: where capitals are mixed, they are a checksum."""
    digits = address[2:]
    low = digits.lower()
    if digits not in (low, digits.upper()):
        nibbles = keccak(low.encode()).hex()
        pairs = zip(low, nibbles, strict=False)
        fits = "".join(c.upper() if int(n, 16) >= HALF else c for c, n in pairs)
        if digits != fits:
            raise Invalid(DO_NOT_FIT)
    return f"ethereum:0x{low}"


def _segwit(address: str) -> str:
    """BIP 173 and 350: version 0 of a witness has the first checksum, later ones the second."""
    if address not in (address.lower(), address.upper()):
        raise Invalid("Capitals and small letters are mixed in this wallet: copy it again.")
    prefix, values, constant = bech32(address.lower())
    if prefix == "addr":
        if constant != BECH32:
            raise Invalid(DO_NOT_FIT)
        return f"cardano:{address.lower()}"
    if len(values) not in WITNESSES or constant != (BECH32M if values[0] else BECH32):
        raise Invalid(DO_NOT_FIT)
    return f"{SEGWIT[prefix]}:{address.lower()}"


def _ripple(address: str) -> str:
    if (held := checked(base58(address, RIPPLE))) is None or held[0] or len(held) != HASH_BYTES:
        raise Invalid(DO_NOT_FIT)
    return f"ripple:{address}"


def _monero(address: str) -> str:
    if not monero(address):
        raise Invalid(DO_NOT_FIT)
    return f"monero:{address}"


def _base58(address: str) -> str:
    raw = base58(address)
    if len(raw) == KEY_BYTES:
        return f"solana:{address}"
    if len(raw) != HASH_BYTES + 4 or (chain := BASE58_VERSIONS.get(raw[0])) is None:
        raise Invalid(UNKNOWN)
    if checked(raw) is None:
        raise Invalid(DO_NOT_FIT)
    return f"{chain}:{address}"


def _is_base58(address: str) -> bool:
    return bool(re.fullmatch(r"[1-9A-HJ-NP-Za-km-z]{25,44}", address))


SHAPES: tuple[tuple[Callable[[str], object], Callable[[str], str]], ...] = (
    (EVM.fullmatch, _ethereum),
    (SEPARATED.fullmatch, _segwit),
    (RIPPLE_SHAPE.fullmatch, _ripple),
    (lambda address: len(address) in MONERO_LENGTHS and address[0] in "48", _monero),
    (_is_base58, _base58),
)
