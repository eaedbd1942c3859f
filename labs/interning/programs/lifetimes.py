# How long an interned string lives
import sys

import xray

WORDS = 200
LETTERS = 300


def intern_it(word):
    sys.intern(word)


def name_attribute(word):
    setattr(lambda: None, word, 1)


def look_like_a_name(word):
    eval(repr(word))


def be_a_phrase(word):
    eval(repr(word + "!"))


def be_a_name(word):
    exec(word + " = 1", {})


def survivors(use):
    """Use words that nobody keeps; count the blocks of their size that stay in use."""
    xray.count_blocks()
    for number in range(WORDS):
        use(use.__name__ + "_" * LETTERS + str(number))
    return sum(count for size, count in xray.new_blocks().items() if 336 < size <= 400)


for use in intern_it, name_attribute, look_like_a_name, be_a_phrase, be_a_name:
    left = survivors(use)
    print("of", WORDS, "words,", use.__name__, "leaves", left)
    xray.fact(use.__name__, left)
