"""Checksums of cryptocurrency wallets: base58check, bech32, Keccak and Monero's base58."""

from hashlib import sha256

from Crypto.Hash import keccak as keccaks

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
BECH32_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
BECH32, BECH32M = 1, 0x2BC830A3
GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
CHECK_BYTES = 4
# Monero cuts an address into blocks of 8 bytes, which are 11 letters each; the rest by its length.
BLOCK_LETTERS, BLOCK_BYTES = 11, 8
REST_BYTES = {0: 0, 2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7}
MONERO_KINDS = (18, 19, 42)


def base58(text: str, letters: str = BITCOIN) -> bytes:
    """The bytes that base58 letters stand for, with a leading nought for each first letter."""
    number = 0
    for c in text:
        number = number * 58 + letters.index(c)
    noughts = len(text) - len(text.lstrip(letters[0]))
    return bytes(noughts) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def checked(raw: bytes) -> bytes | None:
    """What stands before the last four bytes, if they are its double SHA-256; else None."""
    held, check = raw[:-CHECK_BYTES], raw[-CHECK_BYTES:]
    return held if sha256(sha256(held).digest()).digest()[:CHECK_BYTES] == check else None


def bech32(address: str) -> tuple[str, list[int], int]:
    """The prefix, the values of an address in small letters, and the constant its checksum has.

    BIP 173; the constant is `BECH32` or `BECH32M` if the checksum fits, else any other number.
    """
    prefix, _, rest = address.rpartition("1")
    values = [BECH32_LETTERS.index(c) for c in rest]
    check = 1
    for value in [*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix), *values]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i, generator in enumerate(GENERATORS):
            check ^= generator if top >> i & 1 else 0
    return prefix, values[:-6], check


def keccak(data: bytes) -> bytes:
    """Keccak-256, as Ethereum and Monero have it: older than SHA3-256 and unlike it."""
    return keccaks.new(digest_bits=256, data=data).digest()


def monero(address: str) -> bool:
    """Whether an address is of Monero's main network and its checksum fits."""
    raw = b""
    for start in range(0, len(address), BLOCK_LETTERS):
        block = address[start : start + BLOCK_LETTERS]
        size = BLOCK_BYTES if len(block) == BLOCK_LETTERS else REST_BYTES.get(len(block), 0)
        if any(c not in BITCOIN for c in block):
            return False
        number = int.from_bytes(base58(block), "big")
        if number >= 256**size:
            return False
        raw += number.to_bytes(size, "big")
    held, check = raw[:-CHECK_BYTES], raw[-CHECK_BYTES:]
    return held[0] in MONERO_KINDS and keccak(held)[:CHECK_BYTES] == check
