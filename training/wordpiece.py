#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Compares extractor/encoder/wordpiece.c with the tokenizer it copies.

  wordpiece.py compare TOKENIZER.json CUT FILE...
      cuts the words of FILEs (whatever stands between blanks, and its parts
      at marks), every code point, and random strings, with `tokenizers` and
      with the program CUT (make training/wordpiece-cut), and counts
      differences
  wordpiece.py classes TOKENIZER.json
      prints extractor/encoder/classes.h from what the tokenizer does with
      each code point

Needs the PyPI package tokenizers (0.23.3 served)."""

import random
import re
import subprocess
import sys
import tempfile
import unicodedata

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

HEAD = """\
// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_CLASSES_H
#define ENT_CLASSES_H

/// Makes classes of characters from code points, as the uncased BERT tokenizer
/// tells them apart.  Written by training/wordpiece.py, so that words are cut
/// alike whatever version of Unicode a machine knows.

#include <stdint.h>

typedef enum {
  ENT_CLASS_LETTER,  ///< Part of a word; whatever stands in no range
  ENT_CLASS_NOTHING, ///< Dropped: accents, controls
  ENT_CLASS_APART,   ///< A part of its own: marks, Chinese characters
  ENT_CLASS_BLANK
} ent_class;

/// Code points of one class, neither ASCII nor decomposable.
typedef struct {
  uint32_t first;
  uint32_t last;
  ent_class kind;
} ent_class_range;

"""


def letters_of_interest():
    for c in range(0x80, 0x110000):
        if not 0xD800 <= c < 0xE000:
            yield c


def reference(path):
    """The tokenizer without its special words, so that "[SEP]" is text."""
    whole = Tokenizer.from_file(path)
    vocab = whole.get_vocab()
    model = models.WordPiece(vocab, unk_token="[UNK]",
                             max_input_chars_per_word=100,
                             continuing_subword_prefix="##")
    bare = Tokenizer(model)
    bare.normalizer = normalizers.BertNormalizer(
        clean_text=True, handle_chinese_chars=True, strip_accents=None,
        lowercase=True)
    bare.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    assert str(bare.normalizer) == str(whole.normalizer)
    assert str(bare.pre_tokenizer) == str(whole.pre_tokenizer)
    return bare


def class_of(tokenizer, letter):
    if unicodedata.normalize("NFD", letter) != letter:
        return None
    text = tokenizer.normalizer.normalize_str("a" + letter + "b")
    if text == "ab":
        return "NOTHING"
    if text == "a b":
        return "BLANK"
    parts = tokenizer.pre_tokenizer.pre_tokenize_str(text)
    return "APART" if len(parts) == 3 else None


def classes(tokenizer):
    ranges = []
    for c in letters_of_interest():
        kind = class_of(tokenizer, chr(c))
        if not kind:
            continue
        if ranges and ranges[-1][1:] == [c - 1, kind]:
            ranges[-1][1] = c
        else:
            ranges.append([c, c, kind])
    short = {"NOTHING": "N", "APART": "A", "BLANK": "B"}
    print(HEAD, end="")
    print("// clang-format off")
    for kind, name in short.items():
        print(f"#define {name} ENT_CLASS_{kind}")
    print("static const ent_class_range ent_class_ranges[] = {")
    line = " "
    for first, last, kind in ranges:
        item = f" {{{first:#x}, {last:#x}, {short[kind]}}},"
        if len(line + item) > 80:
            print(line)
            line = " "
        line += item
    print(line + "\n};")
    for name in short.values():
        print(f"#undef {name}")
    print("// clang-format on\n\n#endif")


def words_of(paths):
    seen = 0
    for path in paths:
        with open(path, encoding="utf-8", errors="ignore") as file:
            for word in file.read().split():
                seen += 1
                yield word
                yield from re.findall(r"\w+|[^\w\s]", word)
    print(f"{seen} words of files")


def odd_words(n=200000):
    """Strings of characters near each other, mixed with plain letters."""
    chance = random.Random(4)
    blocks = [0x20, 0x80, 0x100, 0x300, 0x370, 0x400, 0x590, 0x600, 0x900,
              0xE00, 0x1100, 0x1E00, 0x2000, 0x20D0, 0x2200, 0x3000, 0x4E00,
              0xAC00, 0xF900, 0xFB00, 0xFE00, 0xFF00, 0x1D400, 0x1F600]
    for i in range(n):
        start = chance.choice(blocks)
        yield "".join(
            chr(chance.choice([start + chance.randrange(0x100),
                               chance.randrange(0x20, 0x7F),
                               chance.randrange(0x61, 0x7B)]))
            for _ in range(chance.randrange(1, 12)))
    for i in range(n // 10):
        yield "".join(
            chr(c) for c in (chance.randrange(0x110000)
                             for _ in range(chance.randrange(1, 9)))
            if not 0xD800 <= c < 0xE000)
    for i in range(90, 110):
        yield "a" * i
        yield "\u00e9" * i
        yield "e\u0301" * i
        yield "a" * i + "-" + "b" * i
    for c in range(0x110000):
        if not 0xD800 <= c < 0xE000:
            yield chr(c)
            yield "a" + chr(c) + "b"


def cut_all(program, vocabulary, words):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as vocab:
        for entry in sorted(vocabulary, key=vocabulary.get):
            vocab.write(entry + "\n")
        vocab.flush()
        lines = "".join(w.encode().hex() + "\n" for w in words)
        done = subprocess.run([program, vocab.name], input=lines, text=True,
                              capture_output=True, check=True)
    return [[int(x) for x in line.split()]
            for line in done.stdout.splitlines()]


def compare(tokenizer, program, paths):
    words = list(dict.fromkeys([*words_of(paths), *odd_words()]))
    vocabulary = tokenizer.get_vocab()
    ours = cut_all(program, vocabulary, words)
    assert len(ours) == len(words)
    differ = 0
    for at in range(0, len(words), 10000):
        theirs = tokenizer.encode_batch(words[at:at + 10000])
        for word, a, b in zip(words[at:], ours[at:], theirs):
            if a != (b.ids or [vocabulary["[UNK]"]]):
                differ += 1
                if differ < 20:
                    print(repr(word), a, b.ids)
    print(f"{len(words)} different strings, {differ} cut otherwise")
    return differ != 0


def main():
    tokenizer = reference(sys.argv[2])
    if sys.argv[1] == "classes":
        classes(tokenizer)
        return 0
    return compare(tokenizer, sys.argv[3], sys.argv[4:])


if __name__ == "__main__":
    sys.exit(main())
