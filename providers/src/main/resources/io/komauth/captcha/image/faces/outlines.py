"""Writes the outlines of A-Z, a-z and 0-9 of a font: outlines.py <from.ttf or .otf> <to.outlines>

A line has a character, the height of its outline and a path in the notation of SVG: relative moves, lines and quadratic
curves, with y growing downwards.
"""
import math
import sys

from fontTools.pens.basePen import BasePen
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.roundingPen import RoundingPen
from fontTools.ttLib import TTFont

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class RelativePathPen(BasePen):
    """Writes no closing lines: every subpath of an outline is closed."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.at = 0, 0
        self.path = []

    def _moveTo(self, point):
        self._add("m", point)

    def _lineTo(self, point):
        self._add("l", point)

    def _qCurveToOne(self, control, point):
        # a point that a TrueType font implies may be half a unit off the grid
        self._add("q", control, [math.floor(p) if p > c else math.ceil(p) for p, c in zip(point, control)])

    def _add(self, command, *points):
        x, y = self.at
        self.path.append(command)
        self.path += [f"{to_x - x} {y - to_y}" for to_x, to_y in points]
        self.at = points[-1]


source, target = sys.argv[1:]
font = TTFont(source)
glyphs = font.getGlyphSet()
names = font.getBestCmap()
with open(target, "w", encoding="ascii") as out:
    for character in CHARACTERS:
        path, bounds = RelativePathPen(glyphs), ControlBoundsPen(glyphs)
        for pen in path, bounds:
            if "CFF " in font:
                pen = Cu2QuPen(RoundingPen(pen), max_err=font["head"].unitsPerEm / 1000, reverse_direction=True)
            glyphs[names[ord(character)]].draw(pen)
        _, bottom, _, top = bounds.bounds
        print(character, top - bottom, *path.path, file=out)
