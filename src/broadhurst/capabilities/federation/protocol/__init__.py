"""The cryptography of hub tokens, without Django."""
