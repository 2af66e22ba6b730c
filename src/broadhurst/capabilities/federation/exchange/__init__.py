"""Compare targets with another instance, as `matching` does within this one.

Agreements, keys and tokens are read as an actor who may: the system, or an administrator of the
service. Targets are read through `deconfliction.matching.federated`. docs/decisions/0015 says why.
"""
