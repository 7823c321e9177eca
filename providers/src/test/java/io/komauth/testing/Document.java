package io.komauth.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the docs, whose examples are run as they stand there. */
public final class Document {

    private static final Pattern FENCED_BLOCK = Pattern.compile("```.+?```", Pattern.DOTALL);
    private static final Pattern INDENTED_BLOCK = Pattern.compile("(?<=\n\n)(?: {4}.*\n)+");

    private static final Set<String> NOT_OURS = Set.of("target", ".git");

    private Document() {
    }

    /**
     * @param name     such as {@code api.md}
     * @param language as its first code block in that language says it
     * @return that code block
     */
    public static String example(String name, String language) {
        return firstExample(name, text(name), language);
    }

    /** @return the first code block in that language after words that are on the page once */
    public static String exampleAfter(String words, String name, String language) {
        String text = text(name);
        int place = text.indexOf(words);
        if (place < 0 || place != text.lastIndexOf(words)) {
            throw new AssertionError(name + " does not say this once: " + words);
        }
        return firstExample(name, text.substring(place), language);
    }

    /**
     * @param name    such as {@code README.md} or {@code docs/api.md}, from the project's root
     * @param heading of a section, such as {@code ## Try it}
     * @return the section's indented code blocks, without the indentation
     */
    public static List<String> indentedBlocks(String name, String heading) {
        String text = read(BuildFiles.project().resolve(name));
        int start = text.indexOf("\n" + heading + "\n");
        if (start < 0) {
            throw new AssertionError(name + " has no section " + heading);
        }
        int next = text.indexOf("\n#", start + 1);
        String section = text.substring(start, next < 0 ? text.length() : next);
        return INDENTED_BLOCK.matcher(section).results().map(block -> block.group().stripIndent().strip()).toList();
    }

    /**
     * @param name from the project's root
     * @return all the page's code blocks: the fenced ones with their fences, then the indented ones
     */
    public static List<String> blocks(String name) {
        String text = read(BuildFiles.project().resolve(name));
        return Stream.of(FENCED_BLOCK, INDENTED_BLOCK)
                .flatMap(pattern -> pattern.matcher(text).results().map(MatchResult::group)).toList();
    }

    /** @return what pom.xml sets a property to, which a command line may have set to something else */
    public static String property(String name) {
        Matcher value = Pattern.compile("<" + Pattern.quote(name) + ">(.*?)</")
                .matcher(read(BuildFiles.project().resolve("pom.xml")));
        if (!value.find()) {
            throw new AssertionError("pom.xml does not set " + name);
        }
        return value.group(1);
    }

    private static String firstExample(String name, String text, String language) {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(text);
        if (!block.find()) {
            throw new AssertionError(name + " has no code block in " + language);
        }
        return block.group(1);
    }

    /** @return the whole page */
    public static String text(String name) {
        return read(BuildFiles.document(name));
    }

    /**
     * @param name from the project's root
     * @return the whole page
     */
    public static String whole(String name) {
        return read(file(name));
    }

    /** @return all pages, each from the project's root; not those that a build has made */
    public static List<String> pages() {
        List<String> pages = new ArrayList<>();
        try {
            Files.walkFileTree(BuildFiles.project(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        pages.add(relative(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    /** @param name from the project's root */
    public static Path file(String name) {
        return BuildFiles.project().resolve(name);
    }

    /** @return the file's name from the project's root */
    public static String relative(Path file) {
        return BuildFiles.project().relativize(file).toString().replace(File.separatorChar, '/');
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
