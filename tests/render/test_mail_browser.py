"""The mail's page in a real browser: on a phone and a desktop, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summarizer.records import WeeklyMemo
from summarizer.render.mail import to_mail
from tests.render import week
from tests.render.test_browser import ARGUMENTS, CHROMIUM, Scheme

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]
LONG = "Verylongwordwithoutanyplacetobreak" * 6
MEMOS = {
    "week": week.week(),
    "nothing": week.nothing(),
    "long words": week.worded(LONG, "https://source.example/" + "a" * 300),
    "flagged": week.worded("Northwind buys Southsea", "https://source.example/a"),
}

CONTRASTS = """() => {
  const light = c => {
    const part = c.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const ground = e => {
    for (; e; e = e.parentElement) {
      const c = getComputedStyle(e).backgroundColor;
      if (!/rgba\\(.*, 0\\)/.test(c)) return c;
    }
    return 'rgb(255, 255, 255)';
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = walker.nextNode();) {
    const element = node.parentElement;
    if (!node.data.trim() || element.tagName === 'STYLE') continue;
    const pair = [light(getComputedStyle(element).color), light(ground(element))].sort();
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    found.push([ratio, node.data.trim().slice(0, 40)]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def browser():  # type: ignore[no-untyped-def]
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def opened(
    browser: Browser, memo: WeeklyMemo, folder: Path, width: int, scheme: Scheme
) -> tuple[Page, list[str]]:
    """The page, and every request that it made but the one for itself."""
    path = folder / "mail.html"
    path.write_text(to_mail(memo).html, "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    return page, requests[1:]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1000])
@pytest.mark.parametrize("name", MEMOS)
def test_readable_everywhere(
    browser: Browser, tmp_path: Path, name: str, width: int, scheme: Scheme
) -> None:
    """On a phone and a desktop, light and dark: nothing wider than the window, every text at least
    4.5 to 1 from its ground and 13 pixels high, and nothing asked of the network."""
    page, requests = opened(browser, MEMOS[name], tmp_path, width, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    contrasts = page.evaluate(CONTRASTS)
    assert contrasts
    assert [text for ratio, text in contrasts if ratio < 4.5] == []
    sizes = page.evaluate(
        "[...document.querySelectorAll('td *')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 13
    assert requests == []
    page.close()


def test_dark_is_dark(browser: Browser, tmp_path: Path) -> None:
    """Who prefers dark gets a dark sheet with light words, who doesn't a white one."""
    for scheme, ground in (("dark", "rgb(20, 28, 36)"), ("light", "rgb(255, 255, 255)")):
        page, _ = opened(browser, week.week(), tmp_path, 375, scheme)  # type: ignore[arg-type]
        sheet = "getComputedStyle(document.querySelector('.sheet')).backgroundColor"
        assert page.evaluate(sheet) == ground
        page.close()


def test_structure(browser: Browser, tmp_path: Path) -> None:
    """The sheet is centred and no wider than 640 pixels; what changed stands under its deal, and
    the terms are a table with a head for each row."""
    page, _ = opened(browser, week.week(), tmp_path, 1000, "light")
    box = page.locator(".sheet").bounding_box()
    assert box is not None
    assert box["width"] == 640
    assert abs(box["x"] - (1000 - 640) / 2) <= 1
    headings = page.locator("h1, h2, h3").all_inner_texts()
    assert [h.upper() for h in headings[1::1] if h.upper() == h] == [
        "NEW DEALS", "WHAT CHANGED IN RUNNING DEALS", "GONE QUIET", "SOURCES",
    ]  # fmt: skip
    assert page.locator(".terms th[scope=row]").count() == 2
    assert page.locator(".change").count() == 3
    page.close()


def test_accessible(browser: Browser, tmp_path: Path) -> None:
    """axe-core finds nothing against WCAG 2.2 A and AA."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page, _ = opened(browser, week.week(), tmp_path, 375, "dark")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = axe.run(page, options={"runOnly": tags}).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found] == []
    page.close()
