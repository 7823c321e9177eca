package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.EachVersion;
import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Another extension has templates, scripts, styles and messages of the names that ours had, in its {@code theme-resources} and in
 * a theme: neither breaks the other.
 */
@Full
@EachVersion
class OtherExtensionIT {

    private static final Pattern FILE = Pattern.compile("(?:href|src)=\"([^\"]*/kom-auth-captcha\\.(?:css|js))\"");
    private static final String THEIRS = "Of the other extension";

    private static KeycloakServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = KeycloakServer.named("other-extension").fixedCaptchas().extension(extension(folder.resolve("a-captcha.jar")))
                .start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** The last two import what the other extension has by the name that our docs give, and give way to a page of ours. */
    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak", "foreign", "theirs"})
    void everyPageHasOurCaptcha(String theme) {
        try (TestRealm realm = realm(theme).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(CaptchaFlows.resetPassword()).create()) {
            HttpLogin login = HttpLogin.at(realm);

            assertThat(login.submit("nobody", "wrong").page()).contains("Please type the characters in the picture.");
            isOurs(login.page());
            isOurs(login.forgetPassword().page());
            isOurs(Request.get(URI.create(AuthorizationCodeLogin.address(realm).toString().replace("/auth?", "/registrations?")))
                    .send().text());
            assertThat(HttpLogin.at(realm).submit(PagesRealm.USER, PagesRealm.PASSWORD, "abcde").isOver()).isTrue();
        }
        try (TestRealm realm = realm(theme).with(CaptchaFlows.usernameFirst()).create()) {
            isOurs(HttpLogin.at(realm).page());
        }
    }

    @Test
    void theOtherExtensionHasItsOwnFiles() {
        try (TestRealm realm = realm("theirs").create()) {
            String page = HttpLogin.at(realm).page();

            assertThat(page).contains("<b>Widget</b>", "<i>" + THEIRS + "</i>", "<i>" + THEIRS + ", in a theme</i>");
            Matcher resources = Pattern.compile("/resources/[^/]+/login/").matcher(HttpLogin.at(realm).page());
            assertThat(resources.find()).isTrue();
            assertThat(Request.get(server.uri(resources.group() + "keycloak/js/captcha.js")).send().text()).contains(THEIRS);
        }
    }

    private static void isOurs(String page) {
        assertThat(page).contains("name=\"captchaKey\"", "Characters in the picture").doesNotContain(THEIRS, "Widget");
        Matcher file = FILE.matcher(page);
        int files = 0;
        for (; file.find(); files++) {
            assertThat(Request.get(server.uri(file.group(1))).send().text()).contains("kom-captcha");
        }
        assertThat(files).isEqualTo(2);
    }

    private static TestRealmOptions realm(String theme) {
        return PagesRealm.on(server).with(PagesRealm.theme(theme));
    }

    private static Path extension(Path jar) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String template : new String[] {"captcha", "captcha-login", "captcha-login-username",
            "captcha-login-reset-password", "captcha-register"}) {
            files.put("theme-resources/templates/" + template + ".ftl", "<#macro widget><b>Widget</b></#macro>");
        }
        String messages = "theirText=" + THEIRS + "\ncaptchaFieldLabel=" + THEIRS + "\ncaptchaFieldEmpty=" + THEIRS + "\n";
        files.put("theme-resources/messages/messages_en.properties", messages);
        files.put("theme-resources/messages/messages_zh_CN.properties", messages);
        files.put("theme-resources/resources/js/captcha.js", "// " + THEIRS);
        files.put("theme-resources/resources/css/captcha.css", "/* " + THEIRS + " */");
        files.put("META-INF/keycloak-themes.json", "{\"themes\": [{\"name\": \"theirs\", \"types\": [\"login\"]}]}");
        files.put("theme/theirs/login/theme.properties", "parent=keycloak\n");
        files.put("theme/theirs/login/messages/messages_en.properties", "themesText=" + THEIRS + ", in a theme\n");
        files.put("theme/theirs/login/captcha.ftl", "<#macro widget><b>Widget</b></#macro>");
        files.put("theme/theirs/login/login.ftl", """
                <#import "captcha.ftl" as captcha>
                <link rel="stylesheet" href="${url.resourcesPath}/css/captcha.css">
                <form action="${url.loginAction}" method="post"><@captcha.widget/>
                <i>${msg("theirText")}</i><i>${msg("themesText")}</i></form>
                """);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                // always the same bytes, so that the server is not built anew each time
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }
}
