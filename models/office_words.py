"""Words that every office writes: no slip of the pen (TXT902), and what a word is that may be read in two ways."""

from functools import cache
from importlib.resources import files


@cache
def office_words() -> frozenset[str]:
    """In lower case; from models/data/office_words.txt."""
    lines = files("models").joinpath("data", "office_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
