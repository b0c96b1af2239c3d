"""Show a page inside a notebook cell."""

from __future__ import annotations

from html import escape


def frame(page: str, *, height: int = 560) -> str:
    """Wrap a complete HTML page in an ``<iframe srcdoc>``; ``height`` is in pixels.

    >>> frame('<p title="x">', height=300)
    '<iframe srcdoc="&lt;p title=&quot;x&quot;&gt;" width="100%" height="300" frameborder="0"></iframe>'
    """
    return f'<iframe srcdoc="{escape(page)}" width="100%" height="{height}" frameborder="0"></iframe>'
