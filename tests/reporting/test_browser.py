"""The sentence browser: it filters in a page without a script, and names what it lacks."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser

from trstudy.errors import TrstudyError
from trstudy.reporting.browser import browser_html


def test_a_table_without_frames_names_what_is_missing(tags: pd.DataFrame) -> None:
    with pytest.raises(TrstudyError, match="no column frame"):
        browser_html(tags.drop(columns="frame"))


def test_filters_and_reasons_work_in_a_browser_without_script_or_network(
    tags: pd.DataFrame, evidence: pd.DataFrame, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    html = "<!doctype html><html lang=en><meta charset=utf-8><title>t</title>" + browser_html(tags, evidence)
    path.write_text(html, encoding="utf-8")
    requests: list[str] = []
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())

    def shown() -> list[str]:
        return [unit.inner_text() for unit in page.locator(".tr-text").all() if unit.is_visible()]

    assert shown() == ["X will shield Y from attack", "<b>War & “peace”</b>", "The jaw-dropping end"]
    page.get_by_label("rivalry").uncheck()
    assert shown() == ["X will shield Y from attack", "The jaw-dropping end"]
    page.get_by_label("syria").uncheck()
    assert shown() == []
    page.get_by_label("rivalry").check()
    page.get_by_label("syria").check()
    reason = page.get_by_text("“shield” (protecting")
    assert not reason.is_visible()
    page.get_by_text("X will shield").focus()
    page.locator("summary").first.press("Enter")
    assert reason.is_visible()
    assert requests == [path.as_uri()]
    context.close()
