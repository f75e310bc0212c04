"""The targets of ./run fuzz without atheris: the kept corpus, and bytes changed at random in it."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.targets import CORPUS, TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_the_kept_corpus_finds_nothing(target: str) -> None:
    files = sorted((CORPUS / target).iterdir())

    assert files
    for file in files:
        TARGETS[target](file.read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_changed_bytes_find_nothing(target: str) -> None:
    files = [file.read_bytes() for file in sorted((CORPUS / target).iterdir())]
    dice = random.Random(target)
    for _ in range(300):
        data = bytearray(dice.choice(files))
        for _ in range(dice.randrange(1, 8)):
            at = dice.randrange(len(data) + 1)
            other = dice.choice(files)
            start = dice.randrange(len(other))
            data[at : at + dice.choice((0, 1, 4, 40))] = other[start : start + dice.randrange(40)]
        TARGETS[target](bytes(data))
