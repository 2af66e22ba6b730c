"""Checksums of wallets: base58check, bech32, Keccak and Monero's base58."""

from hashlib import sha256

from Crypto.Hash import keccak as keccak_hash

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
BECH32_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
BECH32, BECH32M = 1, 0x2BC830A3
GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
CHECK_BYTES = 4
# Monero splits an address into blocks of 8 bytes, 11 letters each. The last block may be shorter.
BLOCK_LETTERS, BLOCK_BYTES = 11, 8
REST_BYTES = {0: 0, 2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7}
MONERO_KINDS = (18, 19, 42)


def base58(text: str, letters: str = BITCOIN) -> bytes:
    """Decode base58 to bytes, with a zero byte for each leading zero letter."""
    number = 0
    for c in text:
        number = number * 58 + letters.index(c)
    leading_zeros = len(text) - len(text.lstrip(letters[0]))
    return bytes(leading_zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def payload_if_checked(raw: bytes) -> bytes | None:
    """Return the payload if its double SHA-256 checksum is right, else None."""
    payload, check = raw[:-CHECK_BYTES], raw[-CHECK_BYTES:]
    return payload if sha256(sha256(payload).digest()).digest()[:CHECK_BYTES] == check else None


def bech32(address: str) -> tuple[str, list[int], int]:
    """Return prefix, 5-bit values and checksum constant of a lower-case address.

    See BIP 173. The constant is `BECH32` or `BECH32M` if the checksum is right.
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
    """Return Keccak-256, as in Ethereum and Monero, which differs from SHA3-256."""
    return keccak_hash.new(digest_bits=256, data=data).digest()


def monero(address: str) -> bool:
    """Return whether an address is valid on Monero's main network."""
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
    payload, check = raw[:-CHECK_BYTES], raw[-CHECK_BYTES:]
    return payload[0] in MONERO_KINDS and keccak(payload)[:CHECK_BYTES] == check
