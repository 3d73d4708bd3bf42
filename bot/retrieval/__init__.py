"""From a question to the reviewed answers that fit it: dense and lexical scores, fused."""
