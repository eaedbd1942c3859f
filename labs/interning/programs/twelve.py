# Twelve questions
import sys

import xray


def same(a, b):
    return a is b


QUESTIONS = [
    "same(int('256'), int('256'))",
    "same(int('257'), int('257'))",
    "same(257, 257)",
    "same(eval('257'), eval('257'))",
    "same((1, 2), (1, 2))",
    "same((), tuple([]))",
    "same(1.5, float('1.5'))",
    "same('hello', ''.join(['hel', 'lo']))",
    "same('hello', sys.intern(''.join(['hel', 'lo'])))",
    "same(eval('\"hello_world\"'), eval('\"hello_world\"'))",
    "same(eval('\"hello world\"'), eval('\"hello world\"'))",
    "same('a', chr(97))",
]
for number, question in enumerate(QUESTIONS, 1):
    answer = eval(question)
    print(number, question, answer)
    xray.fact("q" + str(number), answer)
