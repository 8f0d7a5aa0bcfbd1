"""Running checkpoints fast on a CPU: `choose.open_engine` gives the engine for one.

Why a loop of our own and not transformers' `generate` with patches. What costs the time there is in
its loop and its cache: keys and values of the source are kept once a beam and reordered at every
step, articles that are done go on until the last one is, padding is read, and n-grams are looked
for in Python. Patching that means replacing its cache classes, its beam search and its models'
attention, all of them private and changed by every other release; and it would still take the
seconds that importing transformers takes. The networks themselves are small (`bart`, `t5`: a table
of names each, `network`: the steps), hang on nothing but the checkpoint format, and the tests hold
them to transformers' `generate`, token for token. Whatever else a checkpoint may be is left to
transformers as it is.
"""
