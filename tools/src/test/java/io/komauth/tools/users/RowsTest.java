package io.komauth.tools.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {

    @TempDir
    private Path folder;

    @Test
    void eachRowKnowsItsLineAndBlankOnesAreNone() throws IOException {
        List<Row> rows = read("\ufeff{\"id\":\"1\"}\r\n\r\n  \n{\"id\":\"2\"}\n{\"id\":\"3\"}");

        assertThat(rows).extracting(Row::place).containsExactly("users.jsonl:1", "users.jsonl:4", "users.jsonl:5");
        assertThat(rows).extracting(Row::id).containsExactly("1", "2", "3");
    }

    @Test
    void aCarriageReturnWithinALineEndsNoRow() throws IOException {
        assertThat(read("{\"id\":\r\"1\"}\n")).hasSize(1).extracting(Row::id).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "\"\"", "1", "{\"id\":", "{\"id\":\"1\"} {\"id\":\"2\"}", "\\N", "id,account",
            "{\"id\":NaN}"})
    void aLineThatIsNotOneObjectIsARowWithoutColumnsAndTakesNoOtherAlong(String line) throws IOException {
        List<Row> rows = read(line + "\n{\"id\":\"2\"}\n");

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).has("id")).isFalse();
        assertThat(rows.get(1).id()).isEqualTo("2");
    }

    @Test
    void bytesThatAreNotUtf8AreCharactersThatCannotBeRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("{\"id\":\"".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("é".getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes("\"}\n".getBytes(StandardCharsets.UTF_8));

        assertThat(read(bytes.toByteArray())).extracting(Row::id).containsExactly("\ufffd");
    }

    private List<Row> read(String content) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    private List<Row> read(byte[] content) throws IOException {
        List<Row> rows = new ArrayList<>();
        Rows.read(Files.write(folder.resolve("users.jsonl"), content), rows::add);
        return rows;
    }
}
