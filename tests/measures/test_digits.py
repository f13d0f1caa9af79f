import pytest

from trstudy.measures.digits import two_digits


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
