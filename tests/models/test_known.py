from __future__ import annotations

import pytest

from summarizer.models.known import matter, referents, short_names


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The delays come as sales fall.", "Ovens will be delayed."),
        ("The agreement is void.", "Old Mill agreed to a sale."),
        ("The Korean company may sell it.", "A fund from South Korea holds a half."),
    ],
)
def test_a_thing_is_found_as_noun_verb_or_country(sentence: str, told: str) -> None:
    """What is spoken of as known is found where it is told in another form of the word."""
    [found] = referents(sentence)
    assert found.search(told)
    assert not found.search("It rained in Leeds.")


@pytest.mark.parametrize(
    "sentence", ["The sale of the mill failed.", "A sale is near.", "It rose."]
)
def test_what_says_itself_which_it_is_refers_to_nothing(sentence: str) -> None:
    """A thing with more to say which it is, or told of for the first time, is not looked for."""
    assert not [*referents(sentence)]


def test_what_a_thing_is_about_is_found() -> None:
    """A known thing's matter is named behind it."""
    [found] = matter("The slide in bread sales worried bakers.")
    assert found.search("Fewer breads were sold.")


def test_letters_are_found_as_words_or_in_brackets() -> None:
    """Letters stand for words that begin with them, small words between those aside."""
    found = short_names("The BLB and BBC agreed.")
    assert [*found] == ["BLB"]
    assert found["BLB"].search("The Board of Leeds Bakers sat.")
    assert found["BLB"].search("The bakers (BLB) sat.")
    assert found["BLB"].search("Big loans burdened banks: baking loan books grew.")
    assert not found["BLB"].search("The board sat.")
