package io.komauth.tools.users;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import io.komauth.tools.cli.Failure;

/**
 * Reads a file of JSON lines row by row. A broken line is told by its number and takes no other along; bytes that are not
 * UTF-8 become U+FFFD, for which the row is rejected. Only a line feed ends a line: a carriage return is a blank in JSON.
 */
final class Rows {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private Rows() {
    }

    /** Hands over each row of a file that is not blank. */
    static void read(Path file, Consumer<Row> each) {
        String name = String.valueOf(file.getFileName());
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
            StringBuilder buffer = new StringBuilder();
            int number = 0;
            while (readLine(reader, buffer)) {
                number++;
                String line = buffer.toString();
                String text = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
                if (!Characters.isBlank(text)) {
                    each.accept(Row.parse(name + ":" + number, text));
                }
            }
        } catch (IOException e) {
            throw Failure.file(file, e);
        }
    }

    /** @return whether there was one */
    private static boolean readLine(BufferedReader reader, StringBuilder line) throws IOException {
        line.setLength(0);
        int c = reader.read();
        if (c < 0) {
            return false;
        }
        while (c >= 0 && c != '\n') {
            line.append((char) c);
            c = reader.read();
        }
        return true;
    }
}
