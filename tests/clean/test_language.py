"""Text in other languages."""

from __future__ import annotations

import subprocess
import sys

import pytest

from summarizer.clean import clean
from summarizer.clean.language import foreign, foreign_script
from summarizer.clean.words import look
from summarizer.errors import EmptyArticleError
from summarizer.records import DropReason
from tests.clean.pages import document

BODY = (
    "Norrland Timber will sell its sawmills to the pension fund Aldis for 300 million euros.\n\n"
    "The sale needs the approval of the unions, who have asked for a guarantee of five years.\n\n"
)

FOREIGN = [
    "Die Gewerkschaften fordern eine Garantie für fünf Jahre und wollen mit dem Käufer reden.",
    "Les syndicats demandent une garantie de cinq ans pour tous les employés de la scierie.",
    "Los sindicatos piden una garantía de cinco años para todos los empleados del aserradero.",
    "Związki zawodowe żądają gwarancji dla wszystkich, ale to nie jest jeszcze pewne.",
    "Продажа лесопилок вызвала споры.",
    "工会要求五年保证。",
    "Das ist doch Wahnsinn, oder nicht?",
]
ENGLISH = [
    "Société Générale and Banco de Inversión Atlántica advised Norrland.",
    "Goldman Sachs, Morgan Stanley, Evercore, Lazard, Rothschild and Centerview advised Aldis.",
    "LVMH Moët Hennessy Louis Vuitton SE declined to comment.",
    'The chairman, Håkan Sjöström, called it "en bra dag" for the company.',
    "Hermès Menswear Marks Historic Transition as Véronique Nichanian Bids Farewell",
    "Revenue: $3.2 billion",
    "Nestle Q3 sales beat forecasts",
    "The Chinese company, 北方木业, owns 4 percent.",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_a_foreign_paragraph_is_left_out(text: str) -> None:
    """A comment or notice in another language goes, with that reason."""
    article = clean(document(BODY + text))
    assert article.text == BODY.strip()
    assert [drop.reason for drop in article.dropped] == [DropReason.LANGUAGE]


@pytest.mark.parametrize("text", ENGLISH)
def test_foreign_names_and_short_quotations_are_english_text(text: str) -> None:
    """Names, quotations and figures don't make a line foreign."""
    assert not foreign(look(text))


def test_a_foreign_sentence_goes_from_an_english_paragraph() -> None:
    """A translation that runs on in the same paragraph is cut off."""
    raw = BODY.strip() + " 挪威木材公司将出售其锯木厂。"
    assert foreign_script("挪威木材公司将出售其锯木厂。")
    assert clean(document(raw)).text == BODY.strip()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(FOREIGN[:1]) + " Der Verkauf soll im Herbst abgeschlossen werden.", "German"),
        (FOREIGN[1] + " La vente doit encore être approuvée par les autorités.", "French"),
        ("Профсоюзы требуют гарантий на пять лет. Сделка должна быть закрыта осенью.", "Russian"),
    ],
)
def test_an_article_in_another_language_is_named_as_that(text: str, language: str) -> None:
    """Where nothing English is left, the error names the language and says what to do."""
    with pytest.raises(EmptyArticleError, match=f"not in English but in {language}; give an"):
        clean(document(text))


def test_english_news_never_loads_the_identifier() -> None:
    """The slow model is loaded only where a text looks foreign, and nothing heavy at import."""
    script = (
        "import sys\n"
        "import summarizer.clean\n"
        "heavy = {'py3langid', 'sentencex', 'torch', 'transformers'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "from tests.clean.pages import document\n"
        f"summarizer.clean.clean(document({BODY!r}))\n"
        "assert 'py3langid' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
