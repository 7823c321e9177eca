package io.komauth.benchmarks.painting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** A library on the class path. */
record Library(String group, String artifact) {

    /** @return its name and version */
    @Override
    public String toString() {
        Properties properties = new Properties();
        try (InputStream in = Library.class.getResourceAsStream(
                "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return artifact + " " + properties.getProperty("version");
    }
}
