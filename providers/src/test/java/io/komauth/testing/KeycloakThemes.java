package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The themes that the tested version of Keycloak brings. */
public final class KeycloakThemes {

    private static final Pattern LOGIN_MESSAGES = Pattern.compile("theme/[^/]+/login/messages/messages_(.+)\\.properties");

    /** What realms call these, also where the files have the new names. */
    private static final Map<String, String> CHINESE = Map.of("zh-Hans", "zh-CN", "zh-Hant", "zh-TW");

    private KeycloakThemes() {
    }

    /** @return tags of all languages that the login themes have messages in */
    public static Set<String> loginLanguages() {
        Path jar = BuildFiles.distribution().resolve("lib/lib/main")
                .resolve("org.keycloak.keycloak-themes-" + BuildFiles.serverVersion() + ".jar");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName)
                    .flatMap(name -> LOGIN_MESSAGES.matcher(name).results()).map(KeycloakThemes::language)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String language(MatchResult file) {
        String tag = file.group(1).replace('_', '-');
        return CHINESE.getOrDefault(tag, tag);
    }
}
