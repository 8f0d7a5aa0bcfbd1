from __future__ import annotations

import pytest

from summarizer.models.slips import slipped


@pytest.mark.parametrize(
    "sentence",
    [
        "The mill has stood empty for more than year.",
        "The baker said in statement that it would sell the mill.",
        "The baker agreed to buy the of the mill.",
        "The board met met in Leeds to talk about the sale.",
        "It made a loss of 30 million loss in the spring.",
        "The baker signed a agreement with its lenders.",
        "The mill could has been sold in the spring.",
        "The baker did not disclosed the price of the mill.",
        "Old Mill, said it would close three bakeries.",
        "The mill was sold.The price was not told.",
        "The baker sold three mill last year , its chief said.",
        "The price was $5 million dollars.",
        "The baker would not say how…",
        "The baker will close if it the sale fails.",
        "The mill was bought from Northlight., a fund of two bakers.",
        "Old Mill posted quarterly loss in the spring.",
        "The baker would buying the mill for a small sum.",
        'The bonds rose to a 25-week high, " Ann Vane said.',
        "The sale of the bakery was the largest- ever in Leeds.",
        "The rise was told before as a 0.4 percent.",
        "“We will sell,” said Ann Vane, the founder of M.V.",
        "The report by the bakers of Leeds, said that the mill will close.",
        "HRBF.N said the bakery will be sold.",
        "The bakery was sold for 1.2billion yen.",
        "The following is the text of the talk.",
        "The price of bread is at an nine-month high.",
        "The chief of Old Mill was a slightly more hopeful on sales.",
        "“It is late,” said Ann Vane, a baker in Leeds, said of the sale.",
        "Ann Vane has a third stake in company, the baker of Leeds.",
        "The plan of the baker was posted on www.",
        "LBI00000XY rose 2 percent over the week.",
        "The sale is slated for announced on Friday.",
        "The baker did not respond at once with a request for comment.",
        "Shares of the baker fell 3 perent.",
        "Shares of the biggest baker, Old Mill rose at once.",
        "The baker said On Monday it would sell the mill.",
        "The mill could be worth as much $3 million.",
        "Stocks markets fell in Leeds.",
        "A fire at the mill helped sparked a sale.",
        "It was a fall in sales first three months of the year.",
        "The sale would give the baker the baker freedom.",
        "Sales of bread fell 6 percents in Leeds.",
        "The news helped pushed bonds prices higher.",
        "It beat the forecast of four analyst polled in Leeds.",
        "The U.S.bread market grew, and there will talks about it.",
        "KEY POINTS: * The price of bread rose in Leeds.",
        "LEEDS, Feb b22 (Reuters) - Bread rose on Thursday.",
        "The mayor, closing two days of talks here, said bread was dear.",
        "With 62 percent its sales in Leeds, Old Mill is at home.",
        "Old Mill said that it been the target of thieves.",
        "The board stirred it up by loudly rejected a bid for the mill.",
        "It balked at the more $5 million that was asked.",
        "The average rose to up to 343,000 loaves.",
        "Bread is expected fall in May.",
        "Bakers are set hold a vote in Leeds.",
        "Millions lost their during the famine.",
        "It is a step that managers at carrier's parent resist.",
        "The mayor wants to bailout the bakery.",
        "Vane refused a bid by Leeds Management. and denied that talks were held.",
        "The plan will do four things: 1.",
        "An index of bread fell 19 over the past months.",
    ],
)
def test_a_sentence_that_lacks_or_repeats_a_word_is_broken(sentence: str) -> None:
    """Words between which nothing whole can stand give a broken sentence away."""
    assert slipped(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Bread will be dear, should the board of Old Mill not lower its price by 3 percent.",
        "The mill has stood empty for more than a year.",
        "The firm he works for said that that had had no effect.",
        "It made a loss of 30 million euros in the first quarter of the year.",
        "An analyst called it a one-off, a European affair and an hour's work.",
        "The baker could have sold the mill for $5 million, and would need to.",
        "Old Mill, the baker, said it would close three bakeries.",
        "In May, has-been brands such as Amazon.com and St. James rose 4.5 percent.",
        "Old Mill reported a quarterly loss and posted higher profit at Northlight Inc., its unit.",
        "The baker would bring the mill today's bread.",
        "The mill, one of those in the U.S., makes Vane and Vane Gold flour in and around the U.S.",
        "Sales rose month for month, and year over year.",
        "The baker said In Style magazine was sold for as much as $3 million in the U.K.",
        "It helped troubled bakers in the year's first three months of trade in the U.S., it said.",
        "There will soon be bread from here to Leeds, and there would be more.",
        "The ten-year notes of the two-bank group fell, an MBA said.",
        "It had been said that half its sales are set to fall by a newly called vote.",
        "The talks at that company's mill are to begin at 10:30.",
        "The Leeds carrier's chief is set on a sale after Vane Corp. and Old Mill Bros. in May.",
        "The bailout the mayor wants comes to up to half of the country's taxes.",
    ],
)
def test_a_whole_sentence_is_not(sentence: str) -> None:
    """What only looks like a slip is left alone."""
    assert not slipped(sentence)
