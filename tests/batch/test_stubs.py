from __future__ import annotations

import pytest

from summarizer.batch.confined import here
from summarizer.batch.stubs import stub
from summarizer.ingest import Blob, Limits
from tests.batch.press import article

TITLE, *PARAGRAPHS = article(1).strip().split("\n\n")
SHORT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
MORE = "<p>The two firms have worked together on sixty stations in nine countries so far. </p>"
LONG = SHORT + "".join(MORE.replace("sixty", str(60 + n)) for n in range(20))
LD = '<script type="application/ld+json">{"isAccessibleForFree": %s}</script>'
PAYWALL = "shows only the beginning of an article behind a paywall"


def said(body: str, head: str = "") -> str | None:
    page = f"<html><head><title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}</h1>{body}"
    blob = Blob("https://a.test/", f"{page}</article></body></html>".encode(), "", "text/html")
    (piece,) = here(blob, Limits())
    assert piece.document
    assert piece.article
    return stub(blob.body, piece.document, piece.article)


@pytest.mark.parametrize(
    ("body", "head", "problem"),
    [
        (SHORT, "", None),
        (LONG, "", None),
        (SHORT, LD % "true", None),
        (SHORT, LD % "false", PAYWALL),
        (SHORT, LD % '"False"', PAYWALL),
        (SHORT + "<p>Subscribe to continue reading this story.</p>", "", PAYWALL),
        (SHORT + "<p>This article is for subscribers. Log in.</p>", "", PAYWALL),
        (SHORT + "<p>The chairman of the buyer told investors that …</p>", "",
         "shows only the beginning of its article"),
        (LONG, LD % "false", None),
        ("<p>Already a subscriber? Log in</p>" + SHORT, "", None),
        (SHORT + "<p>Customers subscribe to its service.</p>", "", None),
    ],
)  # fmt: skip
def test_stubs_are_told_from_articles(body: str, head: str, problem: str | None) -> None:
    """A page that says it is closed, or breaks off, is a stub if it is short; whole articles are
    none, whatever stands around them."""
    assert said(body, head) == problem
