"""Cryptocurrency wallets: find the chain and verify the checksum."""

import re
import unicodedata
from collections.abc import Callable

from broadhurst_linkage.normalise.checksums import (
    BECH32,
    BECH32M,
    RIPPLE,
    base58,
    bech32,
    keccak,
    monero,
    payload_if_checked,
)
from broadhurst_linkage.normalise.invalid import Invalid

VERSION = 1
CHAINS = ("bitcoin", "litecoin", "dogecoin", "tron", "ripple", "monero", "solana", "cardano",
          "ethereum")  # fmt: skip
# The first byte of a base58 payload, which is the hash of a key or of a script.
BASE58_VERSIONS = {0x00: "bitcoin", 0x05: "bitcoin", 0x30: "litecoin", 0x32: "litecoin",
                   0x1E: "dogecoin", 0x16: "dogecoin", 0x41: "tron"}  # fmt: skip
SEGWIT = {"bc": "bitcoin", "ltc": "litecoin"}
# Lengths of a witness program: its version, and 20 or 32 bytes in groups of 5 bits.
WITNESSES = (33, 53)
MONERO_LENGTHS = (95, 106)
HALF = 8
KEY_BYTES, HASH_BYTES = 32, 21
EVM = re.compile(r"0x[0-9a-f]{40}", re.I)
SEPARATED = re.compile(r"(bc|ltc|addr)1[02-9ac-hj-np-z]{6,}", re.I)
RIPPLE_SHAPE = re.compile(r"r[1-9A-HJ-NP-Za-km-z]{24,34}")
WRONG_CHECKSUM = "The check digits of this wallet are wrong. Compare every letter with its source."
UNKNOWN = (
    "Enter a wallet address of Bitcoin, Litecoin, Dogecoin, Ethereum or a compatible chain, Tron, "
    "Ripple, Monero, Solana or Cardano. Copy the whole address."
)


def normalise(text: str) -> str:
    """Return the chain, a colon and the address: "bitcoin:bc1q...". Raises Invalid.

    All chains that share Ethereum's addresses are "ethereum", because one key controls them all.
    Capitals matter in base58 and are kept. A Solana address has no checksum. An old Litecoin
    address that begins with 3 looks exactly like a Bitcoin address.
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
    """Normalise an Ethereum address. Mixed capitals are a checksum (EIP-55)."""
    digits = address[2:]
    low = digits.lower()
    if digits not in (low, digits.upper()):
        nibbles = keccak(low.encode()).hex()
        pairs = zip(low, nibbles, strict=False)
        fits = "".join(c.upper() if int(n, 16) >= HALF else c for c, n in pairs)
        if digits != fits:
            raise Invalid(WRONG_CHECKSUM)
    return f"ethereum:0x{low}"


def _segwit(address: str) -> str:
    """Normalise a SegWit (bech32 for version 0, then bech32m) or Cardano address."""
    if address not in (address.lower(), address.upper()):
        raise Invalid("This wallet mixes capitals and small letters. Copy it again.")
    prefix, values, constant = bech32(address.lower())
    if prefix == "addr":
        if constant != BECH32:
            raise Invalid(WRONG_CHECKSUM)
        return f"cardano:{address.lower()}"
    if len(values) not in WITNESSES or constant != (BECH32M if values[0] else BECH32):
        raise Invalid(WRONG_CHECKSUM)
    return f"{SEGWIT[prefix]}:{address.lower()}"


def _ripple(address: str) -> str:
    if (
        (payload := payload_if_checked(base58(address, RIPPLE))) is None
        or payload[0]
        or len(payload) != HASH_BYTES
    ):
        raise Invalid(WRONG_CHECKSUM)
    return f"ripple:{address}"


def _monero(address: str) -> str:
    if not monero(address):
        raise Invalid(WRONG_CHECKSUM)
    return f"monero:{address}"


def _base58(address: str) -> str:
    raw = base58(address)
    if len(raw) == KEY_BYTES:
        return f"solana:{address}"
    if len(raw) != HASH_BYTES + 4 or (chain := BASE58_VERSIONS.get(raw[0])) is None:
        raise Invalid(UNKNOWN)
    if payload_if_checked(raw) is None:
        raise Invalid(WRONG_CHECKSUM)
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
