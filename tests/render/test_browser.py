"""The page in a real browser: Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from summarizer.records import Memo
from summarizer.render import write
from tests.render import sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
MEMOS = {
    "sample": sample.memo(),
    "one source": sample.many(1),
    "forty sources": sample.many(40),
    "long names": sample.worded(f"{LONG} {LONG.lower()}{LONG.lower()}"),
    "other scripts": sample.worded("شركة النخيل القابضة — 北方物流集团"),
    "no story": sample.bare(),
    "twelve stories": sample.several(12),
}
Open = Callable[..., "Page"]
Scheme = Literal["light", "dark"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a memo's page; afterwards no error and no request but the page's own was seen."""
    troubles: list[str] = []
    requests: list[str] = []
    pages: list[Page] = []

    def opened(memo: Memo, width: int = 1280, scheme: Scheme = "light") -> Page:
        (path,) = write(memo, tmp_path, ["html"])
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        pages.append(page)
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(path.as_uri())
        return page

    yield opened
    for page in pages:
        page.close()
    assert troubles == []
    assert len(requests) == len(pages)
    assert all(url.startswith("file://") for url in requests)


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("name", MEMOS)
def test_nothing_overflows(show: Open, name: str, width: int) -> None:
    """At every width the page is no wider than the window, evidence open or not."""
    page = show(MEMOS[name], width)
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) == width
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(wide) == width


@pytest.mark.parametrize("name", ["sample", "long names", "other scripts"])
def test_nothing_is_cut(show: Open, name: str) -> None:
    """On a phone no text reaches beyond its box, but in tables that scroll by themselves."""
    page = show(MEMOS[name], 360)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    cut = page.evaluate(
        """() => [...document.querySelectorAll('main *, header *')]
            .filter(e => !e.closest('.scroll, .unseen') && e.clientWidth > 0
                         && e.scrollWidth > e.clientWidth + 1
                         && getComputedStyle(e).display !== 'inline')
            .map(e => e.tagName + '.' + e.className)"""
    )
    assert cut == []


def test_click_opens_evidence(show: Open) -> None:
    """A click on a line opens its evidence, and another one closes it."""
    page = show(sample.memo())
    line = page.locator(".bottom .lines > li").first
    quote = line.locator("mark").first
    assert not quote.is_visible()
    line.locator("summary").first.click()
    assert quote.is_visible()
    assert "$2.1 billion in cash" in quote.inner_text()
    line.locator("summary").first.click()
    assert not quote.is_visible()


def test_keyboard_opens_evidence(show: Open) -> None:
    """Evidence is reached by tab and opened by the enter key, and the focus can be seen."""
    page = show(sample.memo())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.bottom') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.locator(".bottom mark").first.is_visible()


def test_source_is_one_step_away(show: Open) -> None:
    """The number under a quote leads to the source in the list, which stands out then."""
    page = show(sample.memo())
    page.locator(".bottom summary").first.click()
    page.locator(".bottom figcaption a").first.click()
    assert page.evaluate("document.querySelector(':target').id") == "s1"


def test_dark(show: Open) -> None:
    """A reader who prefers dark gets a dark page, one who doesn't a light one."""
    colour = "getComputedStyle(document.body).backgroundColor"
    assert show(sample.memo(), scheme="dark").evaluate(colour) == "rgb(16, 23, 30)"
    assert show(sample.memo(), scheme="light").evaluate(colour) == "rgb(255, 255, 255)"


def test_big_enough_to_touch(show: Open) -> None:
    """Whatever opens evidence is at least 24 pixels high and wide."""
    page = show(sample.memo(), 360)
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('summary')].map(e => e.getBoundingClientRect())
            .filter(b => b.width > 0).map(b => Math.min(b.width, b.height))"""
    )
    assert min(boxes) >= 24


def test_print(show: Open) -> None:
    """Printed, the page keeps its lines on light paper and drops what only a screen needs."""
    page = show(sample.memo(), scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".hint").first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_hostile_text_does_nothing(show: Open) -> None:
    """Text that tries to run or load something is only shown."""
    attack = '"><script>document.title=1</script><img src=https://evil.example onerror=alert(1)>'
    page = show(sample.worded(attack))
    assert page.title() == attack
    assert page.locator("img, script").count() == 0
