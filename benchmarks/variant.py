"""The variants of the retrieval that are measured, by the name that they have in the table."""

from __future__ import annotations

AS_USED = "as used: both, and the classifiers"
DENSE_ONLY = "dense only"
LEXICAL_ONLY = "lexical only"
FUSED = "dense and lexical, without the classifiers"
ONE_RULE = "as used, without the weights for short messages"
