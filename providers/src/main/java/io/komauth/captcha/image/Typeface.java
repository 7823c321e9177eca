package io.komauth.captcha.image;

import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The outlines of one bundled font, each one high and centred on the origin, with y growing downwards. A font is read
 * without Java's own font system, which needs native libraries that a server's image does not have.
 */
final class Typeface {

    static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final List<String> BUNDLED =
            List.of("ClearSans-Bold", "RobotoSlab-Bold", "ComicNeue-Bold", "Caladea-BoldItalic", "OpenSans-CondBold",
                    "JetBrainsMono-Bold");

    /** Their a has one storey, which only a stem tells from d, g and 4; it is left to the others. */
    private static final Set<String> WITHOUT_A = Set.of("ComicNeue-Bold", "Caladea-BoldItalic");

    private static final double MAX_POINT_DISTANCE = 0.11;

    private final Map<Character, Outline> outlines;

    private Typeface(Map<Character, Outline> outlines) {
        this.outlines = outlines;
    }

    /** @throws UncheckedIOException if a font is missing or broken, naming it */
    static List<Typeface> bundled() {
        return BUNDLED.stream().map(Typeface::read).toList();
    }

    boolean has(char character) {
        return outlines.containsKey(character);
    }

    /** A copy that the caller may change, or null if the face has no such character. */
    Outline outline(char character) {
        Outline outline = outlines.get(character);
        return outline == null ? null : outline.copy();
    }

    private static Typeface read(String name) {
        String resource = "faces/" + name + ".ttf";
        try (InputStream in = Typeface.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no such resource");
            }
            try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
                Map<Character, Outline> outlines = outlines(font);
                if (WITHOUT_A.contains(name)) {
                    outlines.remove('a');
                }
                return new Typeface(outlines);
            }
        } catch (IOException | RuntimeException e) {
            throw new UncheckedIOException("The captcha's font " + resource + " cannot be read",
                    e instanceof IOException io ? io : new IOException(e));
        }
    }

    private static Map<Character, Outline> outlines(TrueTypeFont font) throws IOException {
        CmapLookup cmap = font.getUnicodeCmapLookup();
        Map<Character, Outline> outlines = new HashMap<>();
        for (char character : CHARACTERS.toCharArray()) {
            GlyphData glyph = font.getGlyph().getGlyph(cmap.getGlyphId(character));
            if (glyph == null || glyph.getBoundingBox().getHeight() <= 0) {
                throw new IOException("no outline for " + character);
            }
            outlines.put(character, outline(glyph));
        }
        return outlines;
    }

    private static Outline outline(GlyphData glyph) {
        double height = glyph.getBoundingBox().getHeight();
        Outline.Builder builder = new Outline.Builder(MAX_POINT_DISTANCE * height);
        float[] at = new float[6];
        for (PathIterator i = glyph.getPath().getPathIterator(null); !i.isDone(); i.next()) {
            switch (i.currentSegment(at)) {
                case PathIterator.SEG_MOVETO -> builder.moveTo(at[0], at[1]);
                case PathIterator.SEG_LINETO -> builder.lineTo(at[0], at[1]);
                case PathIterator.SEG_QUADTO -> builder.quadTo(at[0], at[1], at[2], at[3]);
                default -> builder.close();
            }
        }
        Outline outline = builder.build();
        double middle = (outline.left() + outline.right()) / 2;
        double centre = (outline.top() + outline.bottom()) / 2;
        return outline.move(-middle, -centre).scale(1 / height, -1 / height);
    }
}
