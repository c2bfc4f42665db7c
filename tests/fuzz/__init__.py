"""Mutated inputs, of which only typed errors may come out: python -m tests.fuzz."""
