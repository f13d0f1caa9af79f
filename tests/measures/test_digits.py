import pytest

from trstudy.measures.digits import listed, percent, two_digits


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0234, "0.023"), (0.00999, "0.010"), (0.0999, "0.10"), (0.3, "0.30"), (0.996, "1.0"), (1.0, "1.0"),
        (6.14, "6.1"), (9.94, "9.9"), (9.96, "10"), (15.0, "15"), (169.0, "169"), (0.0, "0.0"),
        (-0.051, "-0.051"),
    ],
)  # fmt: skip
def test_two_significant_digits_or_all_whole_ones(value, words):
    assert two_digits(value) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0 %"), (1.0, "100 %"), (0.384, "38 %"), (0.994, "99 %"), (0.006, "1 %"),
        (8816 / 8832, "99.8 %"), (16 / 8832, "0.2 %"), (0.99951, "over 99.9 %"), (0.0004, "under 0.1 %"),
    ],
)  # fmt: skip
def test_only_all_is_a_hundred_per_cent_and_only_nothing_is_none(share, words):
    assert percent(share) == words


@pytest.mark.parametrize(
    ("parts", "words"), [(["a"], "a"), (["a", "b"], "a and b"), ([2021, 2022, 2024], "2021, 2022 and 2024")]
)
def test_a_list_has_commas_and_one_word_before_its_last(parts, words):
    assert listed(parts) == words
    assert listed(parts, "or") == words.replace(" and ", " or ")
