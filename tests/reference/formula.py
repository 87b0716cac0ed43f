"""The formulas of a sheet of `allot explain`: read from their text and computed in fractions."""

import math
import re
from fractions import Fraction

from roundings import half_even, half_up

NUMBER = r"-?\d+(?:\.\d+)?(?:/\d+)?(?:\u202f%)?"
WORDS = [", at least ", ", at most ", " rounded down to ", " rounded up to ", " rounded half up to ",
         " rounded half to even to ", " in units of ", " rounded at the harmonic mean",
         " rounded at the geometric mean", " + ", " − ", " × ", " / ", "(", ")"]
TOKEN = re.compile("|".join([re.escape(word) for word in WORDS] + [NUMBER, "[a-z]+"]))


def at_mean(value, is_below):
    whole = math.floor(value)
    return whole + 1 if value > 0 and is_below(value, Fraction(whole), Fraction(whole + 1)) else whole


def only_whole(value):
    if value.denominator != 1:
        raise ValueError(f"{value} is not whole")
    return value


TO_UNIT = {" rounded down to ": math.floor, " rounded up to ": math.ceil, " rounded half up to ": half_up,
           " rounded half to even to ": half_even, " in units of ": only_whole}
TO_WHOLE = {
    " rounded at the harmonic mean":
        lambda value: at_mean(value, lambda v, n, m: v >= 2 * n * m / (n + m)),
    " rounded at the geometric mean": lambda value: at_mean(value, lambda v, n, m: v * v >= n * m),
}


class Formula:
    """`tree` is a letter, a number, or a tuple of an operator and its operands."""

    def __init__(self, text):
        self.tokens = []
        at = 0
        while at < len(text):
            match = TOKEN.match(text, at)
            if not match:
                raise ValueError(f"cannot read {text!r} at {at}")
            self.tokens.append(match.group(0))
            at = match.end()
        self.at = 0
        self.tree = self.bounded()
        if self.next() is not None:
            raise ValueError(f"cannot read {text!r} from {self.next()!r} on")

    def next(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def chain(self, operators, operand):
        result = operand()
        while self.next() in operators:
            result = (self.take(), result, operand())
        return result

    def bounded(self):
        result = self.sum()
        while self.next() in TO_UNIT or self.next() in TO_WHOLE or self.next() in WORDS[:2]:
            word = self.take()
            result = (word, result) if word in TO_WHOLE else (word, result, self.sum())
        return result

    def sum(self):
        return self.chain((" + ", " − "), self.product)

    def product(self):
        return self.chain((" × ", " / "), self.leaf)

    def leaf(self):
        token = self.take()
        if token == "(":
            result = self.bounded()
            if self.take() != ")":
                raise ValueError("a bracket is not closed")
            return result
        if token.isalpha():
            return token
        return Fraction(token[:-2]) / 100 if token.endswith("%") else Fraction(token)


def value_of(tree, lines):
    """With the values of the lines before, by their letters."""
    if isinstance(tree, str):
        return lines[tree]
    if isinstance(tree, Fraction):
        return tree
    word = tree[0]
    operands = [value_of(operand, lines) for operand in tree[1:]]
    if word in TO_WHOLE:
        return Fraction(TO_WHOLE[word](operands[0]))
    a, b = operands
    if word in TO_UNIT:
        return TO_UNIT[word](a / b) * b
    if word == ", at least ":
        return max(a, b)
    if word == ", at most ":
        return min(a, b)
    if word == " / ":
        return a / b
    return {" + ": a + b, " − ": a - b, " × ": a * b}[word]


def shape(tree):
    """The formula without its numbers and letters: `(L - #) / L`."""
    if isinstance(tree, str):
        return "L"
    if isinstance(tree, Fraction):
        return "#"
    if len(tree) == 2:
        return f"{shape(tree[1])}{tree[0]}"
    sides = [f"({shape(side)})" if isinstance(side, tuple) else shape(side) for side in tree[1:]]
    return tree[0].join(sides)
