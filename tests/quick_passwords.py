"""Argon2 as in production, but quick: nobody attacks the passwords of made-up people.

Import this module before a password is made. A check as in production takes 0.3 seconds of
processor time, and the stories sign in some 200 times.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher

Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64
Argon2PasswordHasher.parallelism = 1
