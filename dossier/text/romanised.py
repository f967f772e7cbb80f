"""A name in either script -> its consonants, so that Kazimi finds Kadhimi and الكاظمي, and بلنكن finds بلينكن.

Vowels and their letters, ع and hamza, doubled letters and a final h go; letters that are written alike in Latin are one. Where one
letter is written in two ways (ظ: z, dh, d) a name has several readings.
"""

from __future__ import annotations

import re
from itertools import product

from dossier.text.terms import ARABIC

SHORTEST = 1  # consonants
# What a letter may be; the first reading is also that of a name that is looked up.
_SOUNDS = """
ب:bp پ:p ت:t ط:t ث:t ج:jg چ:jg ح:h ه:h خ:k ق:k ك:k د:d ض:dz ذ:zd ظ:zd ر:r ز:z س:s ص:s ش:c غ:g گ:g ف:f ڤ:f ل:l م:m ن:n و:w ي:y
b:b p:p t:t j:j h:h k:k q:k c:k d:d r:r z:z s:s g:gj f:f v:f l:l m:m n:n w:w y:y
"""
LETTERS = dict(pair.split(":") for pair in _SOUNDS.split())
# Two Latin letters that are one sound.
_PAIRED = "kh:k gh:g dh:ذ zh:j sh:ش ch:ش th:t ph:f x:ks ck:k"
PAIRS = tuple((pair.partition(":")[0], pair.partition(":")[2]) for pair in _PAIRED.split())
_TWICE = re.compile(r"(.)\1+")


def readings(word: str) -> frozenset[str]:
    """The consonants of a term, in every way in which they may be written; none where they are too few."""
    if not ARABIC.search(word):
        for pair, one in PAIRS:
            word = word.replace(pair, one)
    letters = [LETTERS.get(letter, "") for letter in word]
    inner = [read if at == 0 or read not in ("w", "y") else "" for at, read in enumerate(letters)]
    if inner and inner[-1] == "h":
        inner.pop()
    found = {_TWICE.sub(r"\1", "".join(reading)) for reading in product(*(read for read in inner if read))}
    return frozenset(reading for reading in found if len(reading) >= SHORTEST)
