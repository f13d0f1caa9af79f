"""A page set on paper by WeasyPrint: the same bytes wherever the same text engine sets it."""

from __future__ import annotations

import logging
from pathlib import Path

HOW = (
    "The PDF is set by WeasyPrint, which needs the text engine Pango. "
    "Debian, Ubuntu: apt install libpangoft2-1.0-0 libharfbuzz-subset0; Fedora: dnf install pango; "
    "macOS: brew install pango; Windows: conda env create -f environment.yml brings it, "
    "or MSYS2: pacman -S mingw-w64-x86_64-pango."
)


def lacking() -> str:
    """Say what this machine lacks to set a PDF and how to install it; nothing if it lacks nothing."""
    try:
        import weasyprint  # noqa: F401
    except ModuleNotFoundError as error:
        return f"{error.name} is not installed: pip install 'trstudy[pdf]' (or 'weasyprint'). {HOW}"
    except OSError as error:  # the package is there, a library that it loads is not
        return f"{str(error).partition(':')[0]}. {HOW}"
    return ""


def pdf_bytes(html: str) -> bytes:
    """Return a page as a tagged PDF that names no time, no machine and no file.

    Parameters
    ----------
    html
        The page. Images are ``data:`` addresses; a font comes with matplotlib and is named by its file,
        as in ``url(font:STIXGeneral.ttf)``, so that it is the same on every machine. Nothing else is
        fetched.
    """
    import matplotlib
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = Path(matplotlib.get_data_path(), "fonts", "ttf")

    class Enclosed(URLFetcher):  # type: ignore[misc]
        """Knows the fonts, and what the page itself holds."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            scheme, _, name = url.partition(":")
            if scheme == "font":
                return URLFetcherResponse(url, (fonts / Path(name).name).read_bytes())
            return super().fetch(url, headers)

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    # "about:" gives links within the page a base that is no folder
    page = HTML(string=html, base_url="about:blank", url_fetcher=Enclosed(allowed_protocols={"data"}))
    written: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return written
