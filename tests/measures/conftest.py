import pandas as pd
import pytest

from tests.measures.made import table


@pytest.fixture
def five():
    """Three articles of one year, one each of two later ones, cooperation fading from the first on."""
    return table(
        {
            "a": (2020, "cccrn"),
            "b": (2020, "ccmnnn"),
            "c": (2020, "crrn"),
            "d": (2021, "ccrrm"),
            "e": (2024, "crrrnn"),
        }
    )


@pytest.fixture
def documents():
    return pd.DataFrame(
        {"doc_id": list("abcde"), "year": [2020, 2020, 2020, 2021, 2024], "outlet": ["P", "Q", "R", "S", "T"]}
    )
