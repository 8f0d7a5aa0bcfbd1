"""Story -> its part of the memo: what the sources say together, where they differ, in few words.

`merge` is the whole way: sentences become candidates, candidates points, points are routed to
sections and chosen within the word budget; card, leadership and disagreements come from the facts.
`as_told` gives the facts with the states that their articles really tell.
"""

from summarizer.merge.merger import merge, route
from summarizer.merge.stages import as_told

__all__ = ["as_told", "merge", "route"]
