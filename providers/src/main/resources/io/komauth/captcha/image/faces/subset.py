"""Cuts a font down to A-Z, a-z and 0-9, with TrueType outlines: subset.py <from.ttf or .otf> <to.ttf>"""
import subprocess
import sys

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

source, target = sys.argv[1:]
subprocess.run(["pyftsubset", source, "--unicodes=U+30-39,U+41-5A,U+61-7A", "--output-file=" + target,
                "--no-hinting", "--layout-features=", "--notdef-outline", "--glyph-names",
                "--name-IDs=0,1,2,4,6,13,14", "--drop-tables+=DSIG,GSUB,GPOS,GDEF,kern,FFTM,meta"], check=True)

font = TTFont(target, recalcTimestamp=False)
if "CFF " in font:
    glyphs = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, max_err=font["head"].unitsPerEm / 1000, reverse_direction=True))
        outlines[name] = pen.glyph()
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    font["loca"] = newTable("loca")
    font["glyf"] = newTable("glyf")
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["glyf"].glyphs = outlines
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):
        setattr(maxp, field, 1 if field == "maxZones" else 0)
    font.sfntVersion = "\000\001\000\000"
post = font["post"]
post.formatType, post.extraNames, post.mapping, post.glyphOrder = 2.0, [], {}, font.getGlyphOrder()
font.save(target)
