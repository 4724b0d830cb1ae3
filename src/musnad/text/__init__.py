"""Arabic text as it stands: folding, words, clitics, sentences, quotations, numbers, dates."""
