package io.komauth.captcha.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * The outlines of one bundled font, each one high and centred on the origin, with y growing downwards. A font is read
 * without Java's own font system, which needs native libraries that a server's image does not have.
 */
final class Typeface {

    static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final List<String> BUNDLED =
            List.of("ClearSans-Bold", "RobotoSlab-Bold", "ComicNeue-Bold", "Caladea-BoldItalic", "OpenSans-CondBold",
                    "JetBrainsMono-Bold");

    /**
     * Characters that are left to the others: an a of one storey, which only a stem tells from d, g and 4, and a g of two, which
     * is read as 8.
     */
    private static final Map<String, Character> WITHOUT =
            Map.of("ComicNeue-Bold", 'a', "Caladea-BoldItalic", 'a', "OpenSans-CondBold", 'g');

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
        String resource = "faces/" + name + ".outlines";
        try (InputStream in = Typeface.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no such resource");
            }
            Map<Character, Outline> outlines = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines()
                    .forEach(line -> outlines.put(line.charAt(0), outline(new StringTokenizer(line.substring(1)))));
            outlines.remove(WITHOUT.get(name));
            return new Typeface(outlines);
        } catch (IOException | RuntimeException e) {
            throw new UncheckedIOException("The captcha's font " + resource + " cannot be read",
                    e instanceof IOException io ? io : new IOException(e));
        }
    }

    /** @param glyph its height in units of the font and an SVG path of relative moves, lines and quadratic curves */
    private static Outline outline(StringTokenizer glyph) {
        double height = number(glyph);
        Outline.Builder builder = new Outline.Builder(MAX_POINT_DISTANCE * height);
        double x = 0;
        double y = 0;
        while (glyph.hasMoreTokens()) {
            String command = glyph.nextToken();
            double toX = x + number(glyph);
            double toY = y + number(glyph);
            switch (command) {
                case "m" -> builder.moveTo(toX, toY);
                case "l" -> builder.lineTo(toX, toY);
                case "q" -> {
                    double viaX = toX;
                    double viaY = toY;
                    toX = x + number(glyph);
                    toY = y + number(glyph);
                    builder.quadTo(viaX, viaY, toX, toY);
                }
                default -> throw new IllegalArgumentException("no such command: " + command);
            }
            x = toX;
            y = toY;
        }
        Outline outline = builder.build();
        double middle = (outline.left() + outline.right()) / 2;
        double centre = (outline.top() + outline.bottom()) / 2;
        return outline.move(-middle, -centre).scale(1 / height, 1 / height);
    }

    private static double number(StringTokenizer glyph) {
        return Integer.parseInt(glyph.nextToken());
    }
}
