"""The page in a real browser: Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from summarizer.records import Memo
from summarizer.render import folder_for, write
from summarizer.render.site import write_index
from tests.render import sample
from tests.render.edges import MEMOS

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
LAID_OUT = "* { content-visibility: visible !important }"
"""Lays out what lies below the window too."""
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

    def opened(
        memo: Memo | Path, width: int = 1280, scheme: Scheme = "light", scripts: bool = True
    ) -> Page:
        path = memo if isinstance(memo, Path) else write(memo, tmp_path, ["html"])[0]
        page = browser.new_page(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
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
    page.add_style_tag(content=LAID_OUT)
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) == width
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(wide) == width


@pytest.mark.parametrize("name", ["sample", "long names", "other scripts"])
def test_nothing_is_cut(show: Open, name: str) -> None:
    """On a phone no text reaches beyond its box, but in tables that scroll by themselves."""
    page = show(MEMOS[name], 360)
    page.add_style_tag(content=LAID_OUT)
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


@pytest.mark.parametrize(
    ("name", "scheme"),
    [("sample", "dark"), *((name, "light") for name in MEMOS if name != "twelve stories")],
)
def test_accessible(show: Open, name: str, scheme: Scheme) -> None:
    """axe-core finds nothing against WCAG 2.2 A and AA, nor its good practices, all open."""
    _all_open_is_accessible(show(MEMOS[name], 360, scheme))


@pytest.mark.slow
def test_stories_are_accessible(show: Open) -> None:
    """Nor in a memo of several stories; two tell as much as twelve."""
    _all_open_is_accessible(show(sample.several(2), 1440))


def _all_open_is_accessible(page: Page) -> None:
    page.add_style_tag(content=LAID_OUT)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert _found_by_axe(page) == []


def _found_by_axe(page: Page) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = axe.run(page, options={"runOnly": tags}).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]


def test_works_without_scripts(show: Open) -> None:
    """Where scripts are off, a click opens evidence all the same."""
    page = show(sample.memo(), scripts=False)
    page.locator(".bottom summary").first.click()
    assert page.locator(".bottom mark").first.is_visible()


@pytest.mark.slow
def test_shown_at_once(browser: Browser, tmp_path: Path) -> None:
    """A normal memo takes the browser at most 100 ms more work than an empty page (the best of
    several, as machines are noisy)."""
    empty = tmp_path / "empty.html"
    empty.write_text("<!doctype html><title>empty</title><p>empty")
    (path,) = write(sample.memo(), tmp_path, ["html"])
    best = [min(_work(browser, page) for _ in range(9)) for page in (empty, path)]
    assert best[1] - best[0] < 100


def _work(browser: Browser, path: Path) -> float:
    """Milliseconds of the page's main thread until its first content is on the screen."""
    page = browser.new_page()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri())
    while not page.evaluate("performance.getEntriesByName('first-contentful-paint').length"):
        page.wait_for_timeout(5)
    metrics = session.send("Performance.getMetrics")["metrics"]
    page.close()
    return 1000 * float(next(m["value"] for m in metrics if m["name"] == "ThreadTime"))


def test_timeline(show: Open) -> None:
    """Each event has its mark on the axis, none on top of another, on a phone too."""
    page = show(sample.memo(), 360)
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('.axis circle, .axis rect')]
            .map(e => e.getBoundingClientRect()).map(b => [b.left, b.right])"""
    )
    assert len(boxes) == page.locator(".events li").count() == 4
    assert all(a[1] <= b[0] for a, b in pairwise(boxes))
    assert boxes[0][0] >= 0
    assert boxes[-1][1] <= 360


def test_index(show: Open, tmp_path: Path) -> None:
    """The index finds memos by company as one types, says how many, and needs no network."""
    for memo in (sample.memo(), sample.many(3), sample.worded("Société Générale")):
        write(memo, folder_for(memo, tmp_path), ["html", "json"])
    path, _ = write_index(tmp_path, "en-US")
    for width in (360, 1440):
        page = show(path, width)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.get_by_label("Search by company").fill("générale")
        assert page.locator(".memos > li:visible").count() == 1
        assert page.locator("#state").inner_text() == "1 / 3"
        page.get_by_label("Search by company").fill("nobody")
        assert page.locator("#none").is_visible()
        page.get_by_label("Search by company").fill("")
        assert page.locator(".memos > li:visible").count() == 3
        assert _found_by_axe(page) == []
    bare = show(path, scripts=False)
    assert bare.locator(".memos > li:visible").count() == 3
    assert not bare.locator("#search").is_visible()


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
