"""The explorer page: every sentence with the rule and the cues that decided, to read, filter and cite."""

from __future__ import annotations

from trstudy.reporting.explorer.page import explorer

__all__ = ["explorer"]
