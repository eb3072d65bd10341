"""A pattern that is tried around signs finds what it finds everywhere."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.checklist.scan import around

INITIALS = re.compile(r"(?<![\w.])(?:[a-z]\.\s?){1,3}[a-z]{2,6}(?=$|\s)")
DOT = re.compile(r"\.")


@given(st.text("ab. -\n1", max_size=120))
def test_finds_what_the_pattern_finds_in_the_whole_text(text: str) -> None:
    found = [m.span() for m in around(INITIALS, DOT, text, 2, 20)]
    assert found == [m.span() for m in INITIALS.finditer(text)]


def test_the_end_of_a_stretch_is_not_taken_for_the_end_of_the_text() -> None:
    pattern, sign = re.compile(r"x\.?[a-z]*$"), re.compile(r"\.")
    assert [m.group() for m in around(pattern, sign, "x.abcdefgh and more", 1, 4)] == []
